#include "io/digest.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <type_traits>

#include "kernels/core/check.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::io {
namespace {

static_assert(std::endian::native == std::endian::little, "digests take numbers as they lie");

/// Values are gathered to pieces of this size, since a call of the hasher costs more than a value.
constexpr std::size_t kPieceBytes = 1 << 16;

/// Starting threads for fewer rows costs more than hashing them.
constexpr std::size_t kFewRows = 1000;

/// Every NaN hashes as this one.
constexpr std::uint64_t kQuietNanBits = 0x7ff8000000000000ULL;

std::string_view stored_type(ColumnType type) {
  switch (type) {
    case ColumnType::kText:
    case ColumnType::kDate:
      return "text";
    case ColumnType::kInstant:
    case ColumnType::kInt64:
      return "int64";
    case ColumnType::kFlag:
      return "int8";
    case ColumnType::kFloat64:
      return "float64";
  }
  throw InternalError("unknown column type");
}

void append_int64(std::string& bytes, std::uint64_t value) {
  char raw[sizeof value];
  std::memcpy(raw, &value, sizeof value);
  bytes.append(raw, sizeof raw);
}

void append_text(std::string& bytes, std::string_view text) {
  append_int64(bytes, text.size());
  bytes += text;
}

void append_value(std::string& bytes, std::string_view text) { append_text(bytes, text); }
void append_value(std::string& bytes, std::int32_t date) { append_text(bytes, format_date(date)); }
void append_value(std::string& bytes, std::int64_t value) {
  append_int64(bytes, std::bit_cast<std::uint64_t>(value));
}
void append_value(std::string& bytes, std::int8_t flag) { bytes += static_cast<char>(flag); }
void append_value(std::string& bytes, double value) {
  append_int64(bytes, std::isnan(value) ? kQuietNanBits : std::bit_cast<std::uint64_t>(value));
}

void hash_column(const ColumnData& column, Sha256& hasher) {
  std::visit(
      [&](const auto& values) {
        std::string piece;
        piece.reserve(kPieceBytes + kPieceBytes / 8);
        for (std::size_t row = 0; row < values.size(); ++row) {
          append_value(piece, values[row]);
          if (piece.size() < kPieceBytes) continue;
          hasher.update(piece);
          piece.clear();
        }
        hasher.update(piece);
      },
      column);
}

std::string as_text(const Sha256::Bytes& digest) { return {digest.begin(), digest.end()}; }

}  // namespace

void Sha256::FreeContext::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  FSU_CHECK(context_ != nullptr);
  FSU_CHECK(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
}

void Sha256::update(std::string_view bytes) {
  FSU_CHECK(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
}

void Sha256::update_text(std::string_view text) {
  update_int64(text.size());
  update(text);
}

void Sha256::update_int64(std::uint64_t value) {
  FSU_CHECK(EVP_DigestUpdate(context_.get(), &value, sizeof value) == 1);
}

Sha256::Bytes Sha256::finish() {
  Bytes digest{};
  FSU_CHECK(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
  return digest;
}

std::string to_hex(const Sha256::Bytes& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const unsigned byte : digest) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::string sha256_of_bytes(std::string_view bytes) {
  Sha256 hasher;
  hasher.update(bytes);
  return to_hex(hasher.finish());
}

std::string sha256_of_file(const Path& path) { return sha256_of_bytes(MappedFile(path).bytes()); }

TableDigest::TableDigest(const TableSpec& spec)
    : path_(spec.path), columns_(spec.columns), hashers_(spec.columns.size()) {}

void TableDigest::add(const Table& block) {
  block.verify();
  FSU_CHECK(block.spec().columns.size() == columns_.size());
  num_rows_ += block.num_rows();
  const std::size_t columns_at_a_time =
      block.num_rows() < kFewRows ? std::max<std::size_t>(1, hashers_.size()) : 1;
  for_blocks(hashers_.size(), columns_at_a_time, [&](const Block& columns) {
    for (std::size_t i = columns.begin; i < columns.end; ++i)
      hash_column(block.column(i), hashers_[i]);
  });
}

std::string TableDigest::finish() {
  Sha256 hasher;
  hasher.update_text(path_);
  hasher.update_int64(num_rows_);
  hasher.update_int64(columns_.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    hasher.update_text(columns_[i].name);
    hasher.update_text(stored_type(columns_[i].type));
    hasher.update(as_text(hashers_[i].finish()));
  }
  return to_hex(hasher.finish());
}

std::string table_digest(const Table& table) {
  TableDigest digest(table.spec());
  digest.add(table);
  return digest.finish();
}

bool counts_in_content_digest(std::string_view table_path) {
  return !table_path.starts_with("run/") && table_path != "quality/rejects";
}

std::string content_digest(const std::map<std::string, std::string>& digest_by_path) {
  Sha256 hasher;
  for (const auto& [path, digest] : digest_by_path) {
    if (!counts_in_content_digest(path)) continue;
    hasher.update_text(path);
    hasher.update_text(digest);
  }
  return to_hex(hasher.finish());
}

}  // namespace fsu::io

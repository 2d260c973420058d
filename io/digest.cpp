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

std::string_view raw_bytes(const void* values, std::size_t size) {
  return {static_cast<const char*>(values), size};
}

/// Numbers are hashed as they lie.
template <class Number>
void hash_values(std::span<const Number> values, Sha256& hasher) {
  hasher.update(raw_bytes(values.data(), values.size_bytes()));
}

void hash_values(std::span<const double> values, Sha256& hasher) {
  std::vector<double> piece;
  for (std::size_t begin = 0; begin < values.size(); begin += kPieceBytes / sizeof(double)) {
    const auto part =
        values.subspan(begin, std::min(kPieceBytes / sizeof(double), values.size() - begin));
    piece.assign(part.begin(), part.end());
    for (double& value : piece)
      value = std::isnan(value) ? std::bit_cast<double>(kQuietNanBits) : value;
    hasher.update(raw_bytes(piece.data(), piece.size() * sizeof(double)));
  }
}

/// Texts, each behind its length, gathered to pieces.
class TextHasher {
 public:
  explicit TextHasher(Sha256& hasher) : hasher_(hasher), piece_(kPieceBytes) {}

  void add(std::string_view text) {
    if (kPieceBytes - used_ < text.size() + kLengthBytes + kStep) flush();
    const std::uint64_t length = text.size();
    std::memcpy(piece_.data() + used_, &length, kLengthBytes);
    used_ += kLengthBytes;
    if (text.size() > kPieceBytes - 2 * kStep) {
      flush();
      hasher_.update(text);
    } else if (!text.empty()) {
      std::memcpy(piece_.data() + used_, text.data(), text.size());
      used_ += text.size();
    }
  }

  /// The same for a text with at least a step of readable bytes behind it.
  void add_in_steps(std::string_view text) {
    if (kPieceBytes - used_ < text.size() + kLengthBytes + kStep) return add(text);
    const std::uint64_t length = text.size();
    char* const to = piece_.data() + used_;
    std::memcpy(to, &length, kLengthBytes);
    for (std::size_t at = 0; at < text.size(); at += kStep)
      std::memcpy(to + kLengthBytes + at, text.data() + at, kStep);
    used_ += kLengthBytes + text.size();
  }

  void flush() {
    hasher_.update(raw_bytes(piece_.data(), used_));
    used_ = 0;
  }

  static constexpr std::size_t kStep = 16;

 private:
  static constexpr std::size_t kLengthBytes = sizeof(std::uint64_t);

  Sha256& hasher_;
  std::vector<char> piece_;
  std::size_t used_ = 0;
};

void hash_texts(const StringColumn& texts, std::size_t begin, std::size_t end, Sha256& hasher) {
  if (begin == end) return;
  TextHasher pieces(hasher);
  const char* const arena_end = texts[0].data() + texts.num_bytes();
  for (std::size_t row = begin; row < end; ++row) {
    const std::string_view text = texts[row];
    const auto room = static_cast<std::size_t>(arena_end - text.data());
    if (room >= text.size() + TextHasher::kStep) {
      pieces.add_in_steps(text);
    } else {
      pieces.add(text);
    }
  }
  pieces.flush();
}

void hash_dates(std::span<const std::int32_t> dates, Sha256& hasher) {
  TextHasher pieces(hasher);
  for (const std::int32_t date : dates) pieces.add(format_date(date));
  pieces.flush();
}

void hash_column(const ColumnData& column, std::size_t begin, std::size_t end, Sha256& hasher) {
  std::visit(
      [&](const auto& values) {
        using Data = std::decay_t<decltype(values)>;
        if constexpr (std::is_same_v<Data, StringColumn>) {
          hash_texts(values, begin, end, hasher);
        } else if constexpr (std::is_same_v<Data, std::vector<std::int32_t>>) {
          hash_dates(std::span(values).subspan(begin, end - begin), hasher);
        } else {
          hash_values(
              std::span<const typename Data::value_type>(values).subspan(begin, end - begin),
              hasher);
        }
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
  begin_rows(block, 0, block.num_rows());
  const std::size_t columns_at_a_time =
      block.num_rows() < kFewRows ? std::max<std::size_t>(1, num_columns()) : 1;
  for_blocks(num_columns(), columns_at_a_time, [&](const Block& columns) {
    for (std::size_t i = columns.begin; i < columns.end; ++i)
      add_column(block, 0, block.num_rows(), i);
  });
}

void TableDigest::begin_rows(const Table& block, std::size_t begin, std::size_t end) {
  FSU_CHECK(block.spec().columns.size() == num_columns());
  FSU_CHECK(begin <= end && end <= block.num_rows());
  num_rows_ += end - begin;
}

void TableDigest::add_column(const Table& block, std::size_t begin, std::size_t end,
                             std::size_t column) {
  hash_column(block.column(column), begin, end, hashers_[column]);
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

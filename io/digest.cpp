#include "io/digest.hpp"

#include <algorithm>
#include <numeric>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::io {
namespace {

/// Starting threads for fewer rows costs more than hashing them.
constexpr std::size_t kFewRows = 1000;

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

/// Texts before numbers before flags: two columns that are hashed side by side should be about as
/// long.
std::vector<std::size_t> longest_first(const std::vector<ColumnSpec>& columns) {
  const auto rank = [&](std::size_t column) {
    const std::string_view type = stored_type(columns[column].type);
    return type == "text" ? 0 : type == "int8" ? 2 : 1;
  };
  std::vector<std::size_t> order(columns.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  return order;
}

std::string as_text(const Sha256::Bytes& digest) { return {digest.begin(), digest.end()}; }

}  // namespace

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
    : path_(spec.path),
      columns_(spec.columns),
      order_(longest_first(columns_)),
      hashers_(columns_.size()) {}

void TableDigest::add(const Table& block) {
  block.verify();
  begin_rows(block, 0, block.num_rows());
  const std::size_t parts_at_a_time =
      block.num_rows() < kFewRows ? std::max<std::size_t>(1, num_parts()) : 1;
  for_blocks(num_parts(), parts_at_a_time, [&](const Block& parts) {
    for (std::size_t part = parts.begin; part < parts.end; ++part)
      add_part(block, 0, block.num_rows(), part);
  });
}

void TableDigest::begin_rows(const Table& block, std::size_t begin, std::size_t end) {
  FSU_CHECK(block.spec().columns.size() == columns_.size());
  FSU_CHECK(begin <= end && end <= block.num_rows());
  num_rows_ += end - begin;
}

void TableDigest::add_part(const Table& block, std::size_t begin, std::size_t end,
                           std::size_t part) {
  const std::size_t first = order_[2 * part];
  const NextPiece first_pieces = column_pieces(block.column(first), begin, end);
  if (2 * part + 1 == order_.size()) return hashers_[first].add(first_pieces);
  const std::size_t second = order_[2 * part + 1];
  add_two(hashers_[first], first_pieces, hashers_[second],
          column_pieces(block.column(second), begin, end));
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

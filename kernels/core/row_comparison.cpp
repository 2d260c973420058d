#include "kernels/core/row_comparison.hpp"

#include <algorithm>
#include <numeric>

#include "kernels/core/float_order.hpp"
#include "kernels/core/text_order.hpp"

namespace fsu {
namespace {

/// Ranks of more texts than this would cost more than they save.
constexpr std::size_t kMostRanked = std::size_t{1} << 16;

template <class Value>
int compare_values(const void* values, std::size_t row_a, std::size_t row_b) {
  const Value a = static_cast<const Value*>(values)[row_a];
  const Value b = static_cast<const Value*>(values)[row_b];
  return static_cast<int>(a > b) - static_cast<int>(a < b);
}

int compare_floats(const void* values, std::size_t row_a, std::size_t row_b) {
  const auto* const floats = static_cast<const double*>(values);
  return order_of_floats(floats[row_a], floats[row_b]);
}

std::vector<std::uint32_t> ranks_of(const StringColumn& dictionary) {
  std::vector<std::uint32_t> codes(dictionary.size());
  std::iota(codes.begin(), codes.end(), 0U);
  std::sort(codes.begin(), codes.end(), [&](std::uint32_t a, std::uint32_t b) {
    return order_of_texts(dictionary[a], dictionary[b]) < 0;
  });
  std::vector<std::uint32_t> ranks(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) ranks[codes[i]] = static_cast<std::uint32_t>(i);
  return ranks;
}

}  // namespace

RowComparison::RowComparison(const Table& table, std::span<const std::size_t> columns) {
  columns_.reserve(columns.size());
  for (const std::size_t column : columns) columns_.push_back(prepared(table.column(column)));
}

RowComparison::Column RowComparison::prepared(const ColumnData& data) {
  if (const auto* texts = std::get_if<StringColumn>(&data)) {
    if (!texts->is_coded()) return {Kind::kTexts, texts, nullptr, {}};
    if (texts->dictionary().size() > kMostRanked)
      return {Kind::kCodes, texts, texts->codes().data(), {}};
    return {Kind::kRanks, texts, texts->codes().data(), ranks_of(texts->dictionary())};
  }
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&data))
    return {Kind::kInt64s, nullptr, numbers->data(), {}};
  if (const auto* dates = std::get_if<std::vector<std::int32_t>>(&data))
    return {Kind::kDates, nullptr, dates->data(), {}};
  if (const auto* flags = std::get_if<std::vector<std::int8_t>>(&data))
    return {Kind::kFlags, nullptr, flags->data(), {}};
  return {Kind::kFloats, nullptr, std::get<std::vector<double>>(data).data(), {}};
}

inline int RowComparison::compare_in(const Column& column, std::size_t row_a, std::size_t row_b) {
  const auto code = [&](std::size_t row) {
    return static_cast<const std::uint32_t*>(column.values)[row];
  };
  switch (column.kind) {
    case Kind::kTexts:
      return order_of_texts((*column.texts)[row_a], (*column.texts)[row_b]);
    case Kind::kCodes:
      if (code(row_a) == code(row_b)) return 0;
      return order_of_texts((*column.texts)[row_a], (*column.texts)[row_b]);
    case Kind::kRanks: {
      const std::uint32_t a = column.ranks[code(row_a)];
      const std::uint32_t b = column.ranks[code(row_b)];
      return static_cast<int>(a > b) - static_cast<int>(a < b);
    }
    case Kind::kInt64s:
      return compare_values<std::int64_t>(column.values, row_a, row_b);
    case Kind::kDates:
      return compare_values<std::int32_t>(column.values, row_a, row_b);
    case Kind::kFlags:
      return compare_values<std::int8_t>(column.values, row_a, row_b);
    case Kind::kFloats:
      return compare_floats(column.values, row_a, row_b);
  }
  return 0;
}

RowComparison::Result RowComparison::compare(std::size_t row_a, std::size_t row_b) const {
  for (std::size_t place = 0; place < columns_.size(); ++place) {
    const int order = compare_in(columns_[place], row_a, row_b);
    if (order != 0) return {order, place};
  }
  return {0, columns_.size()};
}

}  // namespace fsu

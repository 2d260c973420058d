#include "src/stages/first_column_order.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "kernels/core/check.hpp"
#include "kernels/core/nearly_sorted.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/parallel_sort.hpp"
#include "kernels/core/text_order.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockRows = std::size_t{1} << 16;

/// A row and the first eight bytes of its text that differ at all.
struct SortRow {
  std::uint64_t prefix = 0;
  std::uint32_t row = 0;
};

std::size_t common_prefix_length(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first -
                                  a.begin());
}

/// Bytes with which all texts begin.
std::size_t common_prefix_length(const StringColumn& column) {
  const std::string_view first = column.empty() ? std::string_view() : column[0];
  std::vector<std::size_t> lengths(num_blocks(column.size(), kBlockRows), first.size());
  for_blocks(column.size(), kBlockRows, [&](const Block& block) {
    std::size_t& length = lengths[block.index];
    for (std::size_t i = block.begin; i < block.end && length > 0; ++i)
      length = common_prefix_length(first.substr(0, length), column[i]);
  });
  return lengths.empty() ? 0 : *std::min_element(lengths.begin(), lengths.end());
}

std::uint64_t eight_bytes(std::string_view text) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i)
    value = value << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  return value;
}

std::vector<SortRow> rows_with_prefix(const StringColumn& column) {
  std::vector<SortRow> rows(column.size());
  const std::size_t skipped = common_prefix_length(column);
  for_blocks(rows.size(), kBlockRows, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i)
      rows[i] = {eight_bytes(column[i].substr(skipped)), checked_cast<std::uint32_t>(i)};
  });
  return rows;
}

std::vector<std::uint32_t> sorted_order(const StringColumn& column) {
  std::vector<SortRow> sorted = rows_with_prefix(column);
  parallel_sort(sorted.begin(), sorted.end(), [&](const SortRow& a, const SortRow& b) {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    const int order = order_of_texts(column[a.row], column[b.row]);
    return order != 0 ? order < 0 : a.row < b.row;
  });
  std::vector<std::uint32_t> order(sorted.size());
  std::transform(sorted.begin(), sorted.end(), order.begin(),
                 [](const SortRow& row) { return row.row; });
  return order;
}

bool is_as_read(const std::vector<RowStretch>& stretches) {
  return stretches.empty() || (stretches.size() == 1 && !stretches.front().is_moved);
}

}  // namespace

RowsAsRead::RowsAsRead(std::vector<RowStretch> stretches) : stretches_(std::move(stretches)) {
  for (const ValueMove& move : moves_of(stretches_))
    begins_.push_back(static_cast<std::uint32_t>(move.to));
}

std::uint32_t RowsAsRead::operator[](std::uint32_t row) const {
  if (!order_.empty()) return order_[row];
  const auto above = std::upper_bound(begins_.begin(), begins_.end(), row);
  FSU_CHECK(above != begins_.begin());
  const auto stretch = static_cast<std::size_t>(above - begins_.begin()) - 1;
  return stretches_[stretch].begin + (row - begins_[stretch]);
}

RowsAsRead order_by_first_column(Table& rows) {
  const auto& first_column = std::get<StringColumn>(rows.column(0));
  if (auto stretches = nearly_sorted_order(first_column)) {
    if (!is_as_read(*stretches)) rows.rearrange(*stretches);
    return RowsAsRead(std::move(*stretches));
  }
  std::vector<std::uint32_t> order = sorted_order(first_column);
  rows.keep_rows(order);
  return RowsAsRead(std::move(order));
}

}  // namespace fsu::stages

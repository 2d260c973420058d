#include "src/stages/deduplicate.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/parallel_sort.hpp"

namespace fsu::stages {
namespace {

/// A row and the first eight bytes of its sort key that differ at all, so that most comparisons are
/// of integers.
struct SortRow {
  std::uint64_t prefix = 0;
  std::uint32_t row = 0;
};

std::size_t common_prefix_length(const StringColumn& column) {
  std::size_t length = column.empty() ? 0 : column[0].size();
  for (std::size_t i = 1; i < column.size() && length > 0; ++i) {
    const std::string_view first = column[0].substr(0, length);
    const std::string_view other = column[i];
    length = static_cast<std::size_t>(
        std::mismatch(first.begin(), first.end(), other.begin(), other.end()).first -
        first.begin());
  }
  return length;
}

std::uint64_t eight_bytes(std::string_view text) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    value = value << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  }
  return value;
}

/// The prefix is of the table's first column, which is the first of its key.
std::vector<SortRow> rows_with_prefix(const Table& rows) {
  std::vector<SortRow> order(rows.num_rows());
  const auto& first_column = std::get<StringColumn>(rows.column(0));
  const std::size_t skipped = common_prefix_length(first_column);
  for_blocks(order.size(), 65536, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      order[i] = {eight_bytes(first_column[i].substr(skipped)), checked_cast<std::uint32_t>(i)};
    }
  });
  return order;
}

/// The key columns first, then all others.
std::vector<std::size_t> sort_columns(const io::InputTable& schema, const TableSpec& spec) {
  std::vector<std::size_t> columns;
  for (const std::string& name : schema.key) columns.push_back(spec.index_of(name));
  for (std::size_t i = 0; i < spec.columns.size(); ++i) {
    if (std::find(columns.begin(), columns.end(), i) == columns.end()) columns.push_back(i);
  }
  return columns;
}

/// True where every row is before the next one: sorted, and no two equal. For the checked preset.
[[maybe_unused]] bool is_in_order(const Table& rows, std::span<const std::size_t> columns) {
  for (std::size_t row = 1; row < rows.num_rows(); ++row) {
    if (compare_rows(rows, columns, row - 1, row) >= 0) return false;
  }
  return true;
}

}  // namespace

DeduplicatedTable deduplicate(io::ReadTable table, const io::InputTable& schema) {
  DeduplicatedTable result;
  const std::vector<std::size_t> columns = sort_columns(schema, table.rows.spec());
  const std::span key =
      std::span(columns).first(schema.key.empty() ? columns.size() : schema.key.size());
  FSU_CHECK(columns.front() == 0);
  std::vector<SortRow> order = rows_with_prefix(table.rows);
  parallel_sort(order.begin(), order.end(), [&](const SortRow& a, const SortRow& b) {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    const int compared = compare_rows(table.rows, columns, a.row, b.row);
    return compared != 0 ? compared < 0 : a.row < b.row;
  });

  std::vector<std::uint32_t> kept;
  kept.reserve(order.size());
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    const auto is_equal_in = [&](std::span<const std::size_t> by, std::size_t i) {
      return order[i].prefix == order[begin].prefix &&
             compare_rows(table.rows, by, order[begin].row, order[i].row) == 0;
    };
    bool is_conflict = false;
    for (end = begin + 1; end < order.size() && is_equal_in(key, end); ++end) {
      is_conflict = is_conflict || !is_equal_in(columns, end);
    }
    if (is_conflict) {
      for (std::size_t i = begin; i < end; ++i) {
        table.rejects.push_back(
            {table.origins[order[i].row], io::kWholeRow, io::RejectKind::kConflictingKey});
      }
    } else {
      kept.push_back(order[begin].row);
      result.num_duplicates += static_cast<std::int64_t>(end - begin) - 1;
    }
  }
  std::stable_sort(table.rejects.begin(), table.rejects.end(),
                   [](const io::Reject& a, const io::Reject& b) { return a.origin < b.origin; });
  table.rows = table.rows.gather(kept);
  FSU_EXPENSIVE_CHECK(is_in_order(table.rows, columns));
  table.origins = {};
  result.table = std::move(table);
  return result;
}

}  // namespace fsu::stages

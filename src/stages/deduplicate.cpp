#include "src/stages/deduplicate.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <string_view>
#include <vector>

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

constexpr std::size_t kBlockRows = std::size_t{1} << 14;

/// The rows of a table by position in an order, in runs of one text of the first column: rows of
/// one key are in one run.
class FirstColumnRuns {
 public:
  FirstColumnRuns(const Table& rows, std::span<std::uint32_t> order)
      : texts_(std::get<StringColumn>(rows.column(0))), order_(order) {}

  /// Calls `function(begin, end)` for each run that begins in the block of positions.
  template <class Function>
  void for_runs(const Block& block, const Function& function) const {
    std::size_t begin = block.begin;
    while (begin < block.end && begin > 0 && is_same(begin - 1, begin)) ++begin;
    while (begin < block.end) {
      std::size_t end = begin + 1;
      while (end < order_.size() && is_same(begin, end)) ++end;
      function(begin, end);
      begin = end;
    }
  }

 private:
  [[nodiscard]] bool is_same(std::size_t a, std::size_t b) const {
    return texts_[order_[a]] == texts_[order_[b]];
  }

  const StringColumn& texts_;
  std::span<const std::uint32_t> order_;
};

/// True where the first column ascends already, as extracts mostly are written.
bool is_first_column_sorted(const Table& rows) {
  const auto& texts = std::get<StringColumn>(rows.column(0));
  std::vector<std::uint8_t> is_sorted(num_blocks(texts.size(), kBlockRows), 1);
  for_blocks(texts.size(), kBlockRows, [&](const Block& block) {
    for (std::size_t i = std::max<std::size_t>(block.begin, 1); i < block.end; ++i) {
      if (texts[i] < texts[i - 1]) {
        is_sorted[block.index] = 0;
        return;
      }
    }
  });
  return std::find(is_sorted.begin(), is_sorted.end(), 0) == is_sorted.end();
}

/// The rows by all columns, key first; equal rows by position.
std::vector<std::uint32_t> canonical_order(const Table& rows,
                                           std::span<const std::size_t> columns) {
  std::vector<std::uint32_t> order(rows.num_rows());
  const auto is_before = [&](std::uint32_t a, std::uint32_t b) {
    const int compared = compare_rows(rows, columns, a, b);
    return compared != 0 ? compared < 0 : a < b;
  };
  if (is_first_column_sorted(rows)) {
    std::iota(order.begin(), order.end(), 0U);
    std::vector<std::uint32_t> as_read(order);
    const FirstColumnRuns runs(rows, as_read);
    for_blocks(order.size(), kBlockRows, [&](const Block& block) {
      runs.for_runs(block, [&](std::size_t begin, std::size_t end) {
        const auto run = std::span(order).subspan(begin, end - begin);
        if (!std::is_sorted(run.begin(), run.end(), is_before)) {
          std::sort(run.begin(), run.end(), is_before);
        }
      });
    });
    return order;
  }
  std::vector<SortRow> sorted = rows_with_prefix(rows);
  parallel_sort(sorted.begin(), sorted.end(), [&](const SortRow& a, const SortRow& b) {
    return a.prefix != b.prefix ? a.prefix < b.prefix : is_before(a.row, b.row);
  });
  std::transform(sorted.begin(), sorted.end(), order.begin(),
                 [](const SortRow& row) { return row.row; });
  return order;
}

/// What becomes of the rows of some runs; mergeable.
struct SettledRows {
  std::vector<std::uint32_t> kept;
  std::vector<std::uint32_t> conflicting;
  std::int64_t num_duplicates = 0;

  [[nodiscard]] static SettledRows empty() { return {}; }
  void merge(SettledRows other) {
    kept.insert(kept.end(), other.kept.begin(), other.kept.end());
    conflicting.insert(conflicting.end(), other.conflicting.begin(), other.conflicting.end());
    num_duplicates += other.num_duplicates;
  }
  [[nodiscard]] const SettledRows& finish() const { return *this; }
};

/// Settles the rows of one run, key by key.
void settle_run(const Table& rows, std::span<const std::size_t> columns,
                std::size_t num_key_columns, std::span<const std::uint32_t> run,
                SettledRows& settled) {
  const auto is_equal_in = [&](std::size_t num_columns, std::size_t a, std::size_t b) {
    return compare_rows(rows, columns.first(num_columns), run[a], run[b]) == 0;
  };
  for (std::size_t begin = 0, end = 0; begin < run.size(); begin = end) {
    bool is_conflict = false;
    for (end = begin + 1; end < run.size() && is_equal_in(num_key_columns, begin, end); ++end) {
      is_conflict = is_conflict || !is_equal_in(columns.size(), begin, end);
    }
    if (is_conflict) {
      settled.conflicting.insert(settled.conflicting.end(),
                                 run.begin() + static_cast<std::ptrdiff_t>(begin),
                                 run.begin() + static_cast<std::ptrdiff_t>(end));
    } else {
      settled.kept.push_back(run[begin]);
      settled.num_duplicates += static_cast<std::int64_t>(end - begin) - 1;
    }
  }
}

bool is_every_row_in_place(std::span<const std::uint32_t> kept, std::size_t num_rows) {
  if (kept.size() != num_rows) return false;
  for (std::size_t i = 0; i < num_rows; ++i) {
    if (kept[i] != i) return false;
  }
  return true;
}

}  // namespace

DeduplicatedTable deduplicate(io::ReadTable table, const io::InputTable& schema) {
  const std::vector<std::size_t> columns = sort_columns(schema, table.rows.spec());
  const std::size_t num_key_columns = schema.key.empty() ? columns.size() : schema.key.size();
  FSU_CHECK(columns.front() == 0);
  std::vector<std::uint32_t> order = canonical_order(table.rows, columns);
  const FirstColumnRuns runs(table.rows, order);
  const SettledRows settled =
      reduce_blocks<SettledRows>(order.size(), kBlockRows, [&](const Block& block) {
        SettledRows of_block;
        runs.for_runs(block, [&](std::size_t begin, std::size_t end) {
          settle_run(table.rows, columns, num_key_columns,
                     std::span(order).subspan(begin, end - begin), of_block);
        });
        return of_block;
      });
  for (const std::uint32_t row : settled.conflicting) {
    table.rejects.push_back({table.origins[row], io::kWholeRow, io::RejectKind::kConflictingKey});
  }
  std::stable_sort(table.rejects.begin(), table.rejects.end(),
                   [](const io::Reject& a, const io::Reject& b) { return a.origin < b.origin; });
  if (!is_every_row_in_place(settled.kept, table.rows.num_rows())) {
    table.rows = table.rows.gather(settled.kept);
  }
  FSU_EXPENSIVE_CHECK(is_in_order(table.rows, columns));
  table.origins = {};
  DeduplicatedTable result;
  result.num_duplicates = settled.num_duplicates;
  result.table = std::move(table);
  return result;
}

}  // namespace fsu::stages

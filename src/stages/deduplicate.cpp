#include "src/stages/deduplicate.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/row_comparison.hpp"
#include "kernels/core/text_order.hpp"
#include "src/stages/first_column_order.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockRows = std::size_t{1} << 14;

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

/// What becomes of the rows of a block.
struct SettledRows {
  RowPermutation permutation;
  std::vector<std::uint32_t> dropped;      ///< places behind the permutation, ascending
  std::vector<std::uint32_t> conflicting;  ///< rows before the permutation
};

/// Settles rows of one text of the first column, run by run; they stand side by side.
class RunSettler {
 public:
  RunSettler(const RowComparison& comparison, std::size_t num_key_columns)
      : comparison_(comparison), num_key_columns_(num_key_columns) {}

  /// Settles the run [begin, end), behind all before.
  void settle(std::uint32_t begin, std::uint32_t end, SettledRows& settled) {
    if (is_settled(begin, end)) return;
    const std::size_t size = end - begin;
    run_.resize(size);
    std::iota(run_.begin(), run_.end(), begin);
    if (!compare_neighbours()) {
      std::sort(run_.begin(), run_.end(), [&](std::uint32_t a, std::uint32_t b) {
        const int order = comparison_.compare(a, b).order;
        return order != 0 ? order < 0 : a < b;
      });
      FSU_CHECK(compare_neighbours());
      permute(begin, settled.permutation);
    }
    for (std::size_t first = 0, last = 0; first < size; first = last) {
      bool is_conflict = false;
      for (last = first + 1; last < size && place_of_difference_[last] >= num_key_columns_; ++last)
        is_conflict = is_conflict || place_of_difference_[last] < comparison_.num_columns();
      if (is_conflict) {
        for (std::size_t i = first; i < last; ++i) settled.conflicting.push_back(run_[i]);
      }
      for (std::size_t i = is_conflict ? first : first + 1; i < last; ++i)
        settled.dropped.push_back(begin + static_cast<std::uint32_t>(i));
    }
  }

 private:
  /// True where the rows ascend as they stand, each with another key.
  [[nodiscard]] bool is_settled(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t row = begin + 1; row < end; ++row) {
      const RowComparison::Result result = comparison_.compare(row - 1, row);
      if (result.order >= 0 || result.place >= num_key_columns_) return false;
    }
    return true;
  }

  /// Where each row of the run first differs from the one before; false where it is smaller.
  bool compare_neighbours() {
    place_of_difference_.assign(run_.size(), 0);
    for (std::size_t i = 1; i < run_.size(); ++i) {
      const RowComparison::Result result = comparison_.compare(run_[i - 1], run_[i]);
      if (result.order > 0) return false;
      place_of_difference_[i] = result.place;
    }
    return true;
  }

  /// Adds the run's order to that of the block; rows between stay.
  void permute(std::uint32_t begin, RowPermutation& permutation) {
    std::vector<std::uint32_t>& rows = permutation.rows;
    if (rows.empty()) permutation.begin = begin;
    const auto next = permutation.begin + static_cast<std::uint32_t>(rows.size());
    for (std::uint32_t row = next; row < begin; ++row) rows.push_back(row);
    rows.insert(rows.end(), run_.begin(), run_.end());
  }

  const RowComparison& comparison_;
  std::size_t num_key_columns_;
  std::vector<std::uint32_t> run_;
  std::vector<std::size_t> place_of_difference_;  // among the columns, by row of the run
};

/// Settles the runs that begin in a block of rows.
SettledRows settle_block(const Block& block, const StringColumn& texts, RunSettler settler) {
  const auto is_same = [&](std::size_t row) { return are_equal_texts(texts[row - 1], texts[row]); };
  SettledRows settled;
  std::size_t begin = block.begin;
  while (begin < block.end && begin > 0 && is_same(begin)) ++begin;
  while (begin < block.end) {
    std::size_t end = begin + 1;
    while (end < texts.size() && is_same(end)) ++end;
    if (end > begin + 1)
      settler.settle(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), settled);
    begin = end;
  }
  return settled;
}

std::vector<SettledRows> settle_rows(const Table& rows, std::span<const std::size_t> columns,
                                     std::size_t num_key_columns) {
  const auto& texts = std::get<StringColumn>(rows.column(0));
  const RowComparison comparison(rows, columns.subspan(1));  // in a run the first one is equal
  std::vector<SettledRows> settled(num_blocks(texts.size(), kBlockRows));
  for_blocks(texts.size(), kBlockRows, [&](const Block& block) {
    settled[block.index] = settle_block(block, texts, {comparison, num_key_columns - 1});
  });
  return settled;
}

void permute_rows(std::vector<SettledRows>& settled, Table& rows) {
  std::vector<RowPermutation> permutations;
  for (SettledRows& of_block : settled) {
    if (!of_block.permutation.rows.empty()) permutations.push_back(std::move(of_block.permutation));
  }
  if (permutations.empty()) return;
  std::vector<std::size_t> columns(rows.spec().columns.size() - 1);
  std::iota(columns.begin(), columns.end(), std::size_t{1});
  rows.permute(permutations, columns);
}

void drop_rows(const std::vector<SettledRows>& settled, Table& rows) {
  std::vector<RowStretch> kept;
  std::uint32_t begin = 0;
  const auto keep_to = [&](std::uint32_t end) {
    if (begin < end) kept.push_back({begin, end});
    begin = end + 1;
  };
  for (const SettledRows& of_block : settled) {
    for (const std::uint32_t row : of_block.dropped) keep_to(row);
  }
  if (begin == 0) return;  // nothing was dropped
  keep_to(checked_cast<std::uint32_t>(rows.num_rows()));
  rows.rearrange(kept);
}

/// Lists the rows that contradict each other; returns how many they are.
std::size_t reject_conflicts(const std::vector<SettledRows>& settled, const RowsAsRead& as_read,
                             io::ReadTable& table) {
  std::size_t num_conflicting = 0;
  for (const SettledRows& of_block : settled) {
    for (const std::uint32_t row : of_block.conflicting) {
      FSU_CHECK(as_read[row] < table.origins.size());
      table.rejects.push_back(
          {table.origins[as_read[row]], io::kWholeRow, io::RejectKind::kConflictingKey});
    }
    num_conflicting += of_block.conflicting.size();
  }
  std::stable_sort(table.rejects.begin(), table.rejects.end(),
                   [](const io::Reject& a, const io::Reject& b) { return a.origin < b.origin; });
  return num_conflicting;
}

}  // namespace

DeduplicatedTable deduplicate(io::ReadTable table, const io::InputTable& schema) {
  const std::vector<std::size_t> columns = sort_columns(schema, table.rows.spec());
  const std::size_t num_key_columns = schema.key.empty() ? columns.size() : schema.key.size();
  FSU_CHECK(columns.front() == 0);
  const std::size_t num_rows = table.rows.num_rows();
  const RowsAsRead as_read = order_by_first_column(table.rows);
  std::vector<SettledRows> settled = settle_rows(table.rows, columns, num_key_columns);
  const std::size_t num_conflicting = reject_conflicts(settled, as_read, table);
  table.origins = {};
  permute_rows(settled, table.rows);
  drop_rows(settled, table.rows);
  FSU_EXPENSIVE_CHECK(is_in_order(table.rows, columns));
  DeduplicatedTable result;
  result.num_duplicates =
      static_cast<std::int64_t>(num_rows - num_conflicting - table.rows.num_rows());
  result.table = std::move(table);
  return result;
}

}  // namespace fsu::stages

#include "kernels/ranking/selection.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/ranking/ranks.hpp"

namespace fsu::ranking {
namespace {

/// Keeps the first n of the rows in display order, sorted.
void keep_first(const MetricScores& scores, std::size_t n, std::vector<std::uint32_t>& rows) {
  const auto is_shown_before = [&](std::uint32_t a, std::uint32_t b) {
    const RankKey key_a = rank_key(scores, a);
    const RankKey key_b = rank_key(scores, b);
    return key_a != key_b ? key_a > key_b : a < b;
  };
  const std::size_t num_kept = std::min(n, rows.size());
  std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(num_kept), rows.end(),
                    is_shown_before);
  rows.resize(num_kept);
}

}  // namespace

std::vector<std::uint32_t> select_top_of(const MetricScores& scores, std::size_t n,
                                         std::size_t block_rows) {
  FSU_CHECK(scores.size() < 0xffffffffULL);
  std::vector<std::vector<std::uint32_t>> first_of_block(num_blocks(scores.size(), block_rows));
  for_blocks(scores.size(), block_rows, [&](const Block& block) {
    std::vector<std::uint32_t>& rows = first_of_block[block.index];
    for (std::size_t row = block.begin; row < block.end; ++row) {
      if (scores.score_e12[row] > 0) rows.push_back(static_cast<std::uint32_t>(row));
    }
    keep_first(scores, n, rows);
  });
  std::vector<std::uint32_t> rows;
  for (const std::vector<std::uint32_t>& first : first_of_block) {
    rows.insert(rows.end(), first.begin(), first.end());
  }
  keep_first(scores, n, rows);
  return rows;
}

Selection select_top(const PerMetric<MetricScores>& scores, std::size_t n) {
  Selection selection;
  for (std::size_t metric = 0; metric < kNumMetrics; ++metric) {
    selection.top[metric] = select_top_of(scores[metric], n);
    selection.rows.insert(selection.rows.end(), selection.top[metric].begin(),
                          selection.top[metric].end());
  }
  std::sort(selection.rows.begin(), selection.rows.end());
  selection.rows.erase(std::unique(selection.rows.begin(), selection.rows.end()),
                       selection.rows.end());
  for (std::size_t metric = 0; metric < kNumMetrics; ++metric) {
    selection.is_top[metric].assign(selection.rows.size(), 0);
    for (const std::uint32_t row : selection.top[metric]) {
      const auto place = std::lower_bound(selection.rows.begin(), selection.rows.end(), row);
      selection.is_top[metric][static_cast<std::size_t>(place - selection.rows.begin())] = 1;
    }
  }
  return selection;
}

}  // namespace fsu::ranking

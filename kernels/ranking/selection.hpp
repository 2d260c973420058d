// The selection: the first n of each metric, and everyone who is among them.
//
// Input: scores of all individuals, rows in ascending order of the person id. Output: per metric
// the first n rows in display order with a score above zero, and the union of the four with a flag
// for each metric that selects.
// No full sort is needed: each fixed block of rows keeps its own first n, and the first n of those
// are the first n of all.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/ranking/metrics.hpp"

namespace fsu::ranking {

/// The first n rows of one metric in display order, scores above zero only.
[[nodiscard]] std::vector<std::uint32_t> select_top_of(const MetricScores& scores, std::size_t n,
                                                       std::size_t block_rows = std::size_t{1}
                                                                                << 16);

/// The union of the four metrics' selections.
struct Selection {
  PerMetric<std::vector<std::uint32_t>> top;   ///< rows of each metric in display order
  std::vector<std::uint32_t> rows;             ///< distinct rows, ascending
  PerMetric<std::vector<std::int8_t>> is_top;  ///< by place in `rows`: 1 where the metric selects
  friend bool operator==(const Selection&, const Selection&) = default;
};

/// The first n of each metric.
[[nodiscard]] Selection select_top(const PerMetric<MetricScores>& scores, std::size_t n);

}  // namespace fsu::ranking

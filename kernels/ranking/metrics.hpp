// The four metrics: plain sums of scaled totals.
//
// Input: nine columns of totals, one row an individual, and their scales. Output: for each metric
// the score (sum of scaled totals) and the uncapped sum (sum of x / m, whatever the scaling), added
// in column order from the first total of the metric to its last.
//   1 investigation_and_custody  totals 1-5     3 subject  totals 8-9
//   2 originator                 totals 6-7     4 overall  totals 1-9
// Both also stand as whole numbers of 1e-12, rounded half to even from the exact value of the
// double: these are what ranks compare, so that the last bits of a sum never decide.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "kernels/ranking/scaling.hpp"

namespace fsu::ranking {

enum class Metric : std::uint8_t { kInvestigationAndCustody, kOriginator, kSubject, kOverall };
inline constexpr std::size_t kNumMetrics = 4;

/// Names of the metrics in the results, by number.
inline constexpr std::array<std::string_view, kNumMetrics> kMetricNames = {
    "investigation_and_custody", "originator", "subject", "overall"};

/// Totals [first, last) of a metric.
struct TotalRange {
  std::size_t first = 0;
  std::size_t last = 0;
};
inline constexpr std::array<TotalRange, kNumMetrics> kMetricTotals = {
    TotalRange{0, 5}, TotalRange{5, 7}, TotalRange{7, 9}, TotalRange{0, 9}};

/// One thing for each metric, by number.
template <class T>
using PerMetric = std::array<T, kNumMetrics>;

/// A number >= 0 in whole 1e-12, rounded half to even; below 2^22.
[[nodiscard]] std::int64_t to_e12(double value);

/// One metric of all individuals.
struct MetricScores {
  std::vector<double> score;
  std::vector<double> uncapped;
  std::vector<std::int64_t> score_e12;     ///< score in whole 1e-12
  std::vector<std::int64_t> uncapped_e12;  ///< uncapped in whole 1e-12

  [[nodiscard]] std::size_t size() const { return score.size(); }
  friend bool operator==(const MetricScores&, const MetricScores&) = default;
};

/// One metric of all individuals; all nine columns have one length.
[[nodiscard]] MetricScores metric_scores(const TotalViews& totals,
                                         const PerTotal<TotalScale>& scales, Metric metric,
                                         Scaling scaling);

/// All four metrics.
[[nodiscard]] PerMetric<MetricScores> all_metric_scores(const TotalViews& totals,
                                                        const PerTotal<TotalScale>& scales,
                                                        Scaling scaling);

}  // namespace fsu::ranking

// Ranks of all individuals in one metric.
//
// Input: scores of all individuals, rows in ascending order of the person id. Display order:
// descending by (score, uncapped), both in whole 1e-12; equal ones by person id. Rank: competition
// rank (1, 1, 3): one more than the number of individuals strictly ahead, so equal ones share it.
// Most individuals have no score in a metric; they follow in row order without being sorted.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/ranking/metrics.hpp"

namespace fsu::ranking {

/// What a row is compared by.
struct RankKey {
  std::int64_t score_e12 = 0;
  std::int64_t uncapped_e12 = 0;
  friend auto operator<=>(const RankKey&, const RankKey&) = default;
};

[[nodiscard]] inline RankKey rank_key(const MetricScores& scores, std::size_t row) {
  return {scores.score_e12[row], scores.uncapped_e12[row]};
}

/// All rows in display order; at most 2^32 - 1 rows.
[[nodiscard]] std::vector<std::uint32_t> display_order(const MetricScores& scores);

/// The competition rank of each row of `ordered`, the first rows of the display order or all of
/// them.
[[nodiscard]] std::vector<std::int64_t> ranks_in_order(const MetricScores& scores,
                                                       std::span<const std::uint32_t> ordered);

/// The competition rank of each individual, by row.
[[nodiscard]] std::vector<std::int64_t> competition_ranks(const MetricScores& scores);

}  // namespace fsu::ranking

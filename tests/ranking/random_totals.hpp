// Random totals and scores for the tests of ranking.
#pragma once

#include <vector>

#include "kernels/core/random.hpp"
#include "kernels/core/total.hpp"
#include "kernels/ranking/metrics.hpp"

namespace fsu::test {

/// Nine columns; values up to `largest`, `zeros` of them zero.
inline TotalColumns random_totals(std::size_t num_rows, std::int64_t largest, double zeros,
                                  std::uint64_t seed) {
  TotalColumns columns;
  for (std::size_t total = 0; total < kNumTotals; ++total) {
    for (std::size_t row = 0; row < num_rows; ++row) {
      Random random(seed, total, row);
      columns[total].push_back(random.chance(zeros) ? 0 : random.between(0, largest));
    }
  }
  return columns;
}

/// Scores from whole numbers of 1e-12, so that ties can be made at will.
inline ranking::MetricScores scores_of(std::vector<std::int64_t> score_e12,
                                       std::vector<std::int64_t> uncapped_e12) {
  ranking::MetricScores scores;
  for (const std::int64_t value : score_e12) scores.score.push_back(double(value) * 1e-12);
  for (const std::int64_t value : uncapped_e12) scores.uncapped.push_back(double(value) * 1e-12);
  scores.score_e12 = std::move(score_e12);
  scores.uncapped_e12 = std::move(uncapped_e12);
  return scores;
}

/// Scores with many ties and zeros.
inline ranking::MetricScores random_scores(std::size_t num_rows, std::uint64_t seed) {
  std::vector<std::int64_t> score;
  std::vector<std::int64_t> uncapped;
  for (std::size_t row = 0; row < num_rows; ++row) {
    Random random(seed, 20, row);
    score.push_back(random.between(0, 6));
    uncapped.push_back(score.back() == 0 ? 0 : score.back() + random.between(0, 2));
  }
  return scores_of(std::move(score), std::move(uncapped));
}

}  // namespace fsu::test

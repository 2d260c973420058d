// Scales, scores and ranks everyone, and selects the first of each metric; and the same under other
// readings.
//
// Input: totals of the window. Output: the ranking as a value, and its tables. A reading is another
// defensible way to read the method: another scaling, another resource time, another linkage. Whom
// each reading selects stands in ranking/readings, and how far that differs from the reading in use
// in ranking/sensitivity.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "kernels/core/table.hpp"
#include "kernels/ranking/metrics.hpp"
#include "kernels/ranking/scaling.hpp"
#include "kernels/ranking/selection.hpp"
#include "kernels/usage/window_totals.hpp"
#include "src/config/usage_config.hpp"

namespace fsu::stages {

/// Everyone with any total, in ascending order of person; all columns by row.
struct Ranking {
  usage::PersonTotals totals;
  ranking::Scaling scaling = ranking::Scaling::kCap;
  PerTotal<ranking::TotalScale> scales;
  ranking::PerMetric<ranking::MetricScores> scores;
  ranking::PerMetric<std::vector<std::int64_t>> ranks;
  ranking::Selection selection;
};

[[nodiscard]] Ranking rank_people(usage::PersonTotals totals, const config::RankingConfig& config);

/// ranking/individuals, by row of the ranking.
[[nodiscard]] Table individuals_table(const Ranking& ranking, const StringColumn& person_ids);

/// Totals under another reading; scaling as in `config`.
struct Reading {
  std::string name;
  const usage::PersonTotals* totals = nullptr;
  config::RankingConfig config;
};

struct ReadingTables {
  Table sensitivity;
  Table readings;
};

/// Compares every reading with the ranking in use.
[[nodiscard]] ReadingTables compare_readings(const Ranking& in_use,
                                             std::span<const Reading> readings,
                                             const StringColumn& person_ids);

}  // namespace fsu::stages

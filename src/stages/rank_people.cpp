#include "src/stages/rank_people.hpp"

#include "io/result_schema.hpp"
#include "kernels/ranking/ranks.hpp"
#include "kernels/ranking/sensitivity.hpp"

namespace fsu::stages {
namespace {

/// Columns of ranking/individuals: nine totals and then the same nine scaled, behind person_id.
constexpr std::size_t kFirstTotalColumn = 1;
constexpr std::size_t kFirstScaledColumn = kFirstTotalColumn + kNumTotals;

ranking::Scaling scaling_of(config::ScalingChoice choice) {
  switch (choice) {
    case config::ScalingChoice::kCap:
      return ranking::Scaling::kCap;
    case config::ScalingChoice::kMax:
      return ranking::Scaling::kMax;
    case config::ScalingChoice::kMean:
      return ranking::Scaling::kMean;
  }
  return ranking::Scaling::kCap;
}

std::vector<double> hours_of(const std::vector<std::int64_t>& seconds) {
  std::vector<double> hours;
  hours.reserve(seconds.size());
  for (const std::int64_t value : seconds) hours.push_back(static_cast<double>(value) / 3600.0);
  return hours;
}

std::vector<PersonId> persons_at(const Ranking& ranking, std::span<const std::uint32_t> rows) {
  std::vector<PersonId> persons;
  persons.reserve(rows.size());
  for (const std::uint32_t row : rows) persons.push_back(ranking.totals.person[row]);
  return persons;
}

void add_reading(const Ranking& in_use, const Ranking& other, const Reading& reading,
                 const StringColumn& person_ids, ReadingTables& tables) {
  for (std::size_t metric = 0; metric < ranking::kNumMetrics; ++metric) {
    const std::vector<std::uint32_t>& top = other.selection.top[metric];
    const auto change = ranking::compare_selections(
        persons_at(in_use, in_use.selection.top[metric]), persons_at(other, top));
    Table& sensitivity = tables.sensitivity;
    sensitivity.text("reading").push_back(reading.name);
    sensitivity.text("metric").push_back(ranking::kMetricNames[metric]);
    sensitivity.int64s("overlap").push_back(change.overlap);
    sensitivity.int64s("entered").push_back(change.entered);
    sensitivity.int64s("ties_at_cut").push_back(ranking::ties_at_cut(other.scores[metric], top));
    for (const std::uint32_t row : top) {
      tables.readings.text("reading").push_back(reading.name);
      tables.readings.text("metric").push_back(ranking::kMetricNames[metric]);
      tables.readings.text("person_id").push_back(person_ids[other.totals.person[row].index()]);
      tables.readings.int64s("rank").push_back(other.ranks[metric][row]);
    }
  }
}

}  // namespace

Ranking rank_people(usage::PersonTotals totals, const config::RankingConfig& config) {
  Ranking result;
  result.totals = std::move(totals);
  result.scaling = scaling_of(config.scaling);
  const TotalViews views = views_of(result.totals.totals);
  result.scales = ranking::total_scales(views);
  result.scores = ranking::all_metric_scores(views, result.scales, result.scaling);
  for (std::size_t metric = 0; metric < ranking::kNumMetrics; ++metric) {
    result.ranks[metric] = ranking::competition_ranks(result.scores[metric]);
  }
  result.selection = ranking::select_top(result.scores, config.top);
  return result;
}

Table individuals_table(const Ranking& ranking, const StringColumn& person_ids) {
  Table table(io::result_table("ranking/individuals"));
  for (const PersonId person : ranking.totals.person)
    table.text("person_id").push_back(person_ids[person.index()]);
  for (std::size_t total = 0; total < kNumTotals; ++total) {
    const std::vector<std::int64_t>& values = ranking.totals.totals[total];
    ColumnData& column = table.column(kFirstTotalColumn + total);
    if (is_seconds(static_cast<Total>(total))) {
      std::get<std::vector<double>>(column) = hours_of(values);
    } else {
      std::get<std::vector<std::int64_t>>(column) = values;
    }
    std::get<std::vector<double>>(table.column(kFirstScaledColumn + total)) =
        ranking::scaled_column(values, ranking.scales[total], ranking.scaling);
  }
  for (std::size_t metric = 0; metric < ranking::kNumMetrics; ++metric) {
    const std::string name(ranking::kMetricNames[metric]);
    table.floats(name + "_score") = ranking.scores[metric].score;
    table.floats(name + "_uncapped") = ranking.scores[metric].uncapped;
    table.int64s(name + "_rank") = ranking.ranks[metric];
  }
  return table;
}

ReadingTables compare_readings(const Ranking& in_use, std::span<const Reading> readings,
                               const StringColumn& person_ids) {
  ReadingTables tables{Table(io::result_table("ranking/sensitivity")),
                       Table(io::result_table("ranking/readings"))};
  for (const Reading& reading : readings) {
    const Ranking other = rank_people(*reading.totals, reading.config);
    add_reading(in_use, other, reading, person_ids, tables);
  }
  return tables;
}

}  // namespace fsu::stages

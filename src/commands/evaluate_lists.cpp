#include "src/commands/evaluate_lists.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "kernels/core/error.hpp"
#include "kernels/ranking/sensitivity.hpp"
#include "src/commands/table_blocks.hpp"
#include "src/stages/dense_ids.hpp"
#include "src/stages/rank_people.hpp"

namespace fsu::commands {
namespace {

constexpr std::size_t kNumTotalsWithoutLinks = 5;

std::string metric_name(std::size_t metric) { return std::string(ranking::kMetricNames[metric]); }

std::vector<std::int64_t> seconds_of(const std::vector<double>& hours) {
  std::vector<std::int64_t> seconds;
  seconds.reserve(hours.size());
  for (const double value : hours) seconds.push_back(seconds_of_hours(value));
  return seconds;
}

void read_individuals(const io::ResultFileReader& file, report::Reporter& reporter,
                      RunRanking& ranking) {
  constexpr std::array<const char*, kNumTotalsWithoutLinks> kColumns = {
      "suspect_count", "offender_count", "victim_count", "custody_count", "custody_hours"};
  const io::TableReader table = file.open_table("ranking/individuals");
  reporter.begin_stage("individuals", table.num_rows());
  for_each_block(table, reporter, [&](const Table& rows) {
    ranking.individuals.append(rows.text("person_id"));
    for (std::size_t total = 0; total < kNumTotalsWithoutLinks; ++total) {
      const std::vector<std::int64_t> values = is_seconds(static_cast<Total>(total))
                                                   ? seconds_of(rows.floats(kColumns[total]))
                                                   : rows.int64s(kColumns[total]);
      ranking.totals[total].insert(ranking.totals[total].end(), values.begin(), values.end());
    }
  });
  reporter.end_stage();
}

LinkageSelection own_selection(const io::ResultFileReader& file, const std::string& linkage,
                               StringColumn& selected_ids) {
  const Table users = file.read_table("ranking/frequent_service_users");
  LinkageSelection selection{linkage, {}};
  for (std::size_t row = 0; row < users.num_rows(); ++row) {
    for (std::size_t metric = 0; metric < ranking::kNumMetrics; ++metric) {
      if (users.flags("selected_" + metric_name(metric))[row] != 1) continue;
      selection.rows[metric].push_back(selected_ids.size());
      selected_ids.push_back(users.text("person_id")[row]);
    }
  }
  return selection;
}

LinkageSelection selection_by_reading(const Table& readings, std::string_view reading,
                                      StringColumn& selected_ids) {
  LinkageSelection selection{"exact", {}};
  for (std::size_t row = 0; row < readings.num_rows(); ++row) {
    if (readings.text("reading")[row] != reading) continue;
    const auto metric = std::find(ranking::kMetricNames.begin(), ranking::kMetricNames.end(),
                                  readings.text("metric")[row]);
    if (metric == ranking::kMetricNames.end()) continue;
    selection.rows[static_cast<std::size_t>(metric - ranking::kMetricNames.begin())].push_back(
        selected_ids.size());
    selected_ids.push_back(readings.text("person_id")[row]);
  }
  return selection;
}

/// Totals by person: a column each, and a row for every person who is spoken of.
class TotalsUnderPerfectLinks {
 public:
  explicit TotalsUnderPerfectLinks(const ListInput& input)
      : is_excluded_(input.people.size(), false) {
    for (std::vector<std::int64_t>& column : totals_) column.assign(input.people.size(), 0);
    for (const PersonId person :
         stages::find_all<PersonId>(input.ranking.excluded, input.person_index)) {
      if (!person.is_none()) is_excluded_[person.index()] = true;
    }
  }

  void add(PersonId person, Total total, std::int64_t amount) {
    if (!is_excluded_[person.index()]) totals_[index_of(total)][person.index()] += amount;
  }

  /// Those with any total above zero.
  [[nodiscard]] usage::PersonTotals finish() const {
    usage::PersonTotals result;
    for (std::uint32_t person = 0; person < is_excluded_.size(); ++person) {
      const auto is_above_zero = [&](const auto& column) { return column[person] > 0; };
      if (!std::any_of(totals_.begin(), totals_.end(), is_above_zero)) continue;
      result.person.push_back(PersonId{person});
      for (std::size_t total = 0; total < kNumTotals; ++total)
        result.totals[total].push_back(totals_[total][person]);
    }
    return result;
  }

 private:
  std::vector<bool> is_excluded_;
  TotalColumns totals_;
};

usage::PersonTotals totals_under_perfect_links(const ListInput& input) {
  TotalsUnderPerfectLinks totals(input);
  const auto individuals =
      stages::find_all<PersonId>(input.ranking.individuals, input.person_index);
  for (std::size_t row = 0; row < individuals.size(); ++row) {
    for (std::size_t total = 0; total < kNumTotalsWithoutLinks; ++total)
      totals.add(individuals[row], static_cast<Total>(total), input.ranking.totals[total][row]);
  }
  for (std::size_t mention = 0; mention < input.mentions.size(); ++mention) {
    const PersonId person = input.mentions.person[mention];
    if (person.is_none()) continue;
    const bool is_originator = input.mentions.role[mention] == stages::MentionRole::kOriginator;
    totals.add(person, is_originator ? Total::kOriginatorCalls : Total::kSubjectCalls, 1);
    totals.add(person,
               is_originator ? Total::kOriginatorResourceSeconds : Total::kSubjectResourceSeconds,
               input.logs.resource_seconds[input.mentions.incident[mention].index()]);
  }
  return totals.finish();
}

config::RankingConfig ranking_config(const StatedSettings& settings) {
  const std::map<std::string, config::ScalingChoice> choices = {
      {"cap", config::ScalingChoice::kCap},
      {"max", config::ScalingChoice::kMax},
      {"mean", config::ScalingChoice::kMean}};
  config::RankingConfig config;
  const auto choice = choices.find(settings.text("scaling", "cap"));
  if (choice == choices.end())
    throw Error(ErrorKind::kData, "run/settings of the file states an unknown scaling");
  config.scaling = choice->second;
  config.top = static_cast<std::size_t>(
      settings.number("top", static_cast<double>(config::RankingConfig{}.top)));
  return config;
}

/// Each true person once.
std::vector<PersonId> distinct(std::vector<PersonId> persons) {
  std::sort(persons.begin(), persons.end());
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  return persons;
}

/// Whom a metric selects under perfect links.
std::vector<PersonId> true_list(const stages::Ranking& ranking, std::size_t metric,
                                const TruePeople& people) {
  std::vector<PersonId> persons;
  for (const std::uint32_t row : ranking.selection.top[metric])
    persons.push_back(people.true_person[ranking.totals.person[row].index()]);
  return distinct(std::move(persons));
}

/// Whom a linkage selects; `person_of_row` is by row of the selected ids.
std::vector<PersonId> list_of(const std::vector<std::size_t>& rows,
                              const std::vector<PersonId>& person_of_row,
                              const TruePeople& people) {
  std::vector<PersonId> persons;
  for (const std::size_t row : rows)
    persons.push_back(people.true_person[person_of_row[row].index()]);
  return distinct(std::move(persons));
}

}  // namespace

RunRanking read_ranking(const io::ResultFileReader& file, const StatedSettings& settings,
                        report::Reporter& reporter) {
  RunRanking ranking;
  read_individuals(file, reporter, ranking);
  ranking.excluded = file.read_table("quality/exclusions").text("person_id").clone();
  const std::string linkage = settings.text("linkage", "fuzzy");
  ranking.linkages.push_back(own_selection(file, linkage, ranking.selected_ids));
  if (linkage != "exact") {
    ranking.linkages.push_back(selection_by_reading(file.read_table("ranking/readings"),
                                                    "exact_linkage", ranking.selected_ids));
  }
  return ranking;
}

std::vector<ListRow> compare_lists(const ListInput& input) {
  const stages::Ranking perfect =
      stages::rank_people(totals_under_perfect_links(input), ranking_config(input.settings));
  const auto person_of_row =
      stages::find_all<PersonId>(input.ranking.selected_ids, input.person_index);
  std::vector<ListRow> rows;
  for (const LinkageSelection& selection : input.ranking.linkages) {
    for (std::size_t metric = 0; metric < ranking::kNumMetrics; ++metric) {
      const auto change =
          ranking::compare_selections(true_list(perfect, metric, input.people),
                                      list_of(selection.rows[metric], person_of_row, input.people));
      rows.push_back({metric_name(metric), selection.linkage, change.overlap, change.entered});
    }
  }
  return rows;
}

}  // namespace fsu::commands

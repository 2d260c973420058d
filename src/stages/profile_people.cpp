#include "src/stages/profile_people.hpp"

#include <algorithm>
#include <tuple>

#include "io/result_schema.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/missing.hpp"
#include "src/stages/person_facts.hpp"

namespace fsu::stages {
namespace {

/// The selected rows of the ranking in the order of the overall display: rank, then person.
std::vector<std::size_t> selected_in_order(const Ranking& ranking) {
  std::vector<std::size_t> places(ranking.selection.rows.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
  const auto& ranks = ranking.ranks[static_cast<std::size_t>(ranking::Metric::kOverall)];
  std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    const std::uint32_t row_a = ranking.selection.rows[a];
    const std::uint32_t row_b = ranking.selection.rows[b];
    return std::tie(ranks[row_a], row_a) < std::tie(ranks[row_b], row_b);
  });
  return places;
}

void add_ranks(const Ranking& ranking, std::span<const std::size_t> places, Table& table) {
  for (std::size_t metric = 0; metric < ranking::kNumMetrics; ++metric) {
    const std::string name(ranking::kMetricNames[metric]);
    for (const std::size_t place : places) {
      const std::uint32_t row = ranking.selection.rows[place];
      table.floats(name + "_score").push_back(ranking.scores[metric].score[row]);
      table.int64s(name + "_rank").push_back(ranking.ranks[metric][row]);
      table.flags("selected_" + name).push_back(ranking.selection.is_top[metric][place]);
    }
  }
}

void add_names(const Force& force, std::span<const PersonId> persons, Table& table) {
  const Table& versions = force.rows("persons");
  const auto latest = latest_versions(force);
  for (const PersonId person : persons) {
    table.text("person_id").push_back(force.person_ids[person.index()]);
    const auto row = latest[person.index()];
    table.text("forenames").push_back(row ? versions.text("forenames")[*row] : std::string_view());
    table.text("surname").push_back(row ? versions.text("surname")[*row] : std::string_view());
    table.dates("date_of_birth")
        .push_back(row ? versions.dates("date_of_birth")[*row] : kMissingDate);
  }
}

void add_harm(const PersonFacts& facts, bool has_scores, std::span<const PersonId> persons,
              Table& table) {
  const auto days = [&](std::int64_t hundredths) {
    return has_scores ? static_cast<double>(hundredths) / 100.0 : kMissingFloat64;
  };
  for (const PersonId person : persons) {
    table.floats("harm_caused").push_back(days(facts.harm.caused_hundredths[person.index()]));
    table.floats("harm_received").push_back(days(facts.harm.received_hundredths[person.index()]));
    table.int64s("unscored_investigations")
        .push_back(facts.harm.unscored_investigations[person.index()]);
  }
}

void add_homes(const PersonFacts& facts, std::span<const PersonId> persons, Table& table) {
  const auto text_of = [&](usage::LpaId lpa) {
    return lpa.is_none() ? std::string_view() : facts.lpas[lpa.index()];
  };
  for (const PersonId person : persons) {
    const std::size_t i = person.index();
    table.text("home_lpa").push_back(text_of(facts.homes.home_lpa[i]));
    table.int64s("home_lpa_investigations").push_back(facts.homes.home_investigations[i]);
    table.text("home_lpa_runner_up").push_back(text_of(facts.homes.runner_up_lpa[i]));
    table.text("home_lpa_latest").push_back(text_of(facts.homes.latest_lpa[i]));
  }
}

void add_counts(const PersonFacts& facts, std::span<const PersonId> persons, Table& table) {
  for (const PersonId person : persons) {
    const std::size_t i = person.index();
    for (std::size_t theme = 0; theme < kThemeNames.size(); ++theme) {
      table.int64s("theme_" + std::string(kThemeNames[theme]))
          .push_back(facts.themes.by_class[theme][i]);
    }
    table.int64s("missing_reports").push_back(facts.missing_reports[i]);
    table.int64s("priority_crimes").push_back(facts.priority_types.any[i]);
    table.floats("top_probability").push_back(kMissingFloat64);
  }
}

Table priority_types_table(const ProfileInput& input, const usage::MaskCounts& counts,
                           std::span<const PersonId> persons) {
  Table table(io::result_table("ranking/priority_types"));
  std::vector<PersonId> in_order(persons.begin(), persons.end());
  std::sort(in_order.begin(), in_order.end());
  for (const PersonId person : in_order) {
    for (std::size_t type = 0; type < input.priority_types.size(); ++type) {
      const std::int64_t investigations = counts.by_class[type][person.index()];
      if (investigations == 0) continue;
      table.text("person_id").push_back(input.force.person_ids[person.index()]);
      table.text("priority_type").push_back(input.priority_types[type].name);
      table.int64s("investigations").push_back(investigations);
    }
  }
  return table;
}

}  // namespace

std::vector<std::optional<std::uint32_t>> latest_versions(const Force& force) {
  const Table& versions = force.rows("persons");
  const auto& recorded_at = versions.int64s("recorded_at");
  const auto& forenames = versions.text("forenames");
  const auto& surname = versions.text("surname");
  const auto& dates = versions.dates("date_of_birth");
  const auto is_later = [&](std::uint32_t a, std::uint32_t b) {
    const auto rank_a = std::make_tuple(recorded_at[a], forenames[a], surname[a]);
    const auto rank_b = std::make_tuple(recorded_at[b], forenames[b], surname[b]);
    return rank_a != rank_b ? rank_a > rank_b : format_date(dates[a]) > format_date(dates[b]);
  };
  std::vector<std::optional<std::uint32_t>> latest(force.num_persons());
  for (std::uint32_t row = 0; row < versions.num_rows(); ++row) {
    auto& best = latest[force.person_of_version[row].index()];
    if (!best || is_later(row, *best)) best = row;
  }
  return latest;
}

ProfileTables profile_people(const ProfileInput& input) {
  const std::vector<std::size_t> places = selected_in_order(input.ranking);
  std::vector<PersonId> persons;
  for (const std::size_t place : places) {
    persons.push_back(input.ranking.totals.person[input.ranking.selection.rows[place]]);
  }
  const PersonFacts facts = person_facts(
      {input.force, input.scope, input.person_of_report, input.themes, input.priority_types});
  Table table(io::result_table("ranking/frequent_service_users"));
  add_names(input.force, persons, table);
  add_ranks(input.ranking, places, table);
  const bool has_scores = !input.force.input.tables.at("harm_scores").parts.empty();
  add_harm(facts, has_scores, persons, table);
  add_homes(facts, persons, table);
  add_counts(facts, persons, table);
  return {std::move(table), priority_types_table(input, facts.priority_types, persons)};
}

}  // namespace fsu::stages

#include "src/stages/profile_people.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "io/result_schema.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/missing.hpp"
#include "kernels/core/string_index.hpp"
#include "kernels/usage/harm.hpp"
#include "kernels/usage/home_area.hpp"
#include "kernels/usage/mask_counts.hpp"
#include "kernels/usage/person_investigations.hpp"
#include "kernels/usage/priority_types.hpp"
#include "kernels/usage/themes.hpp"
#include "src/stages/address_keys.hpp"
#include "src/stages/dense_ids.hpp"

namespace fsu::stages {
namespace {

constexpr std::array<std::string_view, 4> kThemeNames = {"da", "mh", "cse", "ca"};

usage::Role role_of(std::string_view text) {
  if (text == "suspect") return usage::Role::kSuspect;
  if (text == "offender") return usage::Role::kOffender;
  if (text == "victim") return usage::Role::kVictim;
  if (text == "witness") return usage::Role::kWitness;
  return usage::Role::kOther;
}

std::vector<std::uint32_t> used_rows(const Scope& scope, std::string_view table) {
  std::vector<std::uint32_t> rows;
  const std::vector<RowFate>& fates = scope.of(table);
  for (std::size_t row = 0; row < fates.size(); ++row) {
    if (fates[row] == RowFate::kUsed) rows.push_back(static_cast<std::uint32_t>(row));
  }
  return rows;
}

template <class Value>
std::vector<Value> picked(const std::vector<Value>& values, std::span<const std::uint32_t> rows) {
  std::vector<Value> result;
  result.reserve(rows.size());
  for (const std::uint32_t row : rows) result.push_back(values[row]);
  return result;
}

/// The role rows in scope, with what all profiles need of them.
struct RolesInScope {
  std::vector<std::uint32_t> rows;
  std::vector<PersonId> person;
  std::vector<InvestigationId> investigation;
};

RolesInScope roles_in_scope(const ProfileInput& input) {
  RolesInScope roles;
  roles.rows = used_rows(input.scope, "investigation_roles");
  roles.person = picked(input.force.person_of_role, roles.rows);
  roles.investigation = picked(input.force.investigation_of_role, roles.rows);
  return roles;
}

usage::PersonInvestigations investigations_of(const ProfileInput& input,
                                              const RolesInScope& roles) {
  const StringColumn& texts = input.force.rows("investigation_roles").text("role");
  std::vector<usage::Role> role;
  for (const std::uint32_t row : roles.rows) role.push_back(role_of(texts[row]));
  return usage::person_investigations({roles.person, roles.investigation, role},
                                      input.force.num_persons());
}

/// Harm of each investigation in hundredths of a day; kMissingInt64 where its code has no score.
std::vector<std::int64_t> harm_of_investigations(const Force& force) {
  const Table& scores = force.rows("harm_scores");
  const StringIndex index(scores.text("offence_code"));
  const std::vector<std::int64_t>& hundredths = scores.int64s("harm_days");
  const StringColumn& codes = force.rows("investigations").text("offence_code");
  std::vector<std::int64_t> harm(codes.size(), kMissingInt64);
  for (std::size_t row = 0; row < codes.size(); ++row) {
    if (const auto found = index.find(codes[row])) harm[row] = hundredths[*found];
  }
  return harm;
}

struct Homes {
  StringColumn lpas;
  usage::HomeAreas areas;
};

Homes homes_of(const ProfileInput& input, const RolesInScope& roles) {
  const Table& table = input.force.rows("investigation_roles");
  Homes homes;
  const StringColumn& lpa_texts = table.text("home_lpa");
  DenseIds<usage::LpaId> all_lpas = dense_ids<usage::LpaId>(lpa_texts);
  homes.lpas = std::move(all_lpas.names);
  const std::vector<usage::LpaId> lpas = picked(all_lpas.ids, roles.rows);
  std::vector<std::int64_t> created_at;
  const std::vector<std::int64_t>& all_created_at =
      input.force.rows("investigations").int64s("created_at");
  for (const InvestigationId investigation : roles.investigation) {
    created_at.push_back(all_created_at[investigation.index()]);
  }
  const auto keys =
      picked(address_keys({table.text("home_address_id"), table.text("home_address"), lpa_texts}),
             roles.rows);
  homes.areas = usage::home_areas({roles.person, roles.investigation, created_at, keys, lpas},
                                  input.force.num_persons());
  return homes;
}

usage::MaskCounts count_themes(const ProfileInput& input,
                               const usage::PersonInvestigations& investigations) {
  std::vector<usage::ThemeItems> themes(kThemeNames.size());
  for (const config::ThemeConfig& theme : input.themes) {
    const auto found = std::find(kThemeNames.begin(), kThemeNames.end(), theme.name);
    FSU_CHECK(found != kThemeNames.end());
    themes[static_cast<std::size_t>(found - kThemeNames.begin())] = {theme.flags, theme.keywords};
  }
  const Table& table = input.force.rows("investigations");
  const auto masks = usage::theme_masks(themes, table.text("flags"), table.text("keywords"));
  return usage::mask_counts(investigations, masks, {input.force.num_persons(), themes.size()});
}

usage::MaskCounts count_priority_types(const ProfileInput& input,
                                       const usage::PersonInvestigations& investigations) {
  std::vector<usage::PriorityItems> types;
  for (const config::PriorityTypeConfig& type : input.priority_types) {
    types.push_back({type.main_groups, type.offence_codes});
  }
  const Table& table = input.force.rows("investigations");
  const auto masks = usage::priority_masks(
      types, {table.text("main_group"), table.text("offence_code"), table.flags("is_crime")});
  return usage::mask_counts(investigations, masks, {input.force.num_persons(), types.size()});
}

std::vector<std::int64_t> count_reports(const ProfileInput& input) {
  std::vector<std::int64_t> counts(input.force.num_persons(), 0);
  for (const std::uint32_t row : used_rows(input.scope, "missing_reports")) {
    const PersonId person = input.person_of_report[row];
    if (!person.is_none()) ++counts[person.index()];
  }
  return counts;
}

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

void add_harm(const ProfileInput& input, const usage::PersonInvestigations& investigations,
              std::span<const PersonId> persons, Table& table) {
  const bool has_scores = !input.force.input.tables.at("harm_scores").parts.empty();
  const usage::PersonHarm harm = usage::person_harm(
      investigations, harm_of_investigations(input.force), input.force.num_persons());
  const auto days = [&](std::int64_t hundredths) {
    return has_scores ? static_cast<double>(hundredths) / 100.0 : kMissingFloat64;
  };
  for (const PersonId person : persons) {
    table.floats("harm_caused").push_back(days(harm.caused_hundredths[person.index()]));
    table.floats("harm_received").push_back(days(harm.received_hundredths[person.index()]));
    table.int64s("unscored_investigations").push_back(harm.unscored_investigations[person.index()]);
  }
}

void add_homes(const Homes& homes, std::span<const PersonId> persons, Table& table) {
  const auto text_of = [&](usage::LpaId lpa) {
    return lpa.is_none() ? std::string_view() : homes.lpas[lpa.index()];
  };
  for (const PersonId person : persons) {
    const std::size_t i = person.index();
    table.text("home_lpa").push_back(text_of(homes.areas.home_lpa[i]));
    table.int64s("home_lpa_investigations").push_back(homes.areas.home_investigations[i]);
    table.text("home_lpa_runner_up").push_back(text_of(homes.areas.runner_up_lpa[i]));
    table.text("home_lpa_latest").push_back(text_of(homes.areas.latest_lpa[i]));
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
  const RolesInScope roles = roles_in_scope(input);
  const usage::PersonInvestigations investigations = investigations_of(input, roles);
  const usage::MaskCounts themes = count_themes(input, investigations);
  const usage::MaskCounts priority = count_priority_types(input, investigations);
  const std::vector<std::int64_t> reports = count_reports(input);

  Table table(io::result_table("ranking/frequent_service_users"));
  add_names(input.force, persons, table);
  add_ranks(input.ranking, places, table);
  add_harm(input, investigations, persons, table);
  add_homes(homes_of(input, roles), persons, table);
  for (const PersonId person : persons) {
    for (std::size_t theme = 0; theme < kThemeNames.size(); ++theme) {
      table.int64s("theme_" + std::string(kThemeNames[theme]))
          .push_back(themes.by_class[theme][person.index()]);
    }
    table.int64s("missing_reports").push_back(reports[person.index()]);
    table.int64s("priority_crimes").push_back(priority.any[person.index()]);
    table.floats("top_probability").push_back(kMissingFloat64);
  }
  Table types = priority_types_table(input, priority, persons);
  return {std::move(table), std::move(types)};
}

}  // namespace fsu::stages

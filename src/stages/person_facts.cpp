#include "src/stages/person_facts.hpp"

#include <algorithm>

#include "kernels/core/missing.hpp"
#include "kernels/usage/person_investigations.hpp"
#include "kernels/usage/priority_types.hpp"
#include "kernels/usage/themes.hpp"
#include "src/stages/address_keys.hpp"
#include "src/stages/dense_ids.hpp"
#include "src/stages/row_selection.hpp"

namespace fsu::stages {
namespace {

usage::Role role_of(std::string_view text) {
  if (text == "suspect") return usage::Role::kSuspect;
  if (text == "offender") return usage::Role::kOffender;
  if (text == "victim") return usage::Role::kVictim;
  if (text == "witness") return usage::Role::kWitness;
  return usage::Role::kOther;
}

/// The role rows in scope, with what all profiles need of them.
struct RolesInScope {
  std::vector<std::uint32_t> rows;
  std::vector<PersonId> person;
  std::vector<InvestigationId> investigation;
};

RolesInScope roles_in_scope(const FactsInput& input) {
  RolesInScope roles;
  roles.rows = used_rows(input.scope, "investigation_roles");
  roles.person = picked(input.force.person_of_role, roles.rows);
  roles.investigation = picked(input.force.investigation_of_role, roles.rows);
  return roles;
}

usage::PersonInvestigations investigations_of(const FactsInput& input, const RolesInScope& roles) {
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

Homes homes_of(const FactsInput& input, const RolesInScope& roles) {
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

usage::MaskCounts count_themes(const FactsInput& input,
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

usage::MaskCounts count_priority_types(const FactsInput& input,
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

std::vector<std::int64_t> count_reports(const FactsInput& input) {
  std::vector<std::int64_t> counts(input.force.num_persons(), 0);
  for (const std::uint32_t row : used_rows(input.scope, "missing_reports")) {
    const PersonId person = input.person_of_report[row];
    if (!person.is_none()) ++counts[person.index()];
  }
  return counts;
}

}  // namespace

PersonFacts person_facts(const FactsInput& input) {
  const RolesInScope roles = roles_in_scope(input);
  const usage::PersonInvestigations investigations = investigations_of(input, roles);
  Homes homes = homes_of(input, roles);
  return {usage::person_harm(investigations, harm_of_investigations(input.force),
                             input.force.num_persons()),
          std::move(homes.lpas),
          std::move(homes.areas),
          count_themes(input, investigations),
          count_priority_types(input, investigations),
          count_reports(input)};
}

}  // namespace fsu::stages

// What the list says of each selected person beside scores and ranks: name, harm, home, themes,
// missing reports.
//
// Input: the joined tables, what is in scope, the ranking, and whom each missing-person report is
// about. Output: ranking/frequent_service_users in order of the overall rank, and
// ranking/priority_types. Only investigations in the window count, in every role; names are those
// of the version recorded last.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "src/config/usage_config.hpp"
#include "src/stages/force.hpp"
#include "src/stages/rank_people.hpp"
#include "src/stages/scope.hpp"

namespace fsu::stages {

struct ProfileInput {
  const Force& force;
  const Scope& scope;
  const Ranking& ranking;
  std::span<const PersonId> person_of_report;  ///< by row of missing_reports; none where not linked
  std::span<const config::ThemeConfig> themes;
  std::span<const config::PriorityTypeConfig> priority_types;
};

struct ProfileTables {
  Table frequent_service_users;
  Table priority_types;
};

[[nodiscard]] ProfileTables profile_people(const ProfileInput& input);

/// The row of persons with the version recorded last of each person; none where the person has no
/// version. Blank recorded_at comes first; ties go to the bytewise greatest (forenames, surname,
/// date of birth).
[[nodiscard]] std::vector<std::optional<std::uint32_t>> latest_versions(const Force& force);

}  // namespace fsu::stages

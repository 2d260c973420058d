// What the data says of each person beside counts of logs: harm, home, themes, priority types,
// missing reports.
//
// Input: the joined tables, what is in scope, and whom each missing-person report is about. Output:
// one value a person, by dense id, for everyone. Only investigations in the window count, in every
// role.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "kernels/usage/harm.hpp"
#include "kernels/usage/home_area.hpp"
#include "kernels/usage/mask_counts.hpp"
#include "src/config/usage_config.hpp"
#include "src/stages/force.hpp"
#include "src/stages/scope.hpp"

namespace fsu::stages {

/// The themes in the order of the results' columns.
inline constexpr std::array<std::string_view, 4> kThemeNames = {"da", "mh", "cse", "ca"};

struct FactsInput {
  const Force& force;
  const Scope& scope;
  std::span<const PersonId> person_of_report;  ///< by row of missing_reports; none where not linked
  std::span<const config::ThemeConfig> themes;
  std::span<const config::PriorityTypeConfig> priority_types;
};

struct PersonFacts {
  usage::PersonHarm harm;
  StringColumn lpas;  ///< policing areas of homes, by dense id
  usage::HomeAreas homes;
  usage::MaskCounts themes;          ///< classes in the order of kThemeNames
  usage::MaskCounts priority_types;  ///< classes in the order of the settings
  std::vector<std::int64_t> missing_reports;
};

[[nodiscard]] PersonFacts person_facts(const FactsInput& input);

}  // namespace fsu::stages

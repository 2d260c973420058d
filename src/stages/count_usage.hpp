// The nine totals of everyone: who was involved in what, and how long it took.
//
// Input: the joined tables, what is in scope, the seconds of every incident, and whom each log's
// originator and subject is. Output: totals by person and span as integers, and the totals of the
// window, open custody included. One event a role row, a custody record, and a linked mention;
// people who are excluded make none.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/ids.hpp"
#include "kernels/usage/person_totals.hpp"
#include "kernels/usage/window_totals.hpp"
#include "src/config/usage_config.hpp"
#include "src/stages/force.hpp"
#include "src/stages/link_types.hpp"
#include "src/stages/scope.hpp"

namespace fsu::stages {

/// Custody records of the window by how their time was settled.
struct CustodyCounts {
  std::int64_t capped = 0;
  std::int64_t negative = 0;
  std::int64_t open = 0;
};

struct UsageInput {
  const Force& force;
  const Scope& scope;
  std::span<const std::int64_t> incident_seconds;  ///< by incident
  std::span<const LinkedMention> mentions;
  bool counts_non_crimes = false;
};

/// Totals by person and span; without the time in custody that is still open, which depends on the
/// end of a window.
[[nodiscard]] usage::SpanTotals count_by_span(const UsageInput& input);

/// Totals of the window, open custody included; rows in ascending order of person.
[[nodiscard]] usage::PersonTotals count_usage(const UsageInput& input);

[[nodiscard]] CustodyCounts count_custody_cases(const Force& force, const Scope& scope);

}  // namespace fsu::stages

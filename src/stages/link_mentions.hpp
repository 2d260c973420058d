// The linkage stage: every mention of the call logs and every missing-person report against the
// index of people.
//
// Tables in the form of io/input_schema -> Linkage. Only versions in `persons` take part; all
// mentions are linked, whatever the window and pre-planned logs too. Equal identities are linked
// once. A clerk's decisions on a mention stand above the weights.
#pragma once

#include <cstdint>
#include <span>

#include "kernels/core/ids.hpp"
#include "kernels/core/table.hpp"
#include "src/report/reporter.hpp"
#include "src/stages/link_types.hpp"

namespace fsu::stages {

/// A row of link_decisions, resolved to the log's row and the person.
struct ClerkDecision {
  std::uint32_t incident_row = 0;
  MentionRole role = MentionRole::kOriginator;
  PersonId person;         ///< none where the person_id is not known
  bool is_always = false;  ///< else never
};

struct LinkageInput {
  const Table& persons;
  std::span<const PersonId> person_of_version;  ///< by row of persons; none takes no part
  const Table& incidents;
  const Table& missing_reports;
  std::span<const ClerkDecision> clerk_decisions;  ///< in any order
};

/// Links all mentions, and the reports without a person_id.
[[nodiscard]] Linkage link_mentions(const LinkageInput& input, const LinkageConfig& config,
                                    report::Reporter& reporter);

}  // namespace fsu::stages

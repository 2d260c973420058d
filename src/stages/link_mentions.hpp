// The linkage stage: every mention of the call logs and every missing-person report against the
// index of people.
//
// Tables in the form of io/input_schema -> Linkage. Only versions in `persons` take part; all
// mentions are linked, whatever the window and pre-planned logs too. Equal cases are linked once.
// The model is learned from the mentions themselves; where mentions are weighed together there is a
// second round, in which those linked with certainty speak for others of the same telephone or
// address. A clerk's decisions on a mention stand above the weights.
#pragma once

#include <cstdint>
#include <span>

#include "kernels/core/ids.hpp"
#include "kernels/core/table.hpp"
#include "src/report/reporter.hpp"
#include "src/stages/gather_evidence.hpp"
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
  EvidenceTables tables;
  const Table& missing_reports;
  std::span<const ClerkDecision> clerk_decisions;  ///< in any order
  const model::Model* model = nullptr;             ///< to be used as it is; null: one is learned
};

/// Links all mentions, and the reports without a person_id.
[[nodiscard]] Linkage link_mentions(const LinkageInput& input, const LinkageConfig& config,
                                    report::Reporter& reporter);

}  // namespace fsu::stages

// The values of the evidence beyond names, date and PNC ID, for an explanation that shows them.
//
// A mention and a person -> for each kind of evidence what the log says and what is on record of
// the person, as written; of several values those that are equal in the compared form come first.
// What other mentions say has no value of the person's. Personal values: they are made only where
// the user has asked for them.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "src/stages/gather_evidence.hpp"
#include "src/stages/link_role.hpp"

namespace fsu::commands {

/// Blank where there is none; several with a bar between.
struct EvidenceValues {
  std::string of_mention;
  std::string of_person;
};

/// By EvidenceField; those of the other role are blank.
[[nodiscard]] std::array<EvidenceValues, stages::kNumEvidenceFields> evidence_values(
    const stages::EvidenceTables& tables, std::uint32_t incident_row, stages::MentionRole role,
    PersonId person);

}  // namespace fsu::commands

// Gathers the evidence of a force: what the logs say beyond identities, and what is on record.
//
// Tables of a force -> LinkEvidence (who has which telephone, postcode, home) and the cases of all
// mentions with the same values. Telephones as British numbers, postcodes without blanks, addresses
// by id or else by normalised text. What the settings leave out is not gathered.
#pragma once

#include <span>
#include <vector>

#include "kernels/core/table.hpp"
#include "src/config/linkage_config.hpp"
#include "src/stages/link_cases.hpp"
#include "src/stages/link_evidence.hpp"

namespace fsu::stages {

struct EvidenceTables {
  const Table& persons;
  std::span<const PersonId> person_of_version;
  const Table& person_phones;
  const Table& investigation_roles;
  std::span<const PersonId> person_of_role;
  const Table& incidents;
  const StringColumn& person_ids;  ///< by dense id
};

struct GatheredEvidence {
  LinkEvidence evidence;
  /// Values of the logs by row; empty columns where the kind is not used.
  std::vector<ValueId> phone_of_log;
  std::vector<ValueId> originator_postcode_of_log;
  std::vector<ValueId> subject_postcode_of_log;
  std::vector<ValueId> address_of_log;
};

[[nodiscard]] GatheredEvidence gather_evidence(const EvidenceTables& tables,
                                               const config::LinkageConfig& config);

}  // namespace fsu::stages

// The records of a force as identities: versions of the index, originators, subjects, reports.
//
// Tables -> identities over shared dictionaries, what the settings leave out blanked; and the cases
// of all mentions with the evidence of their logs.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/core/identities.hpp"
#include "kernels/text/encode_identities.hpp"
#include "src/config/linkage_config.hpp"
#include "src/stages/gather_evidence.hpp"
#include "src/stages/link_cases.hpp"
#include "src/stages/link_role.hpp"

namespace fsu::stages {

struct MentionRecords {
  enum Source : std::size_t { kPersons, kOriginators, kSubjects, kReports };

  text::EncodedSources encoded;  ///< identities of persons only; of all sources the flags
  MentionIdentities distinct;    ///< of originators by row, subjects by row, reports by row

  [[nodiscard]] const text::EncodedRecords& of(Source source) const {
    return encoded.sources[source];
  }
  [[nodiscard]] std::uint8_t flags(std::uint32_t row, MentionRole role) const {
    return of(role == MentionRole::kOriginator ? kOriginators : kSubjects).flags[row];
  }
  [[nodiscard]] bool is_organisation(std::uint32_t row, MentionRole role) const {
    return (flags(row, role) & text::kOrganisation) != 0;
  }
};

[[nodiscard]] MentionRecords encode_records(const EvidenceTables& tables,
                                            const Table& missing_reports,
                                            const config::LinkageConfig& config);

/// The cases of all mentions, numbered as in MentionRecords::distinct.
[[nodiscard]] LinkCases make_cases(const MentionRecords& records, const GatheredEvidence& gathered,
                                   std::size_t num_incidents);

/// True where a log names somebody in the role, or gives an originator's telephone.
[[nodiscard]] bool is_mention(const MentionRecords& records, const Table& incidents,
                              std::uint32_t row, MentionRole role);

/// Position of a mention of a log in that numbering.
[[nodiscard]] inline std::size_t mention_position(std::uint32_t row, MentionRole role,
                                                  std::size_t num_incidents) {
  return row + (role == MentionRole::kSubject ? num_incidents : 0);
}

}  // namespace fsu::stages

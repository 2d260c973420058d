// The counts of linkage/summary: what became of the mentions, and what was set aside on the way.
//
// By role: mentions, each status, then junk names, placeholder and partial dates, invalid PNC IDs
// among the mentions. For the index (role empty): versions, identities, people, the same faults,
// and what a cap on oversized dates left out.
#pragma once

#include <vector>

#include "kernels/core/identities.hpp"
#include "kernels/text/encode_identities.hpp"
#include "src/stages/link_types.hpp"

namespace fsu::stages {

struct LinkSummaryInput {
  const Linkage& linkage;
  const PersonIdentities& persons;
  std::size_t num_mention_identities = 0;
  const text::EncodedRecords& person_records;
  const text::EncodedRecords& originator_records;
  const text::EncodedRecords& subject_records;
  const text::EncodedRecords& report_records;
};

[[nodiscard]] std::vector<SummaryCount> summarise_linkage(const LinkSummaryInput& input);

}  // namespace fsu::stages

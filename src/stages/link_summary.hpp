// The counts of linkage/summary: what became of the mentions, and what was set aside on the way.
//
// By role: mentions, each status, then junk names, placeholder and partial dates, invalid PNC IDs
// among the mentions. For the index (role empty): versions, identities, people, the same faults,
// the cases, the share of nobody, and the estimated recall of blocking.
#pragma once

#include <vector>

#include "kernels/core/identities.hpp"
#include "src/stages/link_types.hpp"
#include "src/stages/mention_records.hpp"

namespace fsu::stages {

struct LinkSummaryInput {
  const Linkage& linkage;
  const PersonIdentities& persons;
  const MentionRecords& records;
  std::size_t num_cases = 0;  ///< distinct mentions, as they were linked
};

[[nodiscard]] std::vector<SummaryCount> summarise_linkage(const LinkSummaryInput& input);

}  // namespace fsu::stages

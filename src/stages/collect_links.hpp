// Puts the decisions of cases back to the mentions they are of, and follows the clerks.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "src/stages/link_clerk.hpp"
#include "src/stages/link_mentions.hpp"
#include "src/stages/mention_records.hpp"

namespace fsu::stages {

/// Decides one case again under a clerk's words.
using DecideAgain = std::function<resolve::Decision(std::uint32_t link_case, const ClerkWords&)>;

struct CollectInput {
  const LinkageInput& input;
  const MentionRecords& records;
  std::span<const std::uint32_t> case_of_mention;
};

/// Fills mentions, reports and clerk counts of the linkage. `decisions`: by case; the linkage keeps
/// them.
void collect_links(const CollectInput& input, std::vector<resolve::Decision> decisions,
                   const DecideAgain& decide_again, Linkage& linkage);

}  // namespace fsu::stages

// What a linkage came to, in counts and words, and what should make its reader doubt it.
//
// Doubts: nothing to compare at all; too few records to learn from; a comparison that was always
// missing, or said the same of every pair; a fit that did not settle; no pair that is more probable
// than not. No message holds a value of the data.
#pragma once

#include <string>
#include <vector>

#include "src/commands/linked_records.hpp"
#include "src/config/link_config.hpp"
#include "src/stages/link_types.hpp"

namespace fsu::commands {

/// Counts of records, statuses, faults, pairs and clusters; the sum of the pairs' probabilities.
[[nodiscard]] std::vector<stages::SummaryCount> count_links(const LinkedRecords& linked,
                                                            const config::LinkConfig& config);

/// The counts that matter at a glance, as lines.
[[nodiscard]] std::vector<std::string> describe_links(
    const std::vector<stages::SummaryCount>& counts, const LinkedRecords& linked);

/// A sentence for each doubt.
[[nodiscard]] std::vector<std::string> find_doubts(const LinkedRecords& linked,
                                                   const config::LinkConfig& config);

}  // namespace fsu::commands

// `fsu link --explain LEFT:RIGHT`: why two records are linked or are not.
//
// A linkage and two ids -> text: the waterfall of the pair's weight, and below it the left record's
// best candidate and runner-up with theirs, where these are others. A pair that no blocking pass
// found is compared all the same, and said to be none; so are organisations and pairs in which
// nothing is compared. Ids stand in the text; names, dates and other values only where asked for.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "src/commands/linked_records.hpp"
#include "src/commands/waterfall.hpp"
#include "src/config/link_config.hpp"

namespace fsu::commands {

/// Places of the two records.
struct FoundPair {
  std::size_t left = 0;
  std::size_t right = 0;
};

/// kUsage where an id is in no record, or both name the same record; needs the files alone.
FoundPair find_explained(const LinkedRecords& linked, const config::ExplainedPair& explained);

/// The lines of the weight of any pair of records.
[[nodiscard]] std::vector<WaterfallLine> pair_lines(const LinkedRecords& linked, FoundPair pair,
                                                    bool shows_values);

[[nodiscard]] std::string explain_pair(const LinkedRecords& linked,
                                       const config::ExplainedPair& explained);

}  // namespace fsu::commands

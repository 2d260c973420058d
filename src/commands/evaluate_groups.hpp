// Precision and recall by kind of mention: role, kind of error, group of the true person's name.
//
// A mention with several errors counts under each of them, one without any under none. Mentions of
// nobody have no group of names: they stand under none, with those whose group is not stated.
#pragma once

#include <vector>

#include "src/commands/best_candidates.hpp"
#include "src/commands/evaluation.hpp"

namespace fsu::commands {

/// Rows by grouping, and by group in byte order; groups without a mention are left out.
[[nodiscard]] std::vector<GroupRow> count_by_group(const TrueMentions& mentions,
                                                   const BestCandidates& best,
                                                   const TruePeople& people);

}  // namespace fsu::commands

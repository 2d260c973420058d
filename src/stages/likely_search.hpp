// Whom each identity of the cases may mean by names, date and PNC ID: the whole search.
//
// First the pairs by identifiers and days of birth: who finds a good one there asks the other
// searches (pair_search.hpp) for hardly lighter ones alone. Then all pairs of an identity, those of
// near full names with it, are compared in full -> the people who weigh enough, and not much less
// than the best, each with the version that agrees best. Parallel over blocks of left identities.
#pragma once

#include <limits>

#include "src/report/reporter.hpp"
#include "src/stages/likely_people.hpp"
#include "src/stages/pair_search.hpp"
#include "src/stages/person_index.hpp"

namespace fsu::stages {

/// Who is likely enough, prior included.
struct LikelyLimits {
  Weight least = 0;  ///< of a person by identity
  Weight range = 0;  ///< people this much below an identity's best unguarded pair are left out
  /// But nobody as heavy as this is.
  Weight always = std::numeric_limits<Weight>::max() / 2;
};

struct LikelySearchInput {
  std::span<const Identity> left;  ///< distinct, ascending
  const PersonIndex& index;
  const model::RecordFrequencies& frequencies;
  const model::PatternWeights& weights;
  LikelyLimits limits;
};

[[nodiscard]] LikelyPeople search_likely_people(const LikelySearchInput& input,
                                                report::Reporter& reporter);

}  // namespace fsu::stages

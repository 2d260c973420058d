// Whom each identity of the cases may mean by names, date and PNC ID: the whole search.
//
// Pairs of pair_search.hpp, and with them, left identity by left identity, those whose names are
// both near -> compared in full once -> the people who weigh enough, each with the version that
// agrees best. Left identities come in order, so the near forenames are looked up once for all who
// share one. Parallel over blocks of left identities.
#pragma once

#include "src/report/reporter.hpp"
#include "src/stages/likely_people.hpp"
#include "src/stages/pair_search.hpp"
#include "src/stages/person_index.hpp"

namespace fsu::stages {

struct LikelySearchInput {
  std::span<const Identity> left;  ///< distinct, ascending
  const PersonIndex& index;
  const model::RecordFrequencies& frequencies;
  const model::PatternWeights& weights;
  Weight least = 0;  ///< of a person by identity, prior included
};

[[nodiscard]] LikelyPeople search_likely_people(const LikelySearchInput& input,
                                                report::Reporter& reporter);

}  // namespace fsu::stages

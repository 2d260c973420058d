// Candidates for the tests of kernels/evaluate: probabilities of all kinds, and what became of
// them.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/core/missing.hpp"
#include "kernels/core/random.hpp"
#include "kernels/evaluate/threshold_counts.hpp"

namespace fsu::evaluate::test {

struct OwnedCandidates {
  std::vector<double> probability;
  std::vector<LinkOutcome> outcome;

  [[nodiscard]] Candidates view() const { return {probability, outcome}; }
};

/// One in eight is missing, one in four stands exactly on a step of 0.01, the rest anywhere.
inline OwnedCandidates random_candidates(std::size_t num_candidates, std::uint64_t seed) {
  OwnedCandidates candidates;
  for (std::size_t i = 0; i < num_candidates; ++i) {
    Random random(seed, 1, i);
    const std::uint64_t kind = random.below(8);
    const double anywhere = static_cast<double>(random.below(1000001)) / 1000000.0;
    const double on_a_step = static_cast<double>(random.below(101)) / 100.0;
    candidates.probability.push_back(kind == 0   ? kMissingFloat64
                                     : kind <= 2 ? on_a_step
                                                 : anywhere);
    auto outcome = static_cast<LinkOutcome>(random.below(4));
    if (kind != 0 && has_all(outcome, kHasPerson)) {
      outcome |= static_cast<LinkOutcome>(random.below(2) * kIsRight);
    }
    candidates.outcome.push_back(kind == 0 ? outcome & kHasPerson : outcome);
  }
  return candidates;
}

}  // namespace fsu::evaluate::test

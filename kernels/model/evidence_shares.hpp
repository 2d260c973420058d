// Learns the shares of further fields from pairs whose probability is known already.
//
// Where identities alone give calibrated probabilities, evidence is learned from them in one pass,
// without feeding back: were it to take part in its own fit, households, whose members share every
// telephone, postcode and address, would become a match class of their own. For each further field
//   m(l) = sum p at level l / sum p,  u(l) the same with 1 - p,
// among the pairs that fill it, drawn towards the expectation by a few pseudo-pairs; and how much
// more often fields agree together than apart (dependence.hpp) from the same sums. The pairs given
// should be near certain, true or not: of those at p = 0.7 it is mostly the ones that disagree that
// are not true, and 0.7 of each would count as true pairs that disagree. Sums are in whole parts
// (probability_parts.hpp), so their order does not matter.
#pragma once

#include <cstdint>
#include <span>

#include "kernels/model/model.hpp"

namespace fsu::model {

/// True where identities alone leave hardly a doubt, either way: such pairs teach the fields.
[[nodiscard]] constexpr bool is_certain(double probability) {
  constexpr double kCertainlyTrue = 0.99;
  return probability >= kCertainlyTrue || probability <= 1 - kCertainlyTrue;
}

/// Puts further fields, not learned yet, behind the comparisons of identities, in place of those
/// that stand there.
void set_fields(std::span<const ComparisonSpec> fields, Model& model);

/// Pairs of one pattern: how many, how much of them is true, and how many of the sample of the
/// rest.
struct LabelledPattern {
  Levels levels{};
  std::uint64_t num_pairs = 0;
  std::uint64_t true_parts = 0;  ///< the sum of their probabilities
  std::uint64_t num_sampled = 0;
};

/// Sets the shares of the comparisons behind the identity's, and the dependence. `num_all_pairs`:
/// of all left with all right records.
void learn_evidence(std::span<const LabelledPattern> patterns, double num_all_pairs, Model& model);

}  // namespace fsu::model

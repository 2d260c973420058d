// Learns a linkage model from counts of agreement patterns, without labels.
//
// EM (Dempster, Laird and Rubin 1977; Winkler 1988 for linkage) over all pairs of records: the
// candidates, and a random sample of the pairs that no blocking pass found, which stand for the
// rest and are taken as not true. One consistent fit of lambda, m and u:
//   p  = g / (g + h),  g = lambda t prod m,  h = (1 - lambda) prod u
//   lambda = sum p / A
//   m(l) = [c(l) + s m0(l) + k q(l)] / norm,  c(l) = sum p at level l,  u(l) the same with 1 - p
// where u is freed of the true pairs in every round, and a rare level that the sample did not see
// counts as its parts let expect; A is the number of all pairs, t the frequency adjustment in whole
// octaves, q the product of the parts' own shares (so a rare joint level borrows from its parts),
// m0 the expectation before any data, of weight s (few pairs: it keeps EM from inventing matches
// where there are none). norm is over the levels of one presence. The cost is that of patterns, not
// of pairs. Sums run in the order of the patterns on one thread, so the result is the same for any
// number of threads.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kernels/model/model.hpp"

namespace fsu::model {

/// Frequency adjustments are counted in whole octaves from -8 to 8.
inline constexpr int kMostOctaves = 8;

/// The nearest octave of a frequency adjustment.
[[nodiscard]] int octave_of(Weight weight);

/// Pairs that have one agreement pattern and one frequency adjustment.
struct CountedPattern {
  Levels levels{};
  int octave = 0;                 ///< of the frequency adjustment
  std::uint64_t num_pairs = 0;    ///< candidates
  std::uint64_t num_sampled = 0;  ///< pairs of the sample of the rest
};

struct FitConfig {
  int max_iterations = 60;
  int min_iterations = 16;
  double tolerance = 1e-5;  ///< relative change of lambda
  double prior_pairs = 20;  ///< s; fewer where there are few records
  bool learns_dependence = true;
};

struct FitInput {
  std::span<const ComparisonSpec> comparisons;
  std::span<const CountedPattern> patterns;  ///< in a fixed order
  double num_all_pairs = 0;                  ///< A
  double num_records = 0;                    ///< records that can have a partner
  const Model* start = nullptr;              ///< where to go on from; may be null
};

[[nodiscard]] Model fit_model(const FitInput& input, const FitConfig& config);

/// The expected probability that a pair of this pattern is true under the model.
[[nodiscard]] double pair_probability(const Model& model, const CountedPattern& pattern);

}  // namespace fsu::model

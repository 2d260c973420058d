// How many candidates would be linked, and how many of them rightly, at each of 101 thresholds.
//
// Input: the probability of the best candidate of each mention (or of each pair of records), NaN
// where there is none, and what became of it. Output: for the thresholds 0, 0.01, ... 1 the
// candidates at or above it, all and right ones. Each candidate is counted once, under the highest
// threshold that it reaches; finish adds up from above. Parallel over fixed blocks; the counts are
// integers.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "kernels/core/mergeable.hpp"
#include "kernels/evaluate/accuracy.hpp"
#include "kernels/evaluate/link_outcome.hpp"
#include "kernels/evaluate/probability_step.hpp"

namespace fsu::evaluate {

inline constexpr std::size_t kNumThresholdSteps = 100;
inline constexpr std::size_t kNumThresholds = kNumThresholdSteps + 1;

/// Candidates with their probabilities, both of one length.
struct Candidates {
  std::span<const double> probability;
  std::span<const LinkOutcome> outcome;
};

/// Candidates at or above each threshold.
struct ThresholdTable {
  std::array<std::int64_t, kNumThresholds> linked{};
  std::array<std::int64_t, kNumThresholds> right{};
  std::int64_t true_links = 0;

  [[nodiscard]] static constexpr double threshold(std::size_t i) {
    return step_at(i, kNumThresholdSteps);
  }
  [[nodiscard]] LinkCounts at(std::size_t i) const { return {linked[i], right[i], true_links}; }
  friend bool operator==(const ThresholdTable&, const ThresholdTable&) = default;
};

/// The reduction: empty, add, merge, finish.
class ThresholdCounts {
 public:
  [[nodiscard]] static ThresholdCounts empty() { return {}; }
  /// Adds a candidate; NaN and negative probabilities are passed over.
  void add(double probability, bool is_right);
  void merge(const ThresholdCounts& other);
  [[nodiscard]] ThresholdTable finish() const;

 private:
  ThresholdTable counts_;  ///< each candidate under the highest threshold that it reaches
};
static_assert(Mergeable<ThresholdCounts>);

/// Counts candidates as right where all of `right_bits` are set.
[[nodiscard]] ThresholdTable count_by_threshold(const Candidates& candidates,
                                                LinkOutcome right_bits, std::int64_t true_links,
                                                std::size_t block_rows = std::size_t{1} << 16);

/// The lowest threshold with the highest F1.
[[nodiscard]] std::size_t best_threshold(const ThresholdTable& table);

}  // namespace fsu::evaluate

// Do stated probabilities mean what they say? Ten bins of stated probability against the share that
// is right.
//
// Input: the probability of each link and whether it is right. Output: for the bins [0, 0.1), ...
// [0.9, 1] the number of links, the right ones, and the mean of what was stated; and over all bins
// the expected calibration error, the mean distance of the two weighted by links (Naeini, Cooper
// and Hauskrecht 2015). Probabilities are summed as whole numbers of 2^-53 in 128 bits, so the
// result does not depend on blocks, threads or order.
#pragma once

#include <array>
#include <cstdint>

#include "kernels/core/mergeable.hpp"
#include "kernels/core/missing.hpp"
#include "kernels/core/uint128.hpp"
#include "kernels/evaluate/threshold_counts.hpp"

namespace fsu::evaluate {

inline constexpr std::size_t kNumReliabilityBins = 10;

struct ReliabilityBin {
  std::int64_t links = 0;
  std::int64_t right = 0;
  UInt128 stated_parts = 0;  ///< sum of the probabilities, in 2^-53

  [[nodiscard]] double stated_sum() const;
  /// Mean stated probability; missing for an empty bin.
  [[nodiscard]] double stated() const;
  /// Share that is right; missing for an empty bin.
  [[nodiscard]] double observed() const;
  friend bool operator==(const ReliabilityBin&, const ReliabilityBin&) = default;
};

/// The bins, and the reduction: empty, add, merge, finish.
class Reliability {
 public:
  [[nodiscard]] static Reliability empty() { return {}; }
  /// Adds a link of a probability from 0 to 1.
  void add(double probability, bool is_right);
  void merge(const Reliability& other);
  [[nodiscard]] Reliability finish() const { return *this; }

  [[nodiscard]] const std::array<ReliabilityBin, kNumReliabilityBins>& bins() const {
    return bins_;
  }
  /// All bins as one.
  [[nodiscard]] ReliabilityBin all() const;
  /// Missing where there are no links.
  [[nodiscard]] double expected_calibration_error() const;
  friend bool operator==(const Reliability&, const Reliability&) = default;

 private:
  std::array<ReliabilityBin, kNumReliabilityBins> bins_{};
};
static_assert(Mergeable<Reliability>);

/// Which candidates are looked at: those with all the bits, and more probable than `above`.
struct ReliabilityScope {
  LinkOutcome bits = 0;
  double above = -1.0;
};

/// Reliability of the candidates in scope; those without a probability are passed over.
[[nodiscard]] Reliability reliability_of(const Candidates& candidates,
                                         const ReliabilityScope& scope,
                                         std::size_t block_rows = std::size_t{1} << 16);

}  // namespace fsu::evaluate

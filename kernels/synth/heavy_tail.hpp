// A draw of ranks on a long tail: few ranks take very much, most take little.
//
// Ranks are grouped by octaves: octave j holds the 2^j ranks from 2^j - 1 on, and a rank within an
// octave is drawn evenly. Every octave gets the same head share (together a 1/rank law: rank 0 has
// it alone, ranks 3 to 6 a quarter each), and what is left is spread in proportion to 1.62^j, a
// gentle slope of about rank^-0.3 over everybody. Additions and products of doubles only, no libm,
// so the draw is the same on every processor.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/core/random.hpp"

namespace fsu::synth {

class HeavyTail {
 public:
  HeavyTail() = default;
  /// Ranks [0, size), size >= 1; `head_share` of all draws belongs to rank 0 alone.
  HeavyTail(std::uint64_t size, double head_share);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] std::uint64_t operator()(Random& random) const;

 private:
  std::uint64_t size_ = 0;
  std::vector<double> totals_;  ///< running share by octave
};

}  // namespace fsu::synth

// A draw from a short list of weights: weights -> the index of one, with probability
// weight / total.
//
// Kept as running totals; a draw is one random number and a binary search. Weights are whole
// numbers, so the draw is the same on every processor.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "kernels/core/check.hpp"
#include "kernels/core/random.hpp"

namespace fsu::synth {

class WeightedChoice {
 public:
  WeightedChoice() = default;

  /// One weight an item; at least one is above zero.
  template <class Weights>
  explicit WeightedChoice(const Weights& weights) {
    std::uint64_t total = 0;
    for (const auto weight : weights)
      totals_.push_back(total += static_cast<std::uint64_t>(weight));
    FSU_CHECK(total > 0);
  }

  [[nodiscard]] std::size_t size() const { return totals_.size(); }

  [[nodiscard]] std::size_t operator()(Random& random) const {
    const std::uint64_t drawn = random.below(totals_.back());
    return static_cast<std::size_t>(std::upper_bound(totals_.begin(), totals_.end(), drawn) -
                                    totals_.begin());
  }

 private:
  std::vector<std::uint64_t> totals_;
};

}  // namespace fsu::synth

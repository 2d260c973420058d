// The second look at a pair: what the other pairs of its two records say.
//
// Two records that both match a third probably match each other; a record that matches somebody
// else better probably matches nobody here. From the probabilities p of the first look, for a pair
// (i, j):
//   support      s = sum_k p_ik p_jk                     one file only
//   competition  c = sum_{k != j} p_ik + sum_{k != i} p_jk - 2 s
// over pairs with p > 0.01. Bands of s at .05 .3 .7 1.5 2.5 and of c at .1 .5 1.5 3 make 30 states;
// the shares of each state among true pairs and others are fitted by EM with the first weights held
// fixed, and the weight changes by 0.7 log2(m / u) of its state (the part of the evidence that is
// not already in the first look, as measured in the project's prototype). One round, never
// transitive: only pairs that were candidates change. The context says which pairs of a band of
// first weights are true, hardly how many: within each band of four bits the new weights are
// shifted so that their probabilities sum up nearer to the first ones' sum (six tenths of the way),
// which keeps stated probabilities true where the first ones were. s and c are sums of whole 2^-16
// parts of p, the fit's sums of 2^-32 parts, so threads and blocks do not change them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/fixed_log2.hpp"

namespace fsu::model {

/// Pairs of records, ascending by (left, right), and the weight of each.
struct WeighedPairs {
  std::span<const std::uint32_t> left;
  std::span<const std::uint32_t> right;
  std::span<const Weight> weights;
};

struct RecordContextConfig {
  bool is_one_file = false;
  std::size_t num_left = 0;
  std::size_t num_right = 0;  ///< equals num_left in one file
};

/// What the context adds to each weight; 0 for pairs too unlikely to be changed.
[[nodiscard]] std::vector<Weight> context_weights(const WeighedPairs& pairs,
                                                  const RecordContextConfig& config);

}  // namespace fsu::model

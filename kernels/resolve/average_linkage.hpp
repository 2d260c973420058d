// Clusters of records that are one person: average linkage over the probabilities of pairs.
//
// Two clusters are merged while the mean probability over all pairs between them is at least the
// threshold; pairs that are not given count 0. So one strong pair between two groups whose other
// pairs contradict it does not chain them together, as connected components would (Sokal and
// Michener 1958). The best mean is merged first; equal means in the order of the clusters' smallest
// records. Probabilities are whole parts (probability_parts.hpp) and means are compared as
// fractions, so the result is exact and the same in any order of the pairs.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/probability_parts.hpp"

namespace fsu::resolve {

struct ProbablePair {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  std::uint32_t probability = 0;  ///< in parts
};

/// The cluster of each record, numbered from 0 in the order of their smallest records.
[[nodiscard]] std::vector<std::uint32_t> average_linkage(std::size_t num_records,
                                                         std::span<const ProbablePair> pairs,
                                                         std::uint32_t threshold);

}  // namespace fsu::resolve

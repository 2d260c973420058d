// Pairs that the search found, and the pass that found each.
//
// A pair is 8 bytes: the left identity above, then the pass, then the right identity, so that pairs
// sort by left and, within one pass, by right.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/blocking/passes.hpp"

namespace fsu::stages {

/// Right identities that a search can number.
inline constexpr std::uint64_t kMaxRightIdentities = std::uint64_t{1} << 27;

class FoundPair {
 public:
  FoundPair() = default;
  FoundPair(std::uint32_t left, std::uint32_t right, blocking::Pass pass)
      : bits_(std::uint64_t{left} << 32 | static_cast<std::uint64_t>(pass) << 27 | right) {}

  [[nodiscard]] std::uint32_t left() const { return static_cast<std::uint32_t>(bits_ >> 32); }
  [[nodiscard]] std::uint32_t right() const {
    return static_cast<std::uint32_t>(bits_ & (kMaxRightIdentities - 1));
  }
  [[nodiscard]] blocking::Pass pass() const {
    return static_cast<blocking::Pass>(bits_ >> 27 & 31);
  }
  friend constexpr auto operator<=>(const FoundPair&, const FoundPair&) = default;

 private:
  std::uint64_t bits_ = 0;
};

/// Mergeable: the other's pairs follow behind.
struct FoundPairs {
  std::vector<FoundPair> pairs;
  blocking::BlockingCounts passed_over;  ///< pairs of blocks that were too large

  [[nodiscard]] static FoundPairs empty() { return {}; }
  void merge(FoundPairs other) {
    pairs.insert(pairs.end(), other.pairs.begin(), other.pairs.end());
    passed_over.merge(other.passed_over);
  }
  [[nodiscard]] const FoundPairs& finish() const { return *this; }
  void pass_over(std::uint64_t num_pairs, blocking::Pass pass) {
    passed_over.passes[pass].oversized_pairs += num_pairs;
  }
};

}  // namespace fsu::stages

// A small set of names that may hold more than was put in (Bloom, CACM 13, 1970, with one hash):
// turns away most names of a long list before anything is looked up.
//
// Names -> a bit for each hash that occurs, some 8 bits a name, so that the names of one block of
// records lie in the first or second cache. A list is filtered 16 names at a time (AVX-512), 8
// (AVX2) or one; every path keeps the same names in the same order.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/identities.hpp"

namespace fsu::blocking {

class NameFilter {
 public:
  /// Forgets all names, and makes room for so many, at most 2^28.
  void reset(std::size_t num_names);

  void add(NameId name) {
    const std::uint32_t bit = bit_of(name);
    words_[bit / 32] |= std::uint32_t{1} << bit % 32;
  }

  /// False for most names that were not added; the none id may pass like any other.
  [[nodiscard]] bool may_have(NameId name) const {
    const std::uint32_t bit = bit_of(name);
    return (words_[bit / 32] >> bit % 32 & 1) != 0;
  }

  /// The names of a list that `may_have` lets pass, in order; valid until the next call with this
  /// buffer.
  [[nodiscard]] std::span<const NameId> keep_possible(std::span<const NameId> names,
                                                      std::vector<NameId>& buffer) const;

 private:
  [[nodiscard]] std::uint32_t bit_of(NameId name) const {
    return name.value * kMultiplier >> shift_;
  }

  /// Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4).
  static constexpr std::uint32_t kMultiplier = 0x9e3779b1u;
  std::vector<std::uint32_t> words_ = {0};
  int shift_ = 27;
};

}  // namespace fsu::blocking

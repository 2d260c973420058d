// A set of blocking keys that may let others through: one bit a hash, no key of the set is missed.
//
// Keeps an index to what a sample of left records will ask for (candidates.hpp).
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "kernels/core/hash.hpp"

namespace fsu::blocking {

class KeySet {
 public:
  /// `num_bits` is raised to a power of two; 16 a key keep most others out.
  explicit KeySet(std::size_t num_bits) : bits_(std::bit_ceil(num_bits | 64) / 64) {}

  /// A key of one kind of index.
  void add(std::size_t kind, std::uint64_t key) {
    const std::uint64_t hash = hash_of(kind, key);
    bits_[hash >> 6] |= std::uint64_t{1} << (hash & 63);
  }

  [[nodiscard]] bool may_have(std::size_t kind, std::uint64_t key) const {
    const std::uint64_t hash = hash_of(kind, key);
    return (bits_[hash >> 6] >> (hash & 63) & 1) != 0;
  }

 private:
  [[nodiscard]] std::uint64_t hash_of(std::size_t kind, std::uint64_t key) const {
    return mix_bits(key + kind) & (bits_.size() * 64 - 1);
  }

  std::vector<std::uint64_t> bits_;
};

}  // namespace fsu::blocking

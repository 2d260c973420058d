// An inverted index from a 64-bit blocking key to the items that have it: its block.
//
// Item i has key keys[i]; kNoKey items are in no block. In memory: the distinct keys in order, and
// the members of all blocks one behind the other, ascending within a block. Built by one sort of
// (key, item); looked up by binary search.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fsu::blocking {

inline constexpr std::uint64_t kNoKey = ~std::uint64_t{0};

class KeyIndex {
 public:
  explicit KeyIndex(std::span<const std::uint64_t> keys);

  /// Items with this key, ascending; empty for an unknown key and for kNoKey.
  [[nodiscard]] std::span<const std::uint32_t> block(std::uint64_t key) const;

 private:
  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> begins_;  ///< one more than keys
  std::vector<std::uint32_t> members_;
};

}  // namespace fsu::blocking

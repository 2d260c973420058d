// An inverted index from a 64-bit blocking key to the records that have it: its block.
//
// Keys are hashes of what they stand for, so their top bits are evenly spread. In memory: the
// distinct keys in order, the members of all blocks one behind the other, ascending and distinct
// within a block, a directory from the top bits of a key to where such keys begin, and a bit for
// each value of the low bits of keys that occur. Built by one radix sort of (key, record). A
// look-up reads one bit, which turns away most keys that are not there; then the directory, and
// about one key.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

namespace fsu::blocking {

struct KeyEntry {
  std::uint64_t key = 0;
  std::uint32_t record = 0;

  friend constexpr auto operator<=>(const KeyEntry&, const KeyEntry&) = default;
};

class KeyIndex {
 public:
  KeyIndex() = default;
  /// Entries in any order, also several times.
  explicit KeyIndex(std::span<const KeyEntry> entries);

  /// Records with this key, ascending; empty for an unknown key.
  [[nodiscard]] std::span<const std::uint32_t> block(std::uint64_t key) const {
    return may_have(key) ? find_block(key) : std::span<const std::uint32_t>{};
  }

  [[nodiscard]] std::size_t num_keys() const { return keys_.size(); }

 private:
  [[nodiscard]] bool may_have(std::uint64_t key) const {
    return (low_bits_[(key & low_mask_) >> 6] >> (key & 63) & 1) != 0;
  }
  [[nodiscard]] std::span<const std::uint32_t> find_block(std::uint64_t key) const;
  void make_directory();

  std::vector<std::uint64_t> keys_;
  std::vector<std::uint32_t> begins_;  ///< one more than keys
  std::vector<std::uint32_t> members_;
  std::vector<std::uint32_t> directory_;  ///< first key of each range of top bits, and the end
  std::vector<std::uint64_t> low_bits_ = {0};
  std::uint64_t low_mask_ = 0;
  int shift_ = 0;
};

}  // namespace fsu::blocking

// Deletion variants of names: what is left of a name when up to two bytes are taken out of it.
//
// Two names at most k edits apart have a variant with at most k bytes taken out in common, also
// when both are cut to a fixed length first (SymSpell, Garbe 2012). A variant is a 64-bit hash; an
// index holds those of one partition of the hashes, 8 bytes each, in order.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/compare/name_level.hpp"

namespace fsu::compare {

/// Bytes that may be taken out of a name, by what its length allows for near names.
[[nodiscard]] std::size_t max_deletions(const NameTrait& trait);

/// Makes the hashes of a name's deletion variants; keeps its buffers.
class VariantMaker {
 public:
  /// Distinct hashes of all variants; none for a name too short to be near another by edits.
  const std::vector<std::uint64_t>& make(std::string_view name, std::size_t num_deletions);

 private:
  /// Adds the text and what is left when bytes from `first` on are taken out of it.
  void add(const std::string& text, std::size_t first, std::size_t num_deletions);

  std::vector<std::uint64_t> hashes_;
};

/// Which part of the variants is held: those whose lower hash half falls in it.
struct Partition {
  std::size_t index = 0;
  std::size_t count = 1;

  [[nodiscard]] bool holds(std::uint64_t hash) const {
    return ((hash & 0xffffffff) * count) >> 32 == index;
  }
};

/// Partitions that keep each index at no more than so many variants.
[[nodiscard]] std::size_t count_partitions(const NameTraits& traits, std::size_t max_variants);

/// The names of each variant in a partition: (upper hash half, name) in order, and where each value
/// of the top bits begins.
class VariantIndex {
 public:
  VariantIndex(const NameTraits& traits, Partition partition);

  /// Calls `function` with each name behind `name` that has the variant.
  template <class Function>
  void for_names_behind(std::uint64_t hash, NameId name, const Function& function) const {
    const std::size_t slot = hash >> shift_;
    const std::uint64_t key = (hash & kUpperHalf) | name.value;
    const auto end = entries_.begin() + slot_begins_[slot + 1];
    auto entry = std::upper_bound(entries_.begin() + slot_begins_[slot], end, key);
    for (; entry != end && (*entry & kUpperHalf) == (hash & kUpperHalf); ++entry) {
      function(static_cast<std::uint32_t>(*entry));
    }
  }

 private:
  static constexpr std::uint64_t kUpperHalf = 0xffffffff00000000;

  void index_top_bits();

  std::vector<std::uint64_t> entries_;
  std::vector<std::uint32_t> slot_begins_;
  int shift_ = 63;
};

}  // namespace fsu::compare

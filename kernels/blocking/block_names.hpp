// The names within one block of right records: which of them bear a name, as forename or surname.
//
// Made for one block at a time (people born on one day, in one month ...) and small enough for the
// cache: copies of the block's identities, a chained table from name to members, and a bit for each
// hash that occurs, which turns away most of the near names that are asked for. One object a
// thread; its memory is reused from block to block.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/identities.hpp"

namespace fsu::blocking {

class BlockNames {
 public:
  /// `members` are positions among `right`.
  void build(std::span<const std::uint32_t> members, std::span<const Identity> right);

  [[nodiscard]] std::uint32_t member(std::size_t place) const { return members_[place]; }
  [[nodiscard]] const Identity& identity(std::size_t place) const { return identities_[place]; }

  /// False for most names that no member has.
  [[nodiscard]] bool may_have(NameId name) const {
    const std::uint32_t bit = hash_of(name) >> bit_shift_;
    return (bits_[bit >> 6] >> (bit & 63) & 1) != 0;
  }

  /// Calls `function(place, is_surname)` for each member with this name, latest first; a member
  /// whose two names are equal comes twice.
  template <class Function>
  void find(NameId name, const Function& function) const {
    if (!may_have(name)) return;
    for (std::uint32_t entry = heads_[hash_of(name) >> head_shift_]; entry != kNoEntry;
         entry = entries_[entry].next) {
      if (entries_[entry].name == name) function(entry / 2, (entry & 1) != 0);
    }
  }

 private:
  static constexpr std::uint32_t kNoEntry = 0xffffffff;
  struct Entry {
    NameId name;
    std::uint32_t next = kNoEntry;
  };

  static std::uint32_t hash_of(NameId name) { return name.value * 0x9e3779b1u; }
  void add(NameId name, std::uint32_t entry);

  std::span<const std::uint32_t> members_;
  std::vector<Identity> identities_;
  std::vector<Entry> entries_;  ///< entry 2i is member i's forename, 2i + 1 its surname
  std::vector<std::uint32_t> heads_;
  std::vector<std::uint64_t> bits_;
  int head_shift_ = 0;
  int bit_shift_ = 0;
};

}  // namespace fsu::blocking

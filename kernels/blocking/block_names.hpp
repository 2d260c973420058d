// The names within one block of right records: which of them bear a name, as forename or surname.
//
// Made for one block at a time (people born on one day, in one month ...) and small enough for the
// cache: copies of the block's identities, and their names in one table of buckets, where the
// members who bear a name lie side by side, each with its date; a filter turns away most of the
// near names that are asked for. One object a thread; its memory is reused from block to block.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/blocking/name_filter.hpp"
#include "kernels/core/identities.hpp"

namespace fsu::blocking {

/// A name of a member of the block.
struct BlockName {
  NameId name;
  std::uint32_t place_and_side = 0;  ///< place of the member, and 1 for a surname in the lowest bit
  std::int32_t date_of_birth = kMissingDate;

  [[nodiscard]] std::uint32_t place() const { return place_and_side / 2; }
  [[nodiscard]] bool is_surname() const { return (place_and_side & 1) != 0; }
};

class BlockNames {
 public:
  /// `members` are positions among `right`, at most 2^27 (the filter has 16 bits for each).
  void build(std::span<const std::uint32_t> members, std::span<const Identity> right);

  [[nodiscard]] std::uint32_t member(std::size_t place) const { return members_[place]; }
  [[nodiscard]] const Identity& identity(std::size_t place) const { return identities_[place]; }
  [[nodiscard]] const NameFilter& filter() const { return filter_; }

  /// Calls `function(entry)` for each member with this name, latest first; a member whose two names
  /// are equal comes twice, by the surname first.
  template <class Function>
  void find(NameId name, const Function& function) const {
    const std::uint32_t bucket = bucket_of(name);
    for (std::uint32_t i = begins_[bucket]; i < begins_[bucket + 1]; ++i) {
      if (names_[i].name == name) function(names_[i]);
    }
  }

 private:
  [[nodiscard]] std::uint32_t bucket_of(NameId name) const {
    return name.value * 0x9e3779b1u >> shift_;
  }
  template <class Function>
  void for_names(const Function& function) const;

  std::span<const std::uint32_t> members_;
  std::vector<Identity> identities_;
  std::vector<BlockName> names_;       ///< by bucket, the latest first
  std::vector<std::uint32_t> begins_;  ///< by bucket, one more
  NameFilter filter_;
  int shift_ = 0;
};

}  // namespace fsu::blocking

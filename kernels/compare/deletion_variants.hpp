// Deletion variants of names: what is left of a name when up to two bytes are taken out of it.
//
// Two names at most k edits apart have a variant with at most k bytes taken out in common, also
// when both are cut to a fixed length first (SymSpell, Garbe 2012). A variant is a 64-bit hash: a
// sum of byte times a multiplier of its place, so that those of all variants follow from three sums
// along the name; then mixed. The names of equal hashes (VariantGroups) are found by sorting, a
// partition of the hashes at a time: (upper half of the hash, name), shared out by the lower half
// into units that fit a core's cache, in order within a unit; then each name's places in the groups
// are brought to the name by another such pass, so nothing is looked up at random. Parallel over
// blocks of names, and over units.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kernels/compare/ascending_set.hpp"
#include "kernels/compare/name_level.hpp"

namespace fsu::compare {

/// Bytes of a name that deletion variants are made of.
inline constexpr std::size_t kMaxVariantBytes = 12;
/// Itself, one byte out, two bytes out.
inline constexpr std::size_t kMaxVariants =
    1 + kMaxVariantBytes + kMaxVariantBytes * (kMaxVariantBytes - 1) / 2;

/// Bytes that may be taken out of a name, by what its length allows for near names.
[[nodiscard]] std::size_t max_deletions(const NameTrait& trait);

/// True where two names have a variant in common when so many bytes may be taken out of each.
[[nodiscard]] bool share_variant(std::string_view a, std::size_t deletions_a, std::string_view b,
                                 std::size_t deletions_b);

/// The hashes of a name's deletion variants.
class VariantHashes {
 public:
  /// Hashes of all variants, with few repeated; none for a name too short to be near another by
  /// edits.
  [[nodiscard]] std::span<const std::uint64_t> make(std::string_view name,
                                                    std::size_t num_deletions);

 private:
  void sum_up(std::string_view text);
  void take_out(std::string_view text, bool two);
  void add(std::uint64_t sum);

  using Sums = std::array<std::uint64_t, kMaxVariantBytes + 1>;
  Sums in_place_{};  ///< of the first bytes, each at its place
  Sums one_back_{};  ///< each one place further on
  Sums two_back_{};  ///< each two places further on
  std::array<std::uint64_t, kMaxVariants> hashes_{};
  std::size_t num_hashes_ = 0;
};

/// How the hashes are shared out: into partitions, which are grouped one after the other, and those
/// into units.
struct VariantLayout {
  std::size_t num_partitions = 1;
  std::size_t units_per_partition = 1;
  int slot_bits = 0;  ///< of the upper half, by which a unit is sorted first

  /// Unit of a hash among those of all partitions.
  [[nodiscard]] std::size_t unit(std::uint64_t hash) const {
    return ((hash & 0xffffffff) * (num_partitions * units_per_partition)) >> 32;
  }
  /// By the top bits.
  [[nodiscard]] std::size_t slot(std::uint64_t hash) const {
    return (hash >> 32) >> (32 - slot_bits);
  }
};

/// Names by their index; empty: all are in use.
[[nodiscard]] inline bool is_in_use(const std::vector<bool>& in_use, std::size_t name) {
  return in_use.empty() || in_use[name];
}

/// Partitions that keep no more than so many variants at a time, about.
[[nodiscard]] VariantLayout lay_out_variants(const NameTraits& traits,
                                             const std::vector<bool>& in_use,
                                             std::size_t max_variants);

/// The names of each variant of one partition that more than one name has.
class VariantGroups {
 public:
  /// There are fewer than 2^31 names, and fewer than 2^32 variants in a partition.
  VariantGroups(const NameTraits& traits, const std::vector<bool>& in_use,
                const VariantLayout& layout, std::size_t partition);

  /// Adds to the set all names behind `name` that have one of its variants, and perhaps others.
  void add_names_behind(NameId name, AscendingSet& names) const;

 private:
  static constexpr std::uint32_t kLast = std::uint32_t{1} << 31;  ///< marks the end of a group

  /// Entries of the partition by unit: the upper half of the hash, then the name.
  struct Units {
    std::vector<std::size_t> begins;  ///< one more than units
    std::vector<std::size_t> sizes;   ///< of what is left in each
    std::vector<std::uint64_t> entries;

    [[nodiscard]] std::span<std::uint64_t> all(std::size_t unit) {
      return std::span(entries).subspan(begins[unit], begins[unit + 1] - begins[unit]);
    }
    [[nodiscard]] std::span<const std::uint64_t> left(std::size_t unit) const {
      return std::span(entries).subspan(begins[unit], sizes[unit]);
    }
  };

  [[nodiscard]] static Units share_out(const NameTraits& traits, const std::vector<bool>& in_use,
                                       const VariantLayout& layout, std::size_t partition);
  void list_members(const Units& units);
  void link_names(std::size_t num_names);

  std::vector<std::size_t> unit_begins_;     ///< of the members
  std::vector<std::uint32_t> members_;       ///< names, ascending within a group
  std::vector<std::uint32_t> place_begins_;  ///< by name, one more than names
  std::vector<std::uint32_t> places_;        ///< of the name in the members, but where it is last
};

}  // namespace fsu::compare

// The near names of every name of a dictionary: those that are close to it (name_level), or near by
// edits (OSA <= 2, both >= 5 letters). Neighbours by Jaro-Winkler alone are not among them.
//
// Without loss but for one: a word of very many names (GARCIA where people have two surnames) joins
// these to the name that is the word alone, and to each other only where they have a deletion
// variant in common, or the pairs would grow with the square of the names. Not by comparing all
// pairs: a name's candidates are the names behind it in the sorted dictionary that are close to it
// by a part (name_parts), and those that share a deletion variant with it (deletion_variants): what
// is left of a name when up to 2 bytes are taken out. Names at most k edits apart have such a
// variant in common. These candidates are measured 64 at a time (text/listed_edit_distances).
// Parallel over blocks of names; a name finds those behind it, in order, and the result is
// mirrored.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/compare/name_level.hpp"

namespace fsu::compare {

struct NearNamesConfig {
  /// Deletion variants that are held at a time, 8 bytes each; more are done in partitions.
  std::size_t max_variants = std::size_t{1} << 26;
  /// A word of more names joins them to itself alone.
  std::size_t max_names_of_word = 256;
};

/// Adjacency of a symmetric relation among the names of a dictionary.
struct NearNames {
  std::vector<std::uint64_t> begins;  ///< one more than names
  std::vector<NameId> neighbours;     ///< ascending within a name; never the name itself

  [[nodiscard]] std::span<const NameId> of(NameId name) const {
    return std::span(neighbours)
        .subspan(begins[name.index()], begins[name.index() + 1] - begins[name.index()]);
  }
};

/// All near names of the dictionary that the traits are of. Names that are not `in_use` (by name;
/// empty: all are) have none and are none.
[[nodiscard]] NearNames find_near_names(const NameTraits& traits, NearNamesConfig config = {},
                                        const std::vector<bool>& in_use = {});

}  // namespace fsu::compare

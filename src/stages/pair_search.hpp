// The search for pairs that may be likely: who a left identity may mean, by names, date and
// identifier.
//
// Distinct left identities against those of the index of people, both in order, under the weights
// of a model -> every pair that may weigh at least `least`. Not record by record through one large
// table, but block by block in cache, one search after another:
//
//   identifiers  equal, or one edit apart
//   dates        born on one day, one name near; two parts of the date equal, one name near
//   exchanged    both names near, each in the other's place
//   rare         one name near in its own place, where few bear it and it says much alone
//   names        both names near, whatever the dates: found with their left identity
//                (likely_search.hpp), not here
//
// A search leaves out what the upper bounds of pair_bounds.hpp show to be too light, and what
// another one finds. Blocks that the data make too large are passed over and counted.
#pragma once

#include <span>
#include <vector>

#include "kernels/blocking/full_names.hpp"
#include "kernels/blocking/passes.hpp"
#include "kernels/core/string_column.hpp"
#include "src/stages/found_pairs.hpp"
#include "src/stages/pair_bounds.hpp"

namespace fsu::stages {

/// Near names by name of the dictionary, with the level of each.
struct NearNameLevels {
  std::span<const std::uint64_t> begins;  ///< one more than names
  std::span<const NameId> names;          ///< ascending within a name
  std::span<const std::uint8_t> levels;   ///< compare::NameLevel

  [[nodiscard]] blocking::NearSpan of(NameId name) const {
    const std::uint64_t begin = begins[name.index()];
    const std::uint64_t size = begins[name.index() + 1] - begin;
    return {names.subspan(begin, size), levels.subspan(begin, size)};
  }
  /// True for equal names and near ones.
  [[nodiscard]] bool are_near(NameId a, NameId b) const;
};

struct PairSearchInput {
  std::span<const Identity> left;   ///< distinct, ascending
  std::span<const Identity> right;  ///< distinct, ascending
  const StringColumn& identifiers;
  NearNameLevels near;
  const blocking::FullNames& full_names;  ///< of the right side
  const PairBounds& bounds;
  Weight least = 0;  ///< that names, date and further forenames must weigh
};

/// At most so many right records of one name in one block of dates, or of one full name.
inline constexpr std::size_t kMaxBlockNames = 4096;
inline constexpr std::size_t kMaxRun = std::size_t{1} << 14;

/// Pairs that share an identifier, or whose identifiers are one edit apart.
[[nodiscard]] FoundPairs search_identifiers(const PairSearchInput& input);

/// Pairs of one day of birth, or that share two parts of their dates, with one name near.
[[nodiscard]] FoundPairs search_dates(const PairSearchInput& input);

/// Pairs with both names near in each other's place.
[[nodiscard]] FoundPairs search_exchanged_names(const PairSearchInput& input);

/// Pairs with one rare name near.
[[nodiscard]] FoundPairs search_rare_names(const PairSearchInput& input);

}  // namespace fsu::stages

// The search for pairs that may be likely: who a left identity may mean, by names, date and
// identifier.
//
// Distinct left identities against those of the index of people, both in order, under the weights
// of a model -> every pair that may weigh what its left identity asks for at least. Not record by
// record through one large table, but block by block in cache, one search after another:
//
//   identifiers  equal, or one edit apart
//   days         born on one day, one name near or both
//   date parts   two parts of the date equal, one name near
//   exchanged    both names near, each in the other's place
//   rare         one name near in its own place, where few bear it and it says much alone
//   full names   both names near, whatever the dates: found left identity by left identity
//                (full_name_search.hpp), not here
//
// The first two find nearly everybody whom an identity can be sure to mean; who is sure of somebody
// asks for more in the others (likely_search.hpp). A search leaves out what the upper bounds of
// pair_bounds.hpp show to be too light, and what another one finds. Blocks that the data make too
// large are passed over and counted.
#pragma once

#include <span>
#include <vector>

#include "kernels/blocking/full_names.hpp"
#include "kernels/blocking/passes.hpp"
#include "kernels/core/string_column.hpp"
#include "src/stages/found_pairs.hpp"
#include "src/stages/near_companies.hpp"
#include "src/stages/near_lists.hpp"
#include "src/stages/pair_bounds.hpp"

namespace fsu::stages {

struct PairSearchInput {
  std::span<const Identity> left;   ///< distinct, ascending
  std::span<const Identity> right;  ///< distinct, ascending
  const StringColumn& identifiers;
  const NearLists& near;
  const NearCompanies& near_companies;
  const blocking::FullNames& full_names;  ///< of the right side
  const PairBounds& bounds;
  std::span<const Weight> least;  ///< by left: what names, date and further forenames must weigh
};

/// The ranks of near names are their levels.
[[nodiscard]] inline compare::NameLevel level_of_rank(std::uint8_t rank) {
  static_assert(static_cast<int>(compare::NameLevel::kSame) == 0 &&
                static_cast<int>(compare::NameLevel::kClose) == 1 &&
                static_cast<int>(compare::NameLevel::kNear) == 2);
  return static_cast<compare::NameLevel>(rank);
}

/// At most so many right records of one name in one block of dates, or of one full name.
inline constexpr std::size_t kMaxBlockNames = 4096;
inline constexpr std::size_t kMaxRun = std::size_t{1} << 14;

/// Pairs that share an identifier, or whose identifiers are one edit apart.
[[nodiscard]] FoundPairs search_identifiers(const PairSearchInput& input);

/// Pairs of one day of birth, with one name near or both.
[[nodiscard]] FoundPairs search_days(const PairSearchInput& input);

/// Pairs that share two parts of their dates, with one name near.
[[nodiscard]] FoundPairs search_date_parts(const PairSearchInput& input);

/// Pairs with both names near in each other's place.
[[nodiscard]] FoundPairs search_exchanged_names(const PairSearchInput& input);

/// Pairs with one rare name near.
[[nodiscard]] FoundPairs search_rare_names(const PairSearchInput& input);

}  // namespace fsu::stages

// Guards: pairs that agree as other people do, and are not linked on what these share.
//
// Forenames: these have nothing in common, in their own places or each other's. Twins share the
// surname and the date of birth, members of a household the telephone and the address. Generations
// (father and son): dates of birth, both whole, whose years are 15 or more apart without a slip
// that explains it. One name: of the two names that both records have, one alone agrees, and
// neither date, identifier nor any further field does; in an index of a few people even that can
// look likely. An equal identifier lifts every guard. A guarded pair keeps its place among the
// candidates, with a weight that no probability of use reaches (the Ministry of Justice's linkage
// guards twins likewise, by a fixed low weight).
#pragma once

#include <string_view>

#include "kernels/core/comparison.hpp"
#include "kernels/core/fixed_log2.hpp"
#include "kernels/core/identities.hpp"

namespace fsu::compare {

/// The most that a guarded pair weighs.
inline constexpr Weight kGuardedWeight = -40 * kWeightOne;

enum class Guard : std::uint8_t { kNone, kForenames, kGenerations, kOneName };

[[nodiscard]] Guard guard_of(const Levels& levels, const Identity& left, const Identity& right);

/// What a guard says of a pair, in a few words.
[[nodiscard]] std::string_view guard_reason(Guard guard);

[[nodiscard]] inline bool is_guarded(const Levels& levels, const Identity& left,
                                     const Identity& right) {
  return guard_of(levels, left, right) != Guard::kNone;
}

}  // namespace fsu::compare

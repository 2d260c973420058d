// Guards: pairs that agree as relatives do, and are not linked on what relatives share.
//
// Relatives: like surnames, but forenames that have nothing in common: twins, who share the date of
// birth too, and members of a household, who share telephone and address. Generations (father and
// son): dates of birth, both whole, whose years are 15 or more apart without a slip that explains
// it. An equal identifier lifts either guard. A guarded pair keeps its place among the candidates,
// with a weight that no probability of use reaches (the Ministry of Justice's linkage guards twins
// likewise, by a fixed low weight).
#pragma once

#include "kernels/core/comparison.hpp"
#include "kernels/core/fixed_log2.hpp"
#include "kernels/core/identities.hpp"

namespace fsu::compare {

/// The most that a guarded pair weighs.
inline constexpr Weight kGuardedWeight = -40 * kWeightOne;

enum class Guard : std::uint8_t { kNone, kRelatives, kGenerations };

[[nodiscard]] Guard guard_of(const Levels& levels, const Identity& left, const Identity& right);

[[nodiscard]] inline bool is_guarded(const Levels& levels, const Identity& left,
                                     const Identity& right) {
  return guard_of(levels, left, right) != Guard::kNone;
}

}  // namespace fsu::compare

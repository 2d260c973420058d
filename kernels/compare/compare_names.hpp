// The names of a pair as one joint level of forename and surname.
//
// Direct: forename with forename and surname with surname, each a NameLevel (7 x 7). Crossed: where
// forename with surname and surname with forename agree better (more points: same 4, close 3, near
// 2, alike 1) and have at least 2 points, the level is the unordered pair of the crossed levels
// instead: a name in the other name's place, also when it is misspelt. One joint variable, since a
// blank or exchanged name and a misspelt one come together (Fellegi and Sunter's independence fails
// here; levels as measured in the project's prototype).
#pragma once

#include <cstdint>

#include "kernels/compare/name_level.hpp"
#include "kernels/core/comparison.hpp"

namespace fsu::compare {

inline constexpr std::size_t kNumDirectLevels = kNumNameLevels * kNumNameLevels;
inline constexpr std::size_t kNumNamePairLevels =
    kNumDirectLevels + kNumNameLevels * (kNumNameLevels + 1) / 2;

[[nodiscard]] constexpr int name_points(NameLevel level) {
  constexpr int kPoints[kNumNameLevels] = {4, 3, 2, 1, 1, 0, 0};
  return kPoints[static_cast<std::size_t>(level)];
}

[[nodiscard]] constexpr std::uint8_t direct_level(NameLevel forename, NameLevel surname) {
  return static_cast<std::uint8_t>(static_cast<std::size_t>(forename) * kNumNameLevels +
                                   static_cast<std::size_t>(surname));
}

/// Level of crossed names; the order of the two does not matter.
[[nodiscard]] constexpr std::uint8_t crossed_level(NameLevel one, NameLevel other) {
  const auto low = static_cast<std::size_t>(one < other ? one : other);
  const auto high = static_cast<std::size_t>(one < other ? other : one);
  return static_cast<std::uint8_t>(kNumDirectLevels + high * (high + 1) / 2 + low);
}

/// The forename and the surname both equal, in their own places.
inline constexpr std::uint8_t kSameNames = direct_level(NameLevel::kSame, NameLevel::kSame);

/// What a direct level says of one name; kMissing for crossed levels.
[[nodiscard]] constexpr NameLevel forename_level_of(std::uint8_t level) {
  return level < kNumDirectLevels ? static_cast<NameLevel>(level / kNumNameLevels)
                                  : NameLevel::kMissing;
}
[[nodiscard]] constexpr NameLevel surname_level_of(std::uint8_t level) {
  return level < kNumDirectLevels ? static_cast<NameLevel>(level % kNumNameLevels)
                                  : NameLevel::kMissing;
}

/// The description of all levels.
[[nodiscard]] ComparisonSpec name_comparison();

}  // namespace fsu::compare

// Agreement patterns: how well two identities agree, field by field, as one small number.
//
// Each comparison has levels; level 0 is "missing on either side" and always weighs nothing. The
// pattern numbers the levels in mixed radix, the first comparison most significant, in the order
// below (which is that of linkage/levels). A pattern is what a comparison gives and all that a
// model needs: models work on counts of patterns, never on pairs.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace fsu {

enum class ForenameLevel : std::uint8_t {
  kMissing,
  kExact,
  kClose,
  kInitial,
  kOtherForename,
  kNear,
  kSwapped,
  kDifferent
};
enum class SurnameLevel : std::uint8_t {
  kMissing,
  kExact,
  kClose,
  kPart,
  kNear,
  kSwapped,
  kDifferent
};
enum class OtherForenamesLevel : std::uint8_t { kMissing, kEqual, kAgree, kDifferent };
enum class DateLevel : std::uint8_t {
  kMissing,
  kExact,
  kSwapped,
  kOneEdit,
  kTwoParts,
  kPartialTwo,
  kPartialYear,
  kDifferent
};
enum class PncLevel : std::uint8_t { kMissing, kEqual, kDifferent };

/// The levels of all comparisons of one pair.
struct Agreement {
  ForenameLevel forename = ForenameLevel::kMissing;
  SurnameLevel surname = SurnameLevel::kMissing;
  OtherForenamesLevel other_forenames = OtherForenamesLevel::kMissing;
  DateLevel date_of_birth = DateLevel::kMissing;
  PncLevel pnc = PncLevel::kMissing;

  friend constexpr bool operator==(const Agreement&, const Agreement&) = default;
};

inline constexpr std::size_t kNumComparisons = 5;

/// Number of levels of each comparison, in the order of Agreement.
inline constexpr std::array<std::uint32_t, kNumComparisons> kNumLevels = {8, 7, 4, 8, 3};

inline constexpr std::uint32_t kNumPatterns = 8 * 7 * 4 * 8 * 3;

/// The levels of an agreement as numbers, in the order of its members.
[[nodiscard]] constexpr std::array<std::uint32_t, kNumComparisons> levels_of(
    const Agreement& agreement) {
  return {static_cast<std::uint32_t>(agreement.forename),
          static_cast<std::uint32_t>(agreement.surname),
          static_cast<std::uint32_t>(agreement.other_forenames),
          static_cast<std::uint32_t>(agreement.date_of_birth),
          static_cast<std::uint32_t>(agreement.pnc)};
}

[[nodiscard]] constexpr std::uint32_t pattern_of(const Agreement& agreement) {
  const auto levels = levels_of(agreement);
  std::uint32_t pattern = 0;
  for (std::size_t i = 0; i < kNumComparisons; ++i) pattern = pattern * kNumLevels[i] + levels[i];
  return pattern;
}

/// The agreement of a pattern; the inverse of pattern_of.
[[nodiscard]] constexpr Agreement agreement_of(std::uint32_t pattern) {
  std::array<std::uint32_t, kNumComparisons> levels{};
  for (std::size_t i = kNumComparisons; i-- > 0; pattern /= kNumLevels[i]) {
    levels[i] = pattern % kNumLevels[i];
  }
  return {static_cast<ForenameLevel>(levels[0]), static_cast<SurnameLevel>(levels[1]),
          static_cast<OtherForenamesLevel>(levels[2]), static_cast<DateLevel>(levels[3]),
          static_cast<PncLevel>(levels[4])};
}

}  // namespace fsu

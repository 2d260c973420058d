// Compares two dates of birth, whole or partial, as one joint level of year, month and day.
//
// Each part is in a state: year same, a year off, ten years off, one slip (a digit or two
// neighbours exchanged), far, blank; month and day same, one off, one slip, far, blank. A level is
// a combination of the three states (6 x 5 x 5), or "day and month exchanged" with a state of the
// year: no single stock form serves both sources whose dates err as a whole and sources whose parts
// err one by one (joint levels as measured in the project's prototype on Febrl and fake_1000). A
// part is blank where either date does not know it. 1 January often stands for "only the year is
// known": where one of two different dates is 1 January, month and day are blank.
#pragma once

#include <cstdint>

#include "kernels/core/comparison.hpp"

namespace fsu::compare {

enum class YearState : std::uint8_t { kSame, kOneOff, kTenOff, kSlip, kFar, kBlank };
enum class DayState : std::uint8_t { kSame, kOneOff, kSlip, kFar, kBlank };  ///< months too

/// Level of two packed dates (core/date.hpp).
[[nodiscard]] std::uint8_t compare_dates(std::int32_t a, std::int32_t b);

/// Level of a combination of states.
[[nodiscard]] std::uint8_t date_level(YearState year, DayState month, DayState day);
[[nodiscard]] std::uint8_t exchanged_date_level(YearState year);
inline constexpr std::uint8_t kMissingDateLevel = 0;

/// The description of all levels.
[[nodiscard]] ComparisonSpec date_comparison();

}  // namespace fsu::compare

// Compares two dates of birth, whole or partial.
//
// The level is the first that holds: missing; exact; day and month swapped; one edit (one digit of
// YYYYMMDD wrong, or two neighbouring digits exchanged); the year equal, where one of the dates is
// 1 January, which is often entered for a year of which no more is known; two of the three parts
// equal; different.
// Where a date is partial only the parts known on both sides count: two parts equal; only the year
// known, and equal; different where any differs. Known parts that say next to nothing (a month, or
// a day) are missing.
#pragma once

#include <cstdint>

#include "kernels/core/pattern.hpp"

namespace fsu::compare {

/// Level of two packed dates; symmetric.
[[nodiscard]] DateLevel compare_dates(std::int32_t a, std::int32_t b);

}  // namespace fsu::compare

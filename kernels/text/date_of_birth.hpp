// Dates of birth that are no dates of birth: what systems and call handlers enter for "unknown".
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace fsu::text {

/// Entered where the date is not known; treated as missing and counted. 1 January of other years is
/// kept: many true dates stand there, and its frequency makes it weigh little.
inline constexpr std::array<std::int32_t, 3> kPlaceholderDates = {19000101, 19010101, 19700101};

[[nodiscard]] constexpr bool is_placeholder_date(std::int32_t date) {
  return std::find(kPlaceholderDates.begin(), kPlaceholderDates.end(), date) !=
         kPlaceholderDates.end();
}

}  // namespace fsu::text

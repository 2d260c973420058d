// The sentinels of a missing value, one per stored type (the results file uses the same ones).
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

namespace fsu {

inline constexpr std::int64_t kMissingInt64 = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int8_t kMissingFlag = std::numeric_limits<std::int8_t>::min();
inline constexpr double kMissingFloat64 = std::numeric_limits<double>::quiet_NaN();
/// A date with no known part; see date.hpp.
inline constexpr std::int32_t kMissingDate = 0;

[[nodiscard]] constexpr bool is_missing(std::int64_t value) { return value == kMissingInt64; }

}  // namespace fsu

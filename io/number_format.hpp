// Numbers as text: whole counts, and decimals kept as whole hundredths.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fsu::io {

/// A whole number of 0 or more, digits only; nothing where it is something else or above 10^15.
[[nodiscard]] std::optional<std::int64_t> parse_count(std::string_view text);

/// A decimal from 0 to below 10^9 as hundredths, further digits rounded half up (182.255 gives
/// 18226).
[[nodiscard]] std::optional<std::int64_t> parse_hundredths(std::string_view text);

}  // namespace fsu::io

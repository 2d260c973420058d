// Custody time of one record: released - arrived, at least 0 and at most 200 hours.
//
// A record not yet released runs until the end of the window and is then capped. What was adjusted
// is told beside the seconds, so that each case can be counted.
#pragma once

#include <cstdint>

#include "kernels/core/missing.hpp"

namespace fsu::usage {

/// The most that one custody record counts.
inline constexpr std::int64_t kCustodyCapSeconds = std::int64_t{200} * 3600;

struct CustodyTime {
  std::int64_t seconds = 0;
  bool is_capped = false;    ///< longer than the cap
  bool is_negative = false;  ///< released before arrived; counts 0
  bool is_open = false;      ///< not released; counts until the window's end
  friend bool operator==(const CustodyTime&, const CustodyTime&) = default;
};

/// Custody time of one record; 0 where `arrived_at` is missing, or where an open record begins
/// after the window's end.
[[nodiscard]] CustodyTime custody_time(std::int64_t arrived_at, std::int64_t released_at,
                                       std::int64_t window_end);

}  // namespace fsu::usage

#include "kernels/usage/custody_time.hpp"

#include <algorithm>

namespace fsu::usage {

CustodyTime custody_time(std::int64_t arrived_at, std::int64_t released_at,
                         std::int64_t window_end) {
  CustodyTime time;
  time.is_open = is_missing(released_at);
  if (is_missing(arrived_at)) return time;
  const std::int64_t until = time.is_open ? window_end : released_at;
  if (until < arrived_at) {
    // An open record that begins after the window is no fault of the data.
    time.is_negative = !time.is_open;
    return time;
  }
  const std::int64_t elapsed = until - arrived_at;
  time.is_capped = elapsed > kCustodyCapSeconds;
  time.seconds = std::min(elapsed, kCustodyCapSeconds);
  return time;
}

}  // namespace fsu::usage

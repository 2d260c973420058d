// A share of a count, with the 95 % interval of Wilson (1927).
//
// Input: k successes of n trials. Output: k / n and the ends
//   (k + z^2/2 -+ z sqrt(k (n - k) / n + z^2/4)) / (n + z^2),   z = 1.959963984540054,
// which stay within 0 and 1 and, unlike the usual k/n -+ z s, are sound for few trials and for
// shares near 0 or 1. Only + - * / and sqrt, so the same on every processor.
#pragma once

#include <cstdint>

#include "kernels/core/missing.hpp"

namespace fsu::evaluate {

/// A share and the ends of its interval; all missing where it is a share of nothing.
struct Share {
  double value = kMissingFloat64;
  double low = kMissingFloat64;
  double high = kMissingFloat64;
};

/// The share of `successes` in `trials`; 0 <= successes <= trials.
[[nodiscard]] Share wilson_share(std::int64_t successes, std::int64_t trials);

}  // namespace fsu::evaluate

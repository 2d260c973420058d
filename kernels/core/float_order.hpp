// Order of two numbers of a column that may be missing.
#pragma once

#include <cmath>

namespace fsu {

/// Below 0, 0 or above 0 by value; a missing one (NaN) before all others, and equal to itself.
[[nodiscard]] inline int order_of_floats(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) {
    return static_cast<int>(std::isnan(b)) - static_cast<int>(std::isnan(a));
  }
  return static_cast<int>(a > b) - static_cast<int>(a < b);
}

}  // namespace fsu

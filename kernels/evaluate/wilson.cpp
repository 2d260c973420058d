#include "kernels/evaluate/wilson.hpp"

#include <cmath>

#include "kernels/core/check.hpp"

namespace fsu::evaluate {
namespace {

/// The 97.5 % quantile of the normal distribution, and its square.
constexpr double kZ = 1.959963984540054;
constexpr double kZSquared = kZ * kZ;

}  // namespace

Share wilson_share(std::int64_t successes, std::int64_t trials) {
  FSU_CHECK(successes >= 0 && successes <= trials);
  if (trials == 0) return {};
  const auto k = static_cast<double>(successes);
  const auto n = static_cast<double>(trials);
  const double middle = k + kZSquared / 2.0;
  const double half_width = kZ * std::sqrt(k * (n - k) / n + kZSquared / 4.0);
  Share share{k / n, (middle - half_width) / (n + kZSquared),
              (middle + half_width) / (n + kZSquared)};
  // Rounding may leave the last bit of an end that is 0 or 1 by the formula.
  if (successes == 0) share.low = 0.0;
  if (successes == trials) share.high = 1.0;
  return share;
}

}  // namespace fsu::evaluate

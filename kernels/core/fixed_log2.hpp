// Logarithms and powers of two in fixed point, the same on every processor.
//
// Weights are whole numbers of 2^-20 log2 ("bits"), since log2 and exp2 of a C library differ
// between processors in the last place, and a last place can decide a tie. log2 is found digit by
// digit by repeated squaring of the mantissa (integer arithmetic only); exp2 multiplies exact
// doubles in a fixed order.
#pragma once

#include <cmath>
#include <cstdint>

namespace fsu {

/// A weight: 2^-20 log2 units.
using Weight = std::int64_t;
inline constexpr int kWeightFractionBits = 20;
inline constexpr Weight kWeightOne = Weight{1} << kWeightFractionBits;

/// log2(value) in 2^-20 units, rounded down; value > 0.
[[nodiscard]] Weight fixed_log2(std::uint64_t value);

/// log2(numerator / denominator) in 2^-20 units; both > 0.
[[nodiscard]] inline Weight fixed_log2_ratio(std::uint64_t numerator, std::uint64_t denominator) {
  return fixed_log2(numerator) - fixed_log2(denominator);
}

/// 2^weight as a double; 0 below 2^-1000, 2^1000 above it.
[[nodiscard]] double fixed_exp2(Weight weight);

/// The weight nearest to a number of bits, as settings give them.
[[nodiscard]] inline Weight weight_of_bits(double bits) {
  return Weight{std::llround(bits * static_cast<double>(kWeightOne))};
}

/// The weight as a double in bits (exact).
[[nodiscard]] constexpr double weight_bits(Weight weight) {
  return static_cast<double>(weight) / static_cast<double>(kWeightOne);
}

}  // namespace fsu

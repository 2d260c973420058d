// Probabilities as whole parts of 2^-16.
//
// A sum of probabilities over pairs or records runs in blocks and on several threads. As a sum of
// floating-point numbers its last bits would follow that order; as a sum of integers it is the same
// in any. A part is small against what such sums decide, and 64 bits hold 2^48 certain pairs.
#pragma once

#include <cmath>
#include <concepts>
#include <cstdint>

namespace fsu {

inline constexpr int kPartBits = 16;
/// Probability 1 in parts.
inline constexpr std::uint32_t kCertain = std::uint32_t{1} << kPartBits;

/// A probability, from 0 to 1, in parts: the nearest whole number.
[[nodiscard]] inline std::uint32_t parts_of_probability(double probability) {
  return static_cast<std::uint32_t>(std::llround(probability * kCertain));
}

/// The probability of so many parts, or a sum of probabilities.
template <std::integral Parts>
[[nodiscard]] constexpr double probability_of_parts(Parts parts) {
  return static_cast<double>(parts) / kCertain;
}

}  // namespace fsu

// Jaro-Winkler similarity of two names, bit-parallel, exact to the last bit.
//
// jaro = (m/|a| + m/|b| + (m - t)/m) / 3, with m matching bytes at most max(|a|, |b|)/2 - 1 places
// apart (each byte of b in turn takes the first free one of a) and t half the number of matches out
// of order, rounded down. Above 0.7, Winkler adds 0.1 * p * (1 - jaro) for p <= 4 equal first
// bytes. Only + - * / in a fixed order, so the double is the same on every processor. The first
// name is held as one 64-bit mask of positions a byte value; the matches of a byte are then an AND
// of three words. Names count up to their 64th byte. Two empty names: 1; one: 0.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace fsu::text {

inline constexpr std::size_t kMaxComparedBytes = 64;

/// One name, prepared to be compared with many.
class JaroWinklerPattern {
 public:
  void set(std::string_view name);

  /// Similarity with another name, 0 to 1.
  [[nodiscard]] double similarity(std::string_view other) const;

 private:
  std::string name_;
  std::array<std::uint64_t, 256> positions_{};  ///< bit i of [c]: byte i of the name is c
};

/// Similarity of one pair; for more pairs with the same first name use JaroWinklerPattern.
[[nodiscard]] double jaro_winkler(std::string_view a, std::string_view b);

}  // namespace fsu::text

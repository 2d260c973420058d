// Jaro-Winkler similarity of two names, bit-parallel, exact to the last bit.
//
// jaro = (m/|a| + m/|b| + (m - t)/m) / 3, with m matching bytes at most max(|a|, |b|)/2 - 1 places
// apart (each byte of b in turn takes the first free one of a) and t half the number of matches out
// of order, rounded down. Above 0.7, Winkler adds 0.1 * p * (1 - jaro) for p <= 4 equal first
// bytes. Only + - * / in a fixed order, so the double is the same on every processor. The first
// name is held as one 64-bit mask of positions a byte value; the matches of a byte are then an AND
// of three words. Names count up to their 64th byte. Two empty names: 1; one: 0.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "kernels/text/letter_positions.hpp"

namespace fsu::text {

inline constexpr std::size_t kMaxComparedBytes = LetterPositions::kMaxBytes;
inline constexpr std::size_t kMaxJaroPrefix = 4;

/// How many places apart bytes of two names may match.
[[nodiscard]] constexpr std::size_t jaro_reach(std::size_t a, std::size_t b) {
  const std::size_t longer = std::max(a, b);
  return longer < 2 ? 0 : longer / 2 - 1;
}

/// Positions of the first name, as bits, that byte j of the other may match.
[[nodiscard]] std::uint64_t jaro_window(std::size_t j, std::size_t reach);

struct JaroLengths {
  std::size_t first = 0;
  std::size_t second = 0;
};

struct JaroCounts {
  int matches = 0;
  int out_of_order = 0;  ///< matches at unequal bytes when those of either name are in order
  int prefix = 0;        ///< equal first bytes, 4 at most
};

/// The similarity that follows from the counts; neither name is empty. This order of operations
/// defines the double.
[[nodiscard]] double jaro_winkler_score(JaroLengths lengths, JaroCounts counts);

/// Bytes that match, as bits.
struct JaroMatches {
  std::uint64_t in_name = 0;   ///< that were taken
  std::uint64_t in_other = 0;  ///< that found one
};

/// The matches of a name, whose letters' positions are given, and another of at most 64 bytes.
[[nodiscard]] JaroMatches find_jaro_matches(const LetterPositions& name, std::string_view other);
/// How many of them are out of order.
[[nodiscard]] int count_out_of_order(const LetterPositions& name, JaroMatches matches,
                                     std::string_view other);

/// Similarity of a name, whose letters' positions are given, with another, 0 to 1.
[[nodiscard]] double jaro_winkler(const LetterPositions& name, std::string_view other);

/// One name, prepared to be compared with many.
class JaroWinklerPattern {
 public:
  void set(std::string_view name) { positions_.set(name); }

  /// Similarity with another name, 0 to 1.
  [[nodiscard]] double similarity(std::string_view other) const {
    return jaro_winkler(positions_, other);
  }

 private:
  LetterPositions positions_;
};

/// Similarity of one pair; for more pairs with the same first name use JaroWinklerPattern.
[[nodiscard]] double jaro_winkler(std::string_view a, std::string_view b);

}  // namespace fsu::text

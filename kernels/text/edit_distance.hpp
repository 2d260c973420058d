// Edit distance of two names with exchanges of neighbours, bit-parallel and exact for any length.
//
// The optimal string alignment distance (OSA): the least number of insertions, deletions,
// substitutions and exchanges of two neighbouring bytes, where no byte takes part in two edits.
// Hyyro (2003), "A bit-vector algorithm for computing Levenshtein and Damerau edit distances": one
// column of the dynamic programme is held as differences of its neighbours, one bit a byte of the
// first name, so a byte of the other name costs about fifteen operations on one 64-bit word. The
// first name is held as one mask of positions a byte value. A first name of more than 64 bytes
// takes the plain dynamic programme. The distance is symmetric.
#pragma once

#include <string>
#include <string_view>

#include "kernels/text/letter_positions.hpp"

namespace fsu::text {

/// OSA distance of a name of 1 to 64 bytes, whose letters' positions are given, to another of any
/// length.
[[nodiscard]] int edit_distance(const LetterPositions& name, std::string_view other);

/// One name, prepared to be compared with many.
class EditDistancePattern {
 public:
  void set(std::string_view name);

  /// OSA distance to another name of any length, in bytes.
  [[nodiscard]] int distance(std::string_view other) const;

 private:
  LetterPositions positions_;
  std::string long_name_;  ///< where it has more bytes than the positions hold
};

/// Distance of one pair; for more pairs with the same first name use EditDistancePattern.
[[nodiscard]] int edit_distance(std::string_view a, std::string_view b);

}  // namespace fsu::text

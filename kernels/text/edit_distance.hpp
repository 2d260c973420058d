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

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace fsu::text {

/// One name, prepared to be compared with many.
class EditDistancePattern {
 public:
  void set(std::string_view name);

  /// OSA distance to another name of any length, in bytes.
  [[nodiscard]] int distance(std::string_view other) const;

 private:
  [[nodiscard]] int bit_parallel_distance(std::string_view other) const;

  std::string name_;
  std::array<std::uint64_t, 256> positions_{};  ///< bit i of [c]: byte i of the name is c
};

/// Distance of one pair; for more pairs with the same first name use EditDistancePattern.
[[nodiscard]] int edit_distance(std::string_view a, std::string_view b);

}  // namespace fsu::text

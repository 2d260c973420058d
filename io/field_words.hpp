// The fields of one column of some records as words, for what is read many records at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace fsu::io {

struct FieldWords {
  static constexpr std::size_t kMost = 128;

  alignas(64) std::array<std::uint64_t, kMost> first;   ///< characters 0 to 7, and what is behind
  alignas(64) std::array<std::uint64_t, kMost> second;  ///< characters 3 to 10
  alignas(64) std::array<std::uint64_t, kMost> third;   ///< characters 11 to 18
  alignas(64) std::array<std::uint64_t, kMost> size;    ///< without quotes, blanks not trimmed
};

}  // namespace fsu::io

// Groups the numbers 0..n-1 by a small code each: a counting sort, stable and parallel.
//
// Codes -> for each code, the items that have it, ascending. Blocks of items are counted first;
// every block then knows where its items of a code go (Knuth, The Art of Computer Programming 3,
// 5.2). The number of blocks follows from the numbers of items and codes alone, so the counts stay
// small beside the items. Items of code kNoGroup are left out.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fsu {

inline constexpr std::uint32_t kNoGroup = 0xffffffff;

struct Groups {
  std::vector<std::uint32_t> begins;   ///< by code, one more
  std::vector<std::uint32_t> members;  ///< ascending within a code

  [[nodiscard]] std::size_t size() const { return begins.empty() ? 0 : begins.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t code) const {
    return std::span(members).subspan(begins[code], begins[code + 1] - begins[code]);
  }
};

/// Codes are below `num_codes`, or kNoGroup.
[[nodiscard]] Groups group_by_code(std::span<const std::uint32_t> codes, std::size_t num_codes);

}  // namespace fsu

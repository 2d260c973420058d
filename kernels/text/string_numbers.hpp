// Numbers for strings: equal numbers for equal strings, others for others, in parallel.
//
// The strings are shared out by hash into a fixed number of parts; each part has an open-addressing
// table of its own and numbers its strings in the order of the list, behind those of the parts
// before. Strings are compared in full where their 64-bit hashes are equal, so the numbers are
// exact. They depend on the list alone, not on threads or blocks.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fsu::text {

struct StringNumbers {
  std::vector<std::uint32_t> of;  ///< the number of each string of the list
  std::size_t num_distinct = 0;   ///< numbers are below this
};

/// Numbers the strings of a list.
[[nodiscard]] StringNumbers number_strings(std::span<const std::string_view> strings);

}  // namespace fsu::text

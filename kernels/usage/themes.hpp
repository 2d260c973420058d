// Themes of an investigation (DA, MH, CSE, CA), by its flags and its keywords.
//
// Input: the configured flags and keywords of each theme, and the two texts of every investigation
// (`|` between items). Output: one mask an investigation, bit k for theme k. A theme holds where
// any of its flags is among the flags or any of its keywords among the keywords, each as a whole
// item, case ignored.
#pragma once

#include <span>
#include <vector>

#include "kernels/core/string_column.hpp"
#include "kernels/usage/item_masks.hpp"

namespace fsu::usage {

/// What marks one theme.
struct ThemeItems {
  ItemList flags;
  ItemList keywords;
};

/// The themes of each investigation; at most kMaxClasses themes, both columns of one length.
[[nodiscard]] std::vector<ClassMask> theme_masks(std::span<const ThemeItems> themes,
                                                 const StringColumn& flags,
                                                 const StringColumn& keywords,
                                                 std::size_t block_rows = std::size_t{1} << 14);

}  // namespace fsu::usage

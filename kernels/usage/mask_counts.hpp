// Counts by person of the classes (themes, priority types) of their investigations.
//
// Input: distinct investigations of each person, and a mask of classes for each investigation.
// Output: for each class one column by person, and the investigations with any class, each counted
// once. Any role counts.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/usage/item_masks.hpp"
#include "kernels/usage/person_investigations.hpp"

namespace fsu::usage {

/// Columns by dense person id.
struct MaskCounts {
  std::vector<std::vector<std::int64_t>> by_class;  ///< [class][person]
  std::vector<std::int64_t> any;                    ///< investigations with any class
  friend bool operator==(const MaskCounts&, const MaskCounts&) = default;
};

/// Numbers of people and of classes.
struct MaskShape {
  std::size_t num_persons = 0;
  std::size_t num_classes = 0;
};

/// Counts of the persons [0, num_persons); `masks` is by investigation.
[[nodiscard]] MaskCounts mask_counts(const PersonInvestigations& investigations,
                                     std::span<const ClassMask> masks, const MaskShape& shape);

}  // namespace fsu::usage

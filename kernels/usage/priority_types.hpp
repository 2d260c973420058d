// Priority crime types of an investigation, by its main group or offence code.
//
// Input: the configured main groups and offence codes of each type, and three columns of every
// investigation. Output: one mask an investigation, bit k for type k; all types that fit. Only
// crimes have types. Values are compared whole, case ignored.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/string_column.hpp"
#include "kernels/usage/item_masks.hpp"

namespace fsu::usage {

/// What makes a crime one of a type.
struct PriorityItems {
  ItemList main_groups;
  ItemList offence_codes;
};

/// The columns of the investigations, all of one length.
struct OffenceColumns {
  const StringColumn& main_group;
  const StringColumn& offence_code;
  std::span<const std::int8_t> is_crime;
};

/// The priority types of each investigation; at most kMaxClasses types.
[[nodiscard]] std::vector<ClassMask> priority_masks(std::span<const PriorityItems> types,
                                                    const OffenceColumns& offences,
                                                    std::size_t block_rows = std::size_t{1} << 14);

}  // namespace fsu::usage

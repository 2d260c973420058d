#include "kernels/usage/priority_types.hpp"

#include "kernels/core/parallel.hpp"

namespace fsu::usage {

std::vector<ClassMask> priority_masks(std::span<const PriorityItems> types,
                                      const OffenceColumns& offences, std::size_t block_rows) {
  const std::size_t num_rows = offences.is_crime.size();
  FSU_CHECK(offences.main_group.size() == num_rows && offences.offence_code.size() == num_rows);
  std::vector<ItemList> group_lists;
  std::vector<ItemList> code_lists;
  for (const PriorityItems& type : types) {
    group_lists.push_back(type.main_groups);
    code_lists.push_back(type.offence_codes);
  }
  const ItemMasks group_masks(group_lists);
  const ItemMasks code_masks(code_lists);
  std::vector<ClassMask> masks(num_rows);
  for_blocks(num_rows, block_rows, [&](const Block& block) {
    for (std::size_t row = block.begin; row < block.end; ++row) {
      if (offences.is_crime[row] != 1) continue;
      masks[row] = group_masks.of_item(offences.main_group[row]) |
                   code_masks.of_item(offences.offence_code[row]);
    }
  });
  return masks;
}

}  // namespace fsu::usage

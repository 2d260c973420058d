#include "kernels/usage/themes.hpp"

#include "kernels/core/parallel.hpp"

namespace fsu::usage {

std::vector<ClassMask> theme_masks(std::span<const ThemeItems> themes, const StringColumn& flags,
                                   const StringColumn& keywords, std::size_t block_rows) {
  FSU_CHECK(flags.size() == keywords.size());
  std::vector<ItemList> flag_lists;
  std::vector<ItemList> keyword_lists;
  for (const ThemeItems& theme : themes) {
    flag_lists.push_back(theme.flags);
    keyword_lists.push_back(theme.keywords);
  }
  const ItemMasks flag_masks(flag_lists);
  const ItemMasks keyword_masks(keyword_lists);
  std::vector<ClassMask> masks(flags.size());
  for_blocks(masks.size(), block_rows, [&](const Block& block) {
    for (std::size_t row = block.begin; row < block.end; ++row) {
      masks[row] = flag_masks.of_items(flags[row]) | keyword_masks.of_items(keywords[row]);
    }
  });
  return masks;
}

}  // namespace fsu::usage

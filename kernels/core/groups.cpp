#include "kernels/core/groups.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu {
namespace {

constexpr std::size_t kMostBlocks = 16;
constexpr std::size_t kLeastBlockItems = std::size_t{1} << 16;

/// Blocks of items such that the counts of all blocks are fewer than the items.
std::size_t items_per_block(std::size_t num_items, std::size_t num_codes) {
  const std::size_t blocks =
      std::clamp<std::size_t>(num_items / std::max<std::size_t>(num_codes, 1), 1, kMostBlocks);
  return std::max(kLeastBlockItems, num_items / blocks + 1);
}

}  // namespace

Groups group_by_code(std::span<const std::uint32_t> codes, std::size_t num_codes) {
  static_cast<void>(checked_cast<std::uint32_t>(codes.size()));
  const std::size_t block_items = items_per_block(codes.size(), num_codes);
  std::vector<std::vector<std::uint32_t>> next(num_blocks(codes.size(), block_items));
  for_blocks(codes.size(), block_items, [&](const Block& block) {
    std::vector<std::uint32_t>& counts = next[block.index];
    counts.assign(num_codes, 0);
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (codes[i] != kNoGroup) ++counts[codes[i]];
    }
  });
  Groups groups;
  groups.begins.resize(num_codes + 1);
  std::uint32_t total = 0;
  for (std::size_t code = 0; code < num_codes; ++code) {
    groups.begins[code] = total;
    for (std::vector<std::uint32_t>& of_block : next) {
      const std::uint32_t count = of_block[code];
      of_block[code] = total;
      total += count;
    }
  }
  groups.begins[num_codes] = total;
  groups.members.resize(total);
  for_blocks(codes.size(), block_items, [&](const Block& block) {
    std::vector<std::uint32_t>& at = next[block.index];
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (codes[i] != kNoGroup) groups.members[at[codes[i]]++] = static_cast<std::uint32_t>(i);
    }
  });
  return groups;
}

}  // namespace fsu

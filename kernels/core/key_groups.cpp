#include "kernels/core/key_groups.hpp"

namespace fsu {

UnsetVector<std::uint32_t> key_groups_detail::marked_places(
    std::span<const std::uint8_t> is_marked) {
  std::vector<std::size_t> next(num_blocks(is_marked.size(), kBlockRows) + 1);
  for_blocks(is_marked.size(), kBlockRows, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) next[block.index + 1] += is_marked[i];
  });
  std::partial_sum(next.begin(), next.end(), next.begin());
  UnsetVector<std::uint32_t> places(next.back() + 1);
  places.back() = checked_cast<std::uint32_t>(is_marked.size());
  for_blocks(is_marked.size(), kBlockRows, [&](const Block& block) {
    std::size_t at = next[block.index];
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (is_marked[i] != 0) places[at++] = static_cast<std::uint32_t>(i);
    }
  });
  return places;
}

UnsetVector<std::uint32_t> all_rows(std::size_t num_rows) {
  UnsetVector<std::uint32_t> rows(num_rows);
  for_blocks(num_rows, key_groups_detail::kBlockRows, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) rows[i] = static_cast<std::uint32_t>(i);
  });
  return rows;
}

}  // namespace fsu

#include "kernels/core/string_index.hpp"

#include <array>
#include <bit>

#include "kernels/core/hash.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/parallel_sort.hpp"

namespace fsu {
namespace {

struct HashedText {
  std::uint64_t hash = 0;
  std::string_view text;
};

/// Texts of a block by the partition of their hash.
constexpr std::size_t kNumPartitions = 64;
using Partitions = std::array<std::vector<HashedText>, kNumPartitions>;

constexpr std::size_t kBlockTexts = std::size_t{1} << 16;

/// Deals out the texts of a block but the blank ones. A small table that holds the last text of
/// each place keeps back most repetitions.
Partitions dealt_out(const StringColumn& column, const Block& block) {
  constexpr std::size_t kSeenTexts = 4096;
  std::vector<std::string_view> seen(kSeenTexts);
  Partitions partitions;
  for (std::size_t i = block.begin; i < block.end; ++i) {
    const std::string_view text = column[i];
    if (text.empty()) continue;
    const std::uint64_t hash = hash_bytes(text);
    std::string_view& last = seen[hash % kSeenTexts];
    if (last == text) continue;
    last = text;
    partitions[hash >> 58].push_back({hash, text});
  }
  return partitions;
}

/// The distinct texts of one partition, in the order in which they come.
std::vector<std::string_view> distinct_of_partition(std::span<const Partitions> blocks,
                                                    std::size_t partition) {
  std::size_t num_texts = 0;
  for (const Partitions& block : blocks) num_texts += block[partition].size();
  std::vector<HashedText> slots(std::bit_ceil(2 * num_texts + 1));
  std::vector<std::string_view> distinct;
  for (const Partitions& block : blocks) {
    for (const HashedText& added : block[partition]) {
      std::size_t slot = added.hash & (slots.size() - 1);
      const auto is_other = [&](const HashedText& kept) {
        return !kept.text.empty() && (kept.hash != added.hash || kept.text != added.text);
      };
      while (is_other(slots[slot])) slot = (slot + 1) & (slots.size() - 1);
      if (!slots[slot].text.empty()) continue;
      slots[slot] = added;
      distinct.push_back(added.text);
    }
  }
  return distinct;
}

/// All columns' texts, dealt out block by block.
std::vector<Partitions> dealt_out(std::span<const StringColumn* const> columns) {
  std::vector<Partitions> blocks;
  for (const StringColumn* column : columns) {
    const std::size_t first = blocks.size();
    blocks.resize(first + num_blocks(column->size(), kBlockTexts));
    for_blocks(column->size(), kBlockTexts, [&](const Block& block) {
      blocks[first + block.index] = dealt_out(*column, block);
    });
  }
  return blocks;
}

}  // namespace

StringIndex::StringIndex(const StringColumn& column) : column_(&column) {
  FSU_CHECK(column.size() < kEmpty);
  slots_.resize(std::bit_ceil(column.size() * 2 + 1));
  mask_ = slots_.size() - 1;
  for (std::size_t i = 0; i < column.size(); ++i) {
    const std::uint64_t hash = hash_bytes(column[i]);
    std::uint64_t slot = hash & mask_;
    while (slots_[slot].position != kEmpty) slot = (slot + 1) & mask_;
    slots_[slot] = {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(hash >> 32)};
  }
}

std::optional<std::uint32_t> StringIndex::find(std::string_view text) const {
  const std::uint64_t hash = hash_bytes(text);
  for (std::uint64_t slot = hash & mask_; slots_[slot].position != kEmpty;
       slot = (slot + 1) & mask_) {
    const Slot& candidate = slots_[slot];
    if (candidate.hash_bits == static_cast<std::uint32_t>(hash >> 32) &&
        (*column_)[candidate.position] == text) {
      return candidate.position;
    }
  }
  return {};
}

StringColumn distinct_strings(std::span<const StringColumn* const> columns) {
  const std::vector<Partitions> blocks = dealt_out(columns);
  std::array<std::vector<std::string_view>, kNumPartitions> parts;
  for_blocks(kNumPartitions, 1, [&](const Block& partition) {
    parts[partition.index] = distinct_of_partition(blocks, partition.index);
  });
  std::vector<std::string_view> distinct;
  for (const auto& part : parts) distinct.insert(distinct.end(), part.begin(), part.end());
  parallel_sort(distinct.begin(), distinct.end());
  std::size_t num_bytes = 0;
  for (const std::string_view text : distinct) num_bytes += text.size();
  StringColumn result;
  result.reserve(distinct.size(), num_bytes);
  for (const std::string_view text : distinct) result.push_back(text);
  return result;
}

}  // namespace fsu

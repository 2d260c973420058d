// Items brought together by group: the radix partition in front of every group-by of this folder.
//
// Input: a source of items in fixed blocks, each item with a group in [0, num_groups). Output: all
// items in one array, those of group g in [begins[g], begins[g + 1]).
// Two passes: items are scattered into partitions of 2^partition_bits consecutive groups (counts by
// source block and partition give each its place, so blocks write without locks); then each
// partition, small enough for the cache, is counted and placed by group. Within a group the order
// is that of the source, on any number of threads.
#pragma once

#include <cstdint>
#include <memory>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::usage {

/// Items in one array, those of a group side by side.
template <class Item>
class Grouped {
 public:
  Grouped(std::unique_ptr<Item[]> items, std::vector<std::size_t> begins)
      : items_(std::move(items)), begins_(std::move(begins)) {}

  [[nodiscard]] std::size_t num_groups() const { return begins_.size() - 1; }
  [[nodiscard]] std::span<Item> group(std::size_t index) {
    return {items_.get() + begins_[index], begins_[index + 1] - begins_[index]};
  }

 private:
  std::unique_ptr<Item[]> items_;
  std::vector<std::size_t> begins_;
};

struct GroupPlan {
  std::size_t num_groups = 0;
  std::size_t num_source_blocks = 0;
  /// A partition holds 2^partition_bits groups; its items should fit into the cache.
  int partition_bits = 12;
};

namespace group_by_detail {

/// Places of a scatter: for each source block and partition the next free position.
class Cursors {
 public:
  Cursors(std::size_t num_source_blocks, std::size_t num_partitions)
      : num_partitions_(num_partitions), cursors_(num_source_blocks * num_partitions) {}

  [[nodiscard]] std::span<std::size_t> of_block(std::size_t block) {
    return std::span(cursors_).subspan(block * num_partitions_, num_partitions_);
  }

  /// Turns counts into first positions, partition by partition and block by block; returns where
  /// each partition begins, and the number of items at the end.
  [[nodiscard]] std::vector<std::size_t> counts_to_positions() {
    std::vector<std::size_t> partition_begins;
    std::size_t next = 0;
    for (std::size_t partition = 0; partition < num_partitions_; ++partition) {
      partition_begins.push_back(next);
      for (std::size_t at = partition; at < cursors_.size(); at += num_partitions_) {
        next += std::exchange(cursors_[at], next);
      }
    }
    partition_begins.push_back(next);
    return partition_begins;
  }

 private:
  std::size_t num_partitions_;
  std::vector<std::size_t> cursors_;
};

/// Orders one partition's items by group, source order kept, and writes the first position of each
/// of its groups to `begins`.
template <class Item>
void place_by_group(std::span<Item> items, std::size_t first_group, std::size_t first_position,
                    std::span<std::size_t> begins) {
  std::vector<std::size_t> next(begins.size() + 1, 0);
  for (const Item& item : items) ++next[item.group() - first_group + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  for (std::size_t group = 0; group < begins.size(); ++group) {
    begins[group] = first_position + next[group];
  }
  const auto source = std::make_unique_for_overwrite<Item[]>(items.size());
  std::copy(items.begin(), items.end(), source.get());
  for (const Item& item : std::span(source.get(), items.size())) {
    items[next[item.group() - first_group]++] = item;
  }
}

}  // namespace group_by_detail

/// Groups the items of a source: `emit_block(block, sink)` calls `sink(item)` for each item of a
/// source block, always in the same order; `item.group()` is below `num_groups`.
template <class Item, class EmitBlock>
[[nodiscard]] Grouped<Item> group_by(const GroupPlan& plan, const EmitBlock& emit_block) {
  const std::size_t partition_size = std::size_t{1} << plan.partition_bits;
  const std::size_t num_partitions = num_blocks(plan.num_groups, partition_size);
  group_by_detail::Cursors cursors(plan.num_source_blocks, num_partitions);
  for_blocks(plan.num_source_blocks, 1, [&](const Block& block) {
    const std::span<std::size_t> counts = cursors.of_block(block.index);
    emit_block(block.index, [&](const Item& item) {
      FSU_CHECK(item.group() < plan.num_groups);
      ++counts[item.group() >> plan.partition_bits];
    });
  });
  const std::vector<std::size_t> partition_begins = cursors.counts_to_positions();
  auto items = std::make_unique_for_overwrite<Item[]>(partition_begins.back());
  for_blocks(plan.num_source_blocks, 1, [&](const Block& block) {
    const std::span<std::size_t> places = cursors.of_block(block.index);
    emit_block(block.index, [&](const Item& item) {
      items[places[item.group() >> plan.partition_bits]++] = item;
    });
  });
  std::vector<std::size_t> begins(plan.num_groups + 1, partition_begins.back());
  for_blocks(plan.num_groups, partition_size, [&](const Block& block) {
    const std::size_t first = partition_begins[block.index];
    const std::size_t num_items = partition_begins[block.index + 1] - first;
    group_by_detail::place_by_group<Item>(
        {items.get() + first, num_items}, block.begin, first,
        std::span(begins).subspan(block.begin, block.end - block.begin));
  });
  return {std::move(items), std::move(begins)};
}

/// Partition bits at which a partition of the average group takes about 2^14 items.
[[nodiscard]] constexpr int partition_bits_for(std::size_t num_items, std::size_t num_groups) {
  int bits = 6;
  while (bits < 20 && (num_items << bits) < (num_groups << 14)) ++bits;
  return bits;
}

}  // namespace fsu::usage

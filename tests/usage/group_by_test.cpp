// Grouping against a stable sort: same items, same order within a group.
#include "kernels/usage/group_by.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "kernels/core/random.hpp"
#include "tests/usage/any_threads.hpp"

namespace fsu::usage {
namespace {

struct Numbered {
  std::uint32_t key;
  std::uint32_t number;

  [[nodiscard]] std::uint32_t group() const { return key; }
  friend bool operator==(const Numbered&, const Numbered&) = default;
};

std::vector<Numbered> random_items(std::size_t num_items, std::uint32_t num_groups,
                                   std::uint64_t seed) {
  std::vector<Numbered> items;
  Random random(seed, 0, 0);
  for (std::uint32_t number = 0; number < num_items; ++number) {
    items.push_back({static_cast<std::uint32_t>(random.below(num_groups)), number});
  }
  return items;
}

/// All groups behind each other, each followed by a mark of its own.
std::vector<Numbered> flat_groups(const std::vector<Numbered>& items, std::size_t num_groups,
                                  std::size_t block_size, int partition_bits) {
  const GroupPlan plan{num_groups, num_blocks(items.size(), block_size), partition_bits};
  auto grouped = group_by<Numbered>(plan, [&](std::size_t block, const auto& sink) {
    const std::size_t end = std::min((block + 1) * block_size, items.size());
    for (std::size_t index = block * block_size; index < end; ++index) sink(items[index]);
  });
  EXPECT_EQ(grouped.num_groups(), num_groups);
  std::vector<Numbered> flat;
  for (std::size_t group = 0; group < num_groups; ++group) {
    for (const Numbered& item : grouped.group(group)) {
      EXPECT_EQ(item.key, group);
      flat.push_back(item);
    }
  }
  return flat;
}

TEST(GroupBy, EqualsAStableSortForAnyCut) {
  for (const std::uint32_t num_groups : {1U, 7U, 300U}) {
    const std::vector<Numbered> items = random_items(2000, num_groups, num_groups);
    std::vector<Numbered> expected = items;
    std::stable_sort(expected.begin(), expected.end(),
                     [](const Numbered& a, const Numbered& b) { return a.key < b.key; });
    for (const std::size_t block_size : {1UL, 64UL, 5000UL}) {
      for (const int partition_bits : {0, 3, 12}) {
        EXPECT_EQ(flat_groups(items, num_groups, block_size, partition_bits), expected);
      }
    }
  }
}

TEST(GroupBy, TheSameOnAnyThreads) {
  const std::vector<Numbered> items = random_items(20000, 500, 1);
  test::same_on_any_threads([&] { return flat_groups(items, 500, 128, 4); });
}

TEST(GroupBy, NoItemsAndNoGroups) {
  EXPECT_TRUE(flat_groups({}, 0, 16, 4).empty());
  EXPECT_TRUE(flat_groups({}, 5, 16, 4).empty());
}

TEST(GroupBy, RefusesAGroupOutsideItsRange) {
  EXPECT_THROW((void)flat_groups({{5, 0}}, 5, 16, 4), InternalError);
}

}  // namespace
}  // namespace fsu::usage

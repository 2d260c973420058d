#include "kernels/core/key_groups.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu {
namespace {

using Key = GroupKey<2>;

/// Holds the groups of some rows to an ordered map of lists.
void check(const std::vector<Key>& keys, const UnsetVector<std::uint32_t>& rows) {
  std::map<Key, std::vector<std::uint32_t>> expected;
  for (const std::uint32_t row : rows) expected[keys[row]].push_back(row);
  const KeyGroups groups = group_by_key(rows, [&](std::uint32_t row) { return keys[row]; });
  ASSERT_EQ(groups.size(), expected.size());
  ASSERT_EQ(groups.members.size(), rows.size());
  std::size_t group = 0;
  for (const auto& [key, of_key] : expected) {
    ASSERT_TRUE(std::ranges::equal(groups.of(group), of_key)) << group;
    ASSERT_EQ(groups.first(group), of_key.front());
    ++group;
  }
}

void check(const std::vector<Key>& keys) { check(keys, all_rows(keys.size())); }

/// Keys of which `equal` in a thousand are the same one, others below the limits.
std::vector<Key> random_keys(std::uint64_t seed, std::size_t num_rows, const Key& limits,
                             std::uint64_t equal) {
  Random random(seed, 0, num_rows);
  std::vector<Key> keys(num_rows);
  for (Key& key : keys) {
    const bool is_same = random.below(1000) < equal;
    key = is_same ? Key{limits[0] / 2, 7} : Key{random.below(limits[0]), random.below(limits[1])};
  }
  return keys;
}

TEST(KeyGroups, Degenerate) {
  check({});
  check({{5, 1}});
  check({{5, 1}, {5, 0}});
  check({{~0ULL, ~0ULL}, {0, 0}, {~0ULL, ~0ULL}, {1ULL << 63, 1}});
  check(std::vector<Key>(1000, Key{3, 9}));
  check(std::vector<Key>(700'000, Key{3, 9}));
  EXPECT_EQ(all_rows(0).size(), 0U);
  // Two keys, each of more rows than one thread deals out alone.
  std::vector<Key> two_keys(1'200'000);
  for (std::size_t row = 0; row < two_keys.size(); ++row) two_keys[row] = {1 - row % 2, 4};
  check(two_keys);
}

TEST(KeyGroups, EqualTheReferenceOnFewRows) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed, 1, 0);
    check(random_keys(seed, random.below(3000), {1 + random.below(50), 1 + random.below(1 << 20)},
                      random.below(1000)));
  }
}

/// More rows than a piece, and than threads share.
TEST(KeyGroups, EqualTheReferenceOnManyRows) {
  check(random_keys(1, 100'000, {~0ULL, ~0ULL}, 0));
  check(random_keys(2, 100'000, {3, 1 << 30}, 500));
  check(random_keys(3, 1'300'000, {1 << 17, 5}, 100));
  check(random_keys(4, 1'300'000, {2, 40'000}, 900));
}

TEST(KeyGroups, OfSomeRowsOnly) {
  const std::vector<Key> keys = random_keys(5, 90'000, {1000, 3}, 10);
  Random random(5, 1, 0);
  UnsetVector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < keys.size(); ++row) {
    if (random.chance(0.6)) rows.push_back(row);
  }
  check(keys, rows);
}

TEST(KeyGroups, SameOnAnyThreads) {
  const std::vector<Key> keys = random_keys(6, 600'000, {1 << 12, 1 << 9}, 300);
  const auto group = [&] {
    return group_by_key(all_rows(keys.size()), [&](std::uint32_t row) { return keys[row]; });
  };
  const KeyGroups expected = group();
  for (const test::ParallelSetting& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    const KeyGroups groups = group();
    ASSERT_EQ(groups.begins, expected.begins) << test::describe(setting);
    ASSERT_EQ(groups.members, expected.members) << test::describe(setting);
  }
}

TEST(KeyGroups, OfOneWord) {
  const KeyGroups groups = group_by_key(
      all_rows(10), [](std::uint32_t row) { return GroupKey<1>{std::uint64_t{9} - row / 2}; });
  ASSERT_EQ(groups.size(), 5U);
  EXPECT_EQ(groups.members, (UnsetVector<std::uint32_t>{8, 9, 6, 7, 4, 5, 2, 3, 0, 1}));
}

}  // namespace
}  // namespace fsu

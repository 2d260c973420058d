#include "kernels/blocking/key_index.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <set>

#include "kernels/core/hash.hpp"
#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::blocking {
namespace {

/// The index must hold exactly these blocks, and none for the keys beside them.
void check(const std::vector<KeyEntry>& entries) {
  std::map<std::uint64_t, std::set<std::uint32_t>> expected;
  for (const KeyEntry& entry : entries) expected[entry.key].insert(entry.record);
  const KeyIndex index(entries);
  EXPECT_EQ(index.num_keys(), expected.size());
  for (const auto& [key, records] : expected) {
    const auto block = index.block(key);
    ASSERT_EQ(std::vector<std::uint32_t>(block.begin(), block.end()),
              std::vector<std::uint32_t>(records.begin(), records.end()));
    for (const std::uint64_t other : {key - 1, key + 1, ~key}) {
      ASSERT_EQ(index.block(other).empty(), !expected.contains(other));
    }
  }
}

constexpr std::uint64_t kHighest = std::numeric_limits<std::uint64_t>::max();

TEST(KeyIndex, Degenerate) {
  EXPECT_TRUE(KeyIndex().block(0).empty());
  EXPECT_TRUE(KeyIndex(std::vector<KeyEntry>{}).block(0).empty());
  EXPECT_TRUE(KeyIndex(std::vector<KeyEntry>{}).block(kHighest).empty());
  check({{0, 0}});
  check({{kHighest, 7}});
  check({{0, 1}, {kHighest, 1}});
  check({{5, 3}, {5, 3}, {5, 1}, {5, 3}});
  check(std::vector<KeyEntry>(1000, {42, 17}));
}

TEST(KeyIndex, EqualsAMapOnRandomEntries) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed, 0, 0);
    std::vector<KeyEntry> entries(random.below(4000));
    const std::uint64_t num_keys = 1 + random.below(2000);
    for (KeyEntry& entry : entries) {
      entry = {mix_bits(random.below(num_keys)), static_cast<std::uint32_t>(random.below(500))};
    }
    check(entries);
  }
}

/// Keys that are not evenly spread cost time, not records.
TEST(KeyIndex, KeysThatCrowdTogether) {
  std::vector<KeyEntry> entries;
  for (std::uint64_t i = 0; i < 500; ++i) {
    entries.push_back({i, static_cast<std::uint32_t>(i % 7)});
    entries.push_back({kHighest - i, static_cast<std::uint32_t>(i % 5)});
  }
  check(entries);
}

TEST(KeyIndex, SameForAnyThreads) {
  std::vector<KeyEntry> entries;
  for (std::uint64_t i = 0; i < 50'000; ++i) {
    Random random(3, 0, i);
    entries.push_back({mix_bits(random.below(900)), static_cast<std::uint32_t>(random.below(400))});
  }
  const KeyIndex expected(entries);
  for (const test::ParallelSetting& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    const KeyIndex index(entries);
    for (std::uint64_t key = 0; key < 1000; ++key) {
      const auto ours = index.block(mix_bits(key));
      const auto theirs = expected.block(mix_bits(key));
      ASSERT_TRUE(std::equal(ours.begin(), ours.end(), theirs.begin(), theirs.end()))
          << test::describe(setting);
    }
  }
}

}  // namespace
}  // namespace fsu::blocking

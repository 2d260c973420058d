// True pairs against a set of pairs.
#include "kernels/evaluate/true_pairs.hpp"

#include <gtest/gtest.h>

#include <set>

#include "kernels/core/random.hpp"

namespace fsu::evaluate {
namespace {

using Pair = std::pair<std::uint32_t, std::uint32_t>;

std::vector<RecordPair> random_pairs(std::size_t num_pairs, std::uint64_t num_records,
                                     std::uint64_t seed) {
  std::vector<RecordPair> pairs;
  for (std::size_t i = 0; i < num_pairs; ++i) {
    Random random(seed, 3, i);
    const auto left = static_cast<std::uint32_t>(random.below(num_records));
    pairs.push_back({left, static_cast<std::uint32_t>(random.below(num_records))});
  }
  return pairs;
}

std::set<Pair> set_of(const std::vector<RecordPair>& pairs, bool is_one_file) {
  std::set<Pair> set;
  for (const RecordPair& pair : pairs) {
    if (is_one_file && pair.left == pair.right) continue;
    const bool is_turned = is_one_file && pair.left > pair.right;
    set.insert(is_turned ? Pair{pair.right, pair.left} : Pair{pair.left, pair.right});
  }
  return set;
}

TEST(TruePairs, BetweenTwoFilesTheSidesCount) {
  const TruePairs pairs(std::vector<RecordPair>{{1, 2}, {1, 2}, {3, 3}, {1, 4}}, false);
  EXPECT_EQ(pairs.size(), 3);
  EXPECT_TRUE(pairs.contains({1, 2}));
  EXPECT_FALSE(pairs.contains({2, 1}));
  EXPECT_TRUE(pairs.contains({3, 3}));
  EXPECT_EQ(pairs.num_left_records(), 2);
}

TEST(TruePairs, WithinOneFileTheyDoNot) {
  const TruePairs pairs(std::vector<RecordPair>{{1, 2}, {2, 1}, {3, 3}, {4, 1}}, true);
  EXPECT_EQ(pairs.size(), 2);
  EXPECT_TRUE(pairs.contains({2, 1}));
  EXPECT_TRUE(pairs.contains({1, 4}));
  EXPECT_FALSE(pairs.contains({3, 3}));
  EXPECT_EQ(pairs.num_left_records(), 3);
}

TEST(TruePairs, AgreeWithASet) {
  for (const bool is_one_file : {false, true}) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
      const auto given = random_pairs(200, 25, seed);
      const TruePairs pairs(given, is_one_file);
      const std::set<Pair> expected = set_of(given, is_one_file);
      ASSERT_EQ(pairs.size(), static_cast<std::int64_t>(expected.size()));
      std::size_t i = 0;
      for (const Pair& pair : expected) {
        EXPECT_EQ((Pair{pairs.pair(i).left, pairs.pair(i).right}), pair);
        ++i;
      }
      for (std::uint32_t left = 0; left < 25; ++left) {
        for (std::uint32_t right = 0; right < 25; ++right) {
          const bool is_turned = is_one_file && left > right;
          EXPECT_EQ(pairs.contains({left, right}),
                    expected.contains(is_turned ? Pair{right, left} : Pair{left, right}));
        }
      }
    }
  }
}

TEST(TruePairs, NoneAtAll) {
  const TruePairs pairs({}, true);
  EXPECT_EQ(pairs.size(), 0);
  EXPECT_EQ(pairs.num_left_records(), 0);
  EXPECT_FALSE(pairs.contains({0, 1}));
}

}  // namespace
}  // namespace fsu::evaluate

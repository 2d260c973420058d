// Ranks against a count of those ahead.
#include "kernels/ranking/ranks.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/ranking/random_totals.hpp"
#include "tests/usage/any_threads.hpp"

namespace fsu::ranking {
namespace {

std::vector<std::int64_t> reference_ranks(const MetricScores& scores) {
  std::vector<std::int64_t> ranks;
  for (std::size_t row = 0; row < scores.size(); ++row) {
    std::int64_t rank = 1;
    for (std::size_t other = 0; other < scores.size(); ++other) {
      if (rank_key(scores, other) > rank_key(scores, row)) ++rank;
    }
    ranks.push_back(rank);
  }
  return ranks;
}

TEST(Ranks, NobodyOneAndAllEqual) {
  EXPECT_TRUE(competition_ranks({}).empty());
  EXPECT_EQ(competition_ranks(test::scores_of({0}, {0})), (std::vector<std::int64_t>{1}));
  const MetricScores equal = test::scores_of({5, 5, 5}, {6, 6, 6});
  EXPECT_EQ(competition_ranks(equal), (std::vector<std::int64_t>{1, 1, 1}));
  EXPECT_EQ(display_order(equal), (std::vector<std::uint32_t>{0, 1, 2}));
}

TEST(Ranks, EqualInBothShareARankUncappedBreaksTies) {
  const MetricScores scores = test::scores_of({1, 2, 2, 2, 0}, {1, 2, 3, 2, 0});
  EXPECT_EQ(competition_ranks(scores), (std::vector<std::int64_t>{4, 2, 1, 2, 5}));
  EXPECT_EQ(display_order(scores), (std::vector<std::uint32_t>{2, 1, 3, 0, 4}));
}

TEST(Ranks, RandomScoresEqualACountOfThoseAhead) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const MetricScores scores = test::random_scores(60 * seed, seed);
    EXPECT_EQ(competition_ranks(scores), reference_ranks(scores));
  }
}

TEST(Ranks, DisplayOrderIsAStableSortOnAnyThreads) {
  const MetricScores scores = test::random_scores(50000, 3);
  std::vector<std::uint32_t> expected(scores.size());
  for (std::uint32_t row = 0; row < expected.size(); ++row) expected[row] = row;
  std::stable_sort(expected.begin(), expected.end(), [&](std::uint32_t a, std::uint32_t b) {
    return rank_key(scores, a) > rank_key(scores, b);
  });
  EXPECT_EQ(test::same_on_any_threads([&] { return display_order(scores); }), expected);
}

TEST(Ranks, RanksOfThoseShownFirstNeedNoOthers) {
  const MetricScores scores = test::random_scores(500, 4);
  const auto order = display_order(scores);
  const auto all = ranks_in_order(scores, order);
  const auto first = ranks_in_order(scores, std::span(order).first(40));
  EXPECT_TRUE(std::equal(first.begin(), first.end(), all.begin()));
}

}  // namespace
}  // namespace fsu::ranking

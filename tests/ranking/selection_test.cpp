// Selection against the front of the display order.
#include "kernels/ranking/selection.hpp"

#include <gtest/gtest.h>

#include <set>

#include "kernels/ranking/ranks.hpp"
#include "tests/ranking/random_totals.hpp"
#include "tests/usage/any_threads.hpp"

namespace fsu::ranking {
namespace {

std::vector<std::uint32_t> reference_top(const MetricScores& scores, std::size_t n) {
  std::vector<std::uint32_t> top;
  for (const std::uint32_t row : display_order(scores)) {
    if (top.size() < n && scores.score_e12[row] > 0) top.push_back(row);
  }
  return top;
}

TEST(Selection, NobodyAndNoneWithAScore) {
  EXPECT_TRUE(select_top_of({}, 100).empty());
  EXPECT_TRUE(select_top_of(test::scores_of({0, 0}, {0, 0}), 100).empty());
  EXPECT_TRUE(select_top_of(test::scores_of({1, 2}, {1, 2}), 0).empty());
  EXPECT_TRUE(select_top({}, 100).rows.empty());
}

TEST(Selection, RandomScoresEqualTheFrontOfTheDisplayOrder) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const MetricScores scores = test::random_scores(70 * seed, seed);
    for (const std::size_t n : {1UL, 10UL, 100UL, 10000UL}) {
      for (const std::size_t block_rows : {1UL, 16UL, 1000UL}) {
        EXPECT_EQ(select_top_of(scores, n, block_rows), reference_top(scores, n));
      }
    }
  }
}

TEST(Selection, UnionOfTheFourWithFlags) {
  PerMetric<MetricScores> scores;
  for (std::size_t metric = 0; metric < kNumMetrics; ++metric) {
    scores[metric] = test::random_scores(200, 40 + metric);
  }
  const Selection selection = select_top(scores, 15);
  std::set<std::uint32_t> expected;
  for (std::size_t metric = 0; metric < kNumMetrics; ++metric) {
    const auto top = reference_top(scores[metric], 15);
    EXPECT_EQ(selection.top[metric], top);
    expected.insert(top.begin(), top.end());
    const std::set<std::uint32_t> in_top(top.begin(), top.end());
    for (std::size_t place = 0; place < selection.rows.size(); ++place) {
      EXPECT_EQ(selection.is_top[metric][place], in_top.contains(selection.rows[place]) ? 1 : 0);
    }
  }
  EXPECT_EQ(selection.rows, std::vector<std::uint32_t>(expected.begin(), expected.end()));
}

TEST(Selection, TheSameOnAnyThreads) {
  const MetricScores scores = test::random_scores(30000, 6);
  EXPECT_EQ(test::same_on_any_threads([&] { return select_top_of(scores, 100, 512); }),
            reference_top(scores, 100));
}

}  // namespace
}  // namespace fsu::ranking

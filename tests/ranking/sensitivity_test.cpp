#include "kernels/ranking/sensitivity.hpp"

#include <gtest/gtest.h>

#include "kernels/ranking/selection.hpp"
#include "tests/ranking/random_totals.hpp"

namespace fsu::ranking {
namespace {

TEST(Sensitivity, OverlapAndEntered) {
  const std::vector<PersonId> in_use = {PersonId{3}, PersonId{1}, PersonId{7}};
  const std::vector<PersonId> other = {PersonId{9}, PersonId{7}, PersonId{2}, PersonId{1}};
  EXPECT_EQ(compare_selections(in_use, other), (SelectionChange{.overlap = 2, .entered = 2}));
  EXPECT_EQ(compare_selections(in_use, in_use), (SelectionChange{.overlap = 3, .entered = 0}));
  EXPECT_EQ(compare_selections(in_use, {}), SelectionChange{});
  EXPECT_EQ(compare_selections({}, other), (SelectionChange{.overlap = 0, .entered = 4}));
}

TEST(Sensitivity, TiesCountOnlyWhereTheCutDividesThem) {
  const MetricScores scores = test::scores_of({5, 4, 4, 4, 1}, {5, 4, 4, 4, 1});
  EXPECT_EQ(ties_at_cut(scores, select_top_of(scores, 1)), 0);
  EXPECT_EQ(ties_at_cut(scores, select_top_of(scores, 2)), 3);
  EXPECT_EQ(ties_at_cut(scores, select_top_of(scores, 3)), 3);
  EXPECT_EQ(ties_at_cut(scores, select_top_of(scores, 4)), 0);
  EXPECT_EQ(ties_at_cut(scores, select_top_of(scores, 100)), 0);
  EXPECT_EQ(ties_at_cut(scores, {}), 0);
}

TEST(Sensitivity, EqualScoresWithOtherUncappedSumsAreNoTies) {
  const MetricScores scores = test::scores_of({4, 4, 4}, {6, 5, 4});
  EXPECT_EQ(ties_at_cut(scores, select_top_of(scores, 2)), 0);
}

}  // namespace
}  // namespace fsu::ranking

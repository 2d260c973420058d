// Counts by threshold against a loop over all candidates for each threshold.
#include "kernels/evaluate/threshold_counts.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/evaluate/random_candidates.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::evaluate {
namespace {

using fsu::test::all_parallel_settings;
using fsu::test::ScopedParallelSetting;
using test::OwnedCandidates;
using test::random_candidates;

ThresholdTable count_slowly(const OwnedCandidates& candidates, std::int64_t true_links) {
  ThresholdTable table;
  table.true_links = true_links;
  for (std::size_t i = 0; i < kNumThresholds; ++i) {
    const double threshold = static_cast<double>(i) / 100.0;
    for (std::size_t j = 0; j < candidates.probability.size(); ++j) {
      if (!(candidates.probability[j] >= threshold)) continue;
      ++table.linked[i];
      if ((candidates.outcome[j] & kIsRight) != 0) ++table.right[i];
    }
  }
  return table;
}

TEST(ThresholdCounts, OfFourCandidates) {
  const OwnedCandidates candidates{
      {0.5, 0.07, 1.0, kMissingFloat64},
      {kHasPerson | kIsRight, kHasPerson, kHasPerson | kIsRight, kHasPerson}};
  const ThresholdTable table = count_by_threshold(candidates.view(), kIsRight, 4);
  EXPECT_EQ(table.at(0), (LinkCounts{.linked = 3, .right = 2, .true_links = 4}));
  EXPECT_EQ(table.at(7).linked, 3) << "0.07 is at the threshold 0.07";
  EXPECT_EQ(table.at(8).linked, 2);
  EXPECT_EQ(table.at(50).linked, 2) << "0.5 is at the threshold 0.5";
  EXPECT_EQ(table.at(51), (LinkCounts{.linked = 1, .right = 1, .true_links = 4}));
  EXPECT_EQ(table.at(100).linked, 1);
  EXPECT_EQ(best_threshold(table), 8u) << "the lowest of those that leave out the wrong one alone";
}

TEST(ThresholdCounts, StepsAreExactOnEveryBoundary) {
  for (std::size_t steps : {10u, 100u}) {
    for (std::size_t i = 0; i <= steps; ++i) {
      const double boundary = static_cast<double>(i) / static_cast<double>(steps);
      EXPECT_EQ(reached_step(boundary, steps), i);
      EXPECT_EQ(reached_step(std::nextafter(boundary, 2.0), steps), i);
      if (i > 0) {
        EXPECT_EQ(reached_step(std::nextafter(boundary, 0.0), steps), i - 1);
      }
    }
  }
}

TEST(ThresholdCounts, AgreeWithTheSlowTwin) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const OwnedCandidates candidates = random_candidates(500, seed);
    EXPECT_EQ(count_by_threshold(candidates.view(), kIsRight, 300), count_slowly(candidates, 300));
  }
}

TEST(ThresholdCounts, StrictOnesAskForMoreBits) {
  const OwnedCandidates candidates{{0.9, 0.9}, {kIsRight, kIsRight | kIsSameId}};
  EXPECT_EQ(count_by_threshold(candidates.view(), kIsRight, 2).right[0], 2);
  EXPECT_EQ(count_by_threshold(candidates.view(), kIsRight | kIsSameId, 2).right[0], 1);
}

TEST(ThresholdCounts, DegenerateCandidates) {
  const ThresholdTable none = count_by_threshold({}, kIsRight, 0);
  EXPECT_EQ(none, ThresholdTable{});
  EXPECT_EQ(best_threshold(none), 0u);
  const OwnedCandidates missing{std::vector<double>(9, kMissingFloat64),
                                std::vector<LinkOutcome>(9, kHasPerson)};
  EXPECT_EQ(count_by_threshold(missing.view(), kIsRight, 9).linked[0], 0);
  const OwnedCandidates equal{std::vector<double>(9, 0.29),
                              std::vector<LinkOutcome>(9, kHasPerson | kIsRight)};
  const ThresholdTable table = count_by_threshold(equal.view(), kIsRight, 9);
  EXPECT_EQ(table.right[29], 9);
  EXPECT_EQ(table.linked[30], 0);
  const double infinity = std::numeric_limits<double>::infinity();
  const OwnedCandidates odd{{-0.5, 1.5, infinity}, {0, 0, 0}};
  EXPECT_EQ(count_by_threshold(odd.view(), kIsRight, 0).linked[0], 2);
}

TEST(ThresholdCounts, DoNotDependOnThreadsOrBlocks) {
  const OwnedCandidates candidates = random_candidates(3000, 77);
  const ThresholdTable expected = count_slowly(candidates, 3000);
  for (const auto& setting : all_parallel_settings()) {
    const ScopedParallelSetting scope(setting);
    for (const std::size_t block_rows : {1u, 7u, 1000u, 65536u}) {
      EXPECT_EQ(count_by_threshold(candidates.view(), kIsRight, 3000, block_rows), expected)
          << describe(setting) << ", blocks of " << block_rows;
    }
  }
}

}  // namespace
}  // namespace fsu::evaluate

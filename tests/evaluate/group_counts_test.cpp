// Counts by group against a map.
#include "kernels/evaluate/group_counts.hpp"

#include <gtest/gtest.h>

#include <map>

#include "kernels/core/random.hpp"
#include "tests/evaluate/random_candidates.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::evaluate {
namespace {

using fsu::test::all_parallel_settings;
using fsu::test::ScopedParallelSetting;

std::vector<GroupCount> count_slowly(const std::vector<std::uint32_t>& group,
                                     const std::vector<LinkOutcome>& outcome,
                                     std::uint32_t num_groups) {
  std::map<std::uint32_t, GroupCount> counts;
  for (std::size_t i = 0; i < group.size(); ++i) {
    const LinkOutcome bits = outcome[i];
    GroupCount& count = counts[group[i]];
    count.mentions += 1;
    count.with_person += bits & 1;
    count.linked += (bits >> 1) & 1;
    count.right += (bits >> 1) & (bits >> 2) & 1;
  }
  std::vector<GroupCount> rows;
  for (std::uint32_t i = 0; i < num_groups; ++i) rows.push_back(counts[i]);
  return rows;
}

std::vector<std::uint32_t> random_groups(std::size_t num_mentions, std::uint32_t num_groups,
                                         std::uint64_t seed) {
  std::vector<std::uint32_t> groups;
  for (std::size_t i = 0; i < num_mentions; ++i)
    groups.push_back(static_cast<std::uint32_t>(Random(seed, 2, i).below(num_groups)));
  return groups;
}

TEST(GroupCounts, ByHand) {
  // Linked and right, linked and wrong, right but not linked, nobody.
  const std::vector<LinkOutcome> outcome = {kHasPerson | kIsLinked | kIsRight,
                                            kHasPerson | kIsLinked, kHasPerson | kIsRight, 0};
  const auto counts = count_groups(std::vector<std::uint32_t>{0, 0, 0, 2}, outcome, 3);
  EXPECT_EQ(counts[0], (GroupCount{.mentions = 3, .with_person = 3, .linked = 2, .right = 1}));
  EXPECT_EQ(counts[1], GroupCount{});
  EXPECT_EQ(counts[2], (GroupCount{.mentions = 1}));
  EXPECT_EQ(counts[0].links(), (LinkCounts{.linked = 2, .right = 1, .true_links = 3}));
}

TEST(GroupCounts, AgreeWithTheSlowTwin) {
  for (const std::uint32_t num_groups : {1u, 2u, 17u, 2000u}) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
      const auto outcome = test::random_candidates(700, seed).outcome;
      const auto groups = random_groups(700, num_groups, seed);
      EXPECT_EQ(count_groups(groups, outcome, num_groups),
                count_slowly(groups, outcome, num_groups));
    }
  }
}

TEST(GroupCounts, DegenerateMentions) {
  EXPECT_EQ(count_groups({}, {}, 3), std::vector<GroupCount>(3));
  EXPECT_TRUE(count_groups({}, {}, 0).empty());
}

TEST(GroupCounts, DoNotDependOnThreadsOrBlocks) {
  const auto outcome = test::random_candidates(3000, 9).outcome;
  const auto groups = random_groups(3000, 5, 9);
  const auto expected = count_slowly(groups, outcome, 5);
  for (const auto& setting : all_parallel_settings()) {
    const ScopedParallelSetting scope(setting);
    for (const std::size_t block_rows : {1u, 7u, 1000u})
      EXPECT_EQ(count_groups(groups, outcome, 5, block_rows), expected) << describe(setting);
  }
}

}  // namespace
}  // namespace fsu::evaluate

#include "kernels/evaluate/group_counts.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::evaluate {

void GroupCount::add(LinkOutcome outcome) {
  ++mentions;
  if (has_all(outcome, kHasPerson)) ++with_person;
  if (has_all(outcome, kIsLinked)) ++linked;
  if (has_all(outcome, kIsLinked | kIsRight)) ++right;
}

void GroupCount::add(const GroupCount& other) {
  mentions += other.mentions;
  with_person += other.with_person;
  linked += other.linked;
  right += other.right;
}

void GroupCounts::add(std::uint32_t group, LinkOutcome outcome, std::size_t num_groups) {
  FSU_DCHECK(group < num_groups);
  if (counts_.empty()) counts_.resize(num_groups);
  counts_[group].add(outcome);
}

void GroupCounts::merge(const GroupCounts& other) {
  if (counts_.empty()) counts_.resize(other.counts_.size());
  for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[i].add(other.counts_[i]);
}

std::vector<GroupCount> count_groups(std::span<const std::uint32_t> group,
                                     std::span<const LinkOutcome> outcome, std::size_t num_groups,
                                     std::size_t block_rows) {
  FSU_CHECK(group.size() == outcome.size());
  // Every block holds a row for each group: blocks grow with the groups, so that their rows in all
  // stay below the number of mentions.
  const std::size_t rows = std::max(block_rows, 4 * num_groups);
  std::vector<GroupCount> counts =
      reduce_blocks<GroupCounts>(group.size(), rows, [&](const Block& block) {
        GroupCounts of_block;
        for (std::size_t i = block.begin; i < block.end; ++i)
          of_block.add(group[i], outcome[i], num_groups);
        return of_block;
      }).finish();
  counts.resize(num_groups);
  return counts;
}

}  // namespace fsu::evaluate

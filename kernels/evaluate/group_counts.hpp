// Mentions, links and right links by group.
//
// Input: the group of each mention as a number, and what became of it. Output: for each group the
// mentions, those about a person of the index, the links and the right ones. Where a mention has
// several properties (kinds of errors), each combination is a group here, and the caller adds up
// the combinations that have the property. Parallel over fixed blocks, merged in their order;
// integers.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/mergeable.hpp"
#include "kernels/evaluate/accuracy.hpp"
#include "kernels/evaluate/link_outcome.hpp"

namespace fsu::evaluate {

struct GroupCount {
  std::int64_t mentions = 0;
  std::int64_t with_person = 0;
  std::int64_t linked = 0;
  std::int64_t right = 0;  ///< linked, and rightly

  void add(LinkOutcome outcome);
  void add(const GroupCount& other);
  [[nodiscard]] LinkCounts links() const { return {linked, right, with_person}; }
  friend bool operator==(const GroupCount&, const GroupCount&) = default;
};

/// The reduction: empty, add, merge, finish.
class GroupCounts {
 public:
  [[nodiscard]] static GroupCounts empty() { return {}; }
  /// Adds a mention of a group below `num_groups`.
  void add(std::uint32_t group, LinkOutcome outcome, std::size_t num_groups);
  void merge(const GroupCounts& other);
  [[nodiscard]] std::vector<GroupCount> finish() const { return counts_; }

 private:
  std::vector<GroupCount> counts_;  ///< by group; empty before the first mention
};
static_assert(Mergeable<GroupCounts>);

/// Counts by group, one row each of `num_groups`; both spans of one length.
[[nodiscard]] std::vector<GroupCount> count_groups(std::span<const std::uint32_t> group,
                                                   std::span<const LinkOutcome> outcome,
                                                   std::size_t num_groups,
                                                   std::size_t block_rows = std::size_t{1} << 16);

}  // namespace fsu::evaluate

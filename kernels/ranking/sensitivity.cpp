#include "kernels/ranking/sensitivity.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "kernels/core/check.hpp"
#include "kernels/ranking/ranks.hpp"

namespace fsu::ranking {
namespace {

std::vector<PersonId> sorted(std::span<const PersonId> persons) {
  std::vector<PersonId> copy(persons.begin(), persons.end());
  std::sort(copy.begin(), copy.end());
  return copy;
}

}  // namespace

SelectionChange compare_selections(std::span<const PersonId> in_use,
                                   std::span<const PersonId> other) {
  const std::vector<PersonId> sorted_in_use = sorted(in_use);
  const std::vector<PersonId> sorted_other = sorted(other);
  std::vector<PersonId> both;
  std::set_intersection(sorted_in_use.begin(), sorted_in_use.end(), sorted_other.begin(),
                        sorted_other.end(), std::back_inserter(both));
  SelectionChange change;
  change.overlap = checked_cast<std::int64_t>(both.size());
  change.entered = checked_cast<std::int64_t>(other.size() - both.size());
  return change;
}

std::int64_t ties_at_cut(const MetricScores& scores, std::span<const std::uint32_t> top) {
  if (top.empty()) return 0;
  const RankKey last = rank_key(scores, top.back());
  std::int64_t num_equal = 0;
  for (std::size_t row = 0; row < scores.size(); ++row) {
    if (rank_key(scores, row) == last) ++num_equal;
  }
  const auto num_selected = std::count_if(
      top.begin(), top.end(), [&](std::uint32_t row) { return rank_key(scores, row) == last; });
  return num_equal > num_selected ? num_equal : 0;
}

}  // namespace fsu::ranking

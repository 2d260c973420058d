#include "src/stages/person_values.hpp"

#include <algorithm>
#include <bit>

#include "kernels/core/key_groups.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::stages {
namespace {

using Entry = PersonValues::Entry;

/// Distinct pairs by person, then by value.
std::vector<Entry> distinct_entries(std::span<const Entry> entries, std::size_t num_values) {
  const auto value_bits = static_cast<int>(std::bit_width(num_values));
  const KeyGroups groups = group_by_key(all_rows(entries.size()), [&](std::uint32_t row) {
    const auto& [person, value] = entries[row];
    return GroupKey<1>{std::uint64_t{person.value} << value_bits | value.value};
  });
  std::vector<Entry> distinct(groups.size());
  for_blocks(groups.size(), kBlockGroups, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) distinct[i] = entries[groups.first(i)];
  });
  return distinct;
}

/// Begins of groups from the group of each entry.
template <class GroupOf>
std::vector<std::uint32_t> group_begins(std::size_t num_entries, std::size_t num_groups,
                                        const GroupOf& group_of) {
  std::vector<std::uint32_t> begins(num_groups + 1);
  for (std::size_t i = 0; i < num_entries; ++i) ++begins[group_of(i) + 1];
  for (std::size_t g = 0; g < num_groups; ++g) begins[g + 1] += begins[g];
  return begins;
}

}  // namespace

PersonValues::PersonValues(std::span<const Entry> entries, std::size_t num_persons,
                           std::size_t num_values) {
  const std::vector<Entry> distinct = distinct_entries(entries, num_values);
  const KeyGroups by_value = group_by_key(all_rows(distinct.size()), [&](std::uint32_t row) {
    return GroupKey<1>{distinct[row].second.value};
  });
  values_.resize(distinct.size());
  bearers_.resize(distinct.size());
  for_blocks(distinct.size(), kBlockGroups, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      values_[i] = distinct[i].second;
      bearers_[i] = distinct[by_value.members[i]].first;
    }
  });
  value_begins_ = group_begins(distinct.size(), num_persons,
                               [&](std::size_t i) { return distinct[i].first.index(); });
  bearer_begins_.resize(num_values + 1);
  for (std::size_t i = 0; i < by_value.size(); ++i) {
    const ValueId value = distinct[by_value.first(i)].second;
    bearer_begins_[value.index() + 1] = static_cast<std::uint32_t>(by_value.of(i).size());
  }
  double sum = 0;
  for (std::size_t v = 0; v < num_values; ++v) {
    const double count = bearer_begins_[v + 1];
    sum += count * count;
    bearer_begins_[v + 1] += bearer_begins_[v];
  }
  if (!distinct.empty()) mean_bearers_ = sum / static_cast<double>(distinct.size());
  sharing_ = SharingWeights(mean_bearers_);
}

std::span<const ValueId> PersonValues::values_of(PersonId person) const {
  if (value_begins_.empty()) return {};
  const std::uint32_t begin = value_begins_[person.index()];
  return std::span(values_).subspan(begin, value_begins_[person.index() + 1] - begin);
}

std::span<const PersonId> PersonValues::bearers(ValueId value) const {
  if (value.is_none() || bearer_begins_.size() <= value.index() + 1) return {};
  const std::uint32_t begin = bearer_begins_[value.index()];
  return std::span(bearers_).subspan(begin, bearer_begins_[value.index() + 1] - begin);
}

bool PersonValues::has(PersonId person, ValueId value) const {
  const auto values = values_of(person);
  return std::binary_search(values.begin(), values.end(), value);
}

}  // namespace fsu::stages

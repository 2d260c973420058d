#include "src/stages/person_values.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel_sort.hpp"

namespace fsu::stages {
namespace {

/// Begins of groups from the group of each entry, ascending.
template <class GroupOf>
std::vector<std::uint32_t> group_begins(std::size_t num_entries, std::size_t num_groups,
                                        const GroupOf& group_of) {
  std::vector<std::uint32_t> begins(num_groups + 1);
  for (std::size_t i = 0; i < num_entries; ++i) ++begins[group_of(i) + 1];
  for (std::size_t g = 0; g < num_groups; ++g) begins[g + 1] += begins[g];
  return begins;
}

}  // namespace

PersonValues::PersonValues(std::vector<Entry> entries, std::size_t num_persons,
                           std::size_t num_values) {
  parallel_sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  static_cast<void>(checked_cast<std::uint32_t>(entries.size()));
  value_begins_ = group_begins(entries.size(), num_persons,
                               [&](std::size_t i) { return entries[i].first.index(); });
  for (const auto& [person, value] : entries) values_.push_back(value);
  parallel_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.second != b.second ? a.second < b.second : a.first < b.first;
  });
  bearer_begins_ = group_begins(entries.size(), num_values,
                                [&](std::size_t i) { return entries[i].second.index(); });
  for (const auto& [person, value] : entries) bearers_.push_back(person);
  double sum = 0;
  for (std::size_t v = 0; v < num_values; ++v) {
    const double count = bearer_begins_[v + 1] - bearer_begins_[v];
    sum += count * count;
  }
  if (!entries.empty()) mean_bearers_ = sum / static_cast<double>(entries.size());
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

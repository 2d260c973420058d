#include "src/stages/spoken_values.hpp"

#include "kernels/core/key_groups.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::stages {

namespace {

/// By value and person; those who are spoken for once are the groups.
KeyGroups group_entries(std::span<const Spoken> entries) {
  return group_by_key(all_rows(entries.size()), [&](std::uint32_t row) {
    return GroupKey<1>{std::uint64_t{entries[row].value.value} << 32 | entries[row].person.value};
  });
}

/// All that one value's entries say of one person.
Spoken join(std::span<const Spoken> entries, std::span<const std::uint32_t> of_person) {
  Spoken joined = entries[of_person.front()];
  for (const std::uint32_t row : of_person) {
    if (entries[row].only_case != joined.only_case) joined.only_case = Spoken::kSeveral;
  }
  return joined;
}

}  // namespace

SpokenValues::SpokenValues(std::span<const Spoken> entries, std::size_t num_values)
    : begins_(num_values + 1) {
  const KeyGroups groups = group_entries(entries);
  entries_.resize(groups.size());
  for_blocks(groups.size(), kBlockGroups, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      entries_[i] = join(entries, groups.of(i));
    }
  });
  for (const Spoken& entry : entries_) ++begins_[entry.value.index() + 1];
  double sum = 0;
  for (std::size_t v = 0; v < num_values; ++v) {
    const double num_people = begins_[v + 1];
    sum += num_people * num_people;
    begins_[v + 1] += begins_[v];
  }
  if (!entries_.empty()) mean_people_ = sum / static_cast<double>(entries_.size());
  sharing_ = SharingWeights(mean_people_);
}

std::span<const Spoken> SpokenValues::of(ValueId value) const {
  if (!has(value)) return {};
  const std::uint32_t begin = begins_[value.index()];
  return std::span(entries_).subspan(begin, begins_[value.index() + 1] - begin);
}

}  // namespace fsu::stages

#include "src/stages/spoken_values.hpp"

#include "kernels/core/check.hpp"
#include "kernels/core/parallel_sort.hpp"

namespace fsu::stages {

SpokenValues::SpokenValues(std::vector<Spoken> entries, std::size_t num_values)
    : begins_(num_values + 1) {
  static_cast<void>(checked_cast<std::uint32_t>(entries.size()));
  parallel_sort(entries.begin(), entries.end());
  for (const Spoken& entry : entries) {
    const bool is_known = !entries_.empty() && entries_.back().value == entry.value &&
                          entries_.back().person == entry.person;
    if (!is_known) {
      entries_.push_back(entry);
      ++begins_[entry.value.index() + 1];
    } else if (entries_.back().only_case != entry.only_case) {
      entries_.back().only_case = Spoken::kSeveral;
    }
  }
  double sum = 0;
  for (std::size_t v = 0; v < num_values; ++v) {
    const double num_people = begins_[v + 1];
    sum += num_people * num_people;
    begins_[v + 1] += begins_[v];
  }
  if (!entries_.empty()) mean_people_ = sum / static_cast<double>(entries_.size());
}

std::span<const Spoken> SpokenValues::of(ValueId value) const {
  if (value.is_none() || begins_.size() <= value.index() + 1) return {};
  const std::uint32_t begin = begins_[value.index()];
  return std::span(entries_).subspan(begin, begins_[value.index() + 1] - begin);
}

}  // namespace fsu::stages

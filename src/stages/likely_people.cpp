#include "src/stages/likely_people.hpp"

namespace fsu::stages {

void LikelyPeople::merge(LikelyPeople other) {
  const std::uint64_t num_before = people_.size();
  people_.insert(people_.end(), other.people_.begin(), other.people_.end());
  for (const std::uint64_t end : other.ends_) ends_.push_back(num_before + end);
  blocking.merge(other.blocking);
}

}  // namespace fsu::stages

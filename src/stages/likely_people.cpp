#include "src/stages/likely_people.hpp"

#include <algorithm>

#include "kernels/compare/guards.hpp"
#include "kernels/core/check.hpp"

namespace fsu::stages {

LikelyPerson likely_person(PersonId person, std::uint32_t identity, const ComparedPair& pair,
                           Weight adjustment) {
  FSU_CHECK(identity >> 29 == 0);
  LikelyPerson likely;
  likely.person = person;
  likely.identity = identity & 0x1fffffffU;
  likely.guard =
      static_cast<std::uint32_t>(compare::guard_of(pair.levels, pair.left, pair.right)) & 7U;
  std::copy_n(pair.levels.begin(), likely.levels.size(), likely.levels.begin());
  likely.adjustment = checked_cast<std::int32_t>(adjustment);
  return likely;
}

void LikelyPeople::merge(LikelyPeople other) {
  const std::uint64_t num_before = people_.size();
  people_.insert(people_.end(), other.people_.begin(), other.people_.end());
  for (const std::uint64_t end : other.ends_) ends_.push_back(num_before + end);
  blocking.merge(other.blocking);
}

}  // namespace fsu::stages

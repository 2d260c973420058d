#include "src/stages/likely_people.hpp"

#include <algorithm>

#include "kernels/compare/guards.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/first_touch.hpp"
#include "kernels/core/parallel.hpp"

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

LikelyPeople LikelyPeople::join(std::vector<LikelyPeople>& parts) {
  LikelyPeople all;
  std::vector<std::size_t> identity_begins = {0};
  std::vector<std::uint64_t> people_begins = {0};
  for (const LikelyPeople& part : parts) {
    identity_begins.push_back(identity_begins.back() + part.ends_.size());
    people_begins.push_back(people_begins.back() + part.people_.size());
    all.blocking.merge(part.blocking);
  }
  resize_touched(all.ends_, identity_begins.back());
  resize_touched(all.people_, people_begins.back());
  for_blocks(parts.size(), 1, [&](const Block& block) {
    LikelyPeople& part = parts[block.index];
    std::ranges::transform(part.ends_, all.ends_.data() + identity_begins[block.index],
                           [&](std::uint64_t end) { return people_begins[block.index] + end; });
    std::ranges::copy(part.people_, all.people_.data() + people_begins[block.index]);
    part = {};
  });
  return all;
}

}  // namespace fsu::stages

#include "kernels/synth/casting.hpp"

namespace fsu::synth {
namespace {

constexpr std::int64_t kSpellDays = 900;
constexpr std::uint64_t kRanksWithSpells = 4096;
constexpr std::uint64_t kSpellStride = 40'961;
constexpr int kMostPassedOver = 200;

/// Ages in years below which nobody takes a part.
constexpr int least_age(Part part) {
  switch (part) {
    case Part::kOriginator:
    case Part::kSuspect:
      return 11;
    case Part::kWitness:
      return 8;
    case Part::kSubject:
    case Part::kVictim:
    case Part::kMissing:
      return 3;
  }
  return 0;
}

bool is_eligible(const World& world, Part part, std::int64_t day, std::uint64_t person) {
  const Demographics about = demographics_of(world, person);
  if (part == Part::kSuspect && !about.has_record) return false;
  return day - about.birth_day >= least_age(part) * std::int64_t{366};
}

std::uint64_t person_at_rank(const World& world, const Permutation& order, std::uint64_t rank,
                             std::int64_t day) {
  if (rank < kRanksWithSpells) {
    const auto phase = static_cast<std::int64_t>(mix_bits(rank) % kSpellDays);
    const auto spell = static_cast<std::uint64_t>((day + phase) / kSpellDays);
    rank = (rank + spell * kSpellStride) % world.num_people();
  }
  return order(rank);
}

}  // namespace

std::uint64_t draw_person(const World& world, Part part, std::int64_t day, Random& random) {
  const Permutation& order =
      random.below(5) < 3 ? world.common_rank_order() : world.rank_order(part);
  std::uint64_t person = person_at_rank(world, order, world.people_tail()(random), day);
  for (int i = 0; i < kMostPassedOver && !is_eligible(world, part, day, person); ++i)
    person = (person + 1) % world.num_people();
  return person;
}

std::uint64_t draw_outsider(const World& world, Random& random) {
  return world.num_people() + random.below(world.num_outsiders());
}

std::uint64_t draw_housemate(const World& world, std::uint64_t person, Random& random) {
  const Household home = household_of(world, person);
  const std::uint64_t other = home.id + random.below(home.size);
  const bool exists = other < world.num_people() + world.num_outsiders();
  return exists && world.is_outsider(other) == world.is_outsider(person) ? other : person;
}

}  // namespace fsu::synth

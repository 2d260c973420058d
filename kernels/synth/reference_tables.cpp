// harm_scores, exclusions.
#include <algorithm>
#include <array>

#include "kernels/synth/offences.hpp"
#include "kernels/synth/tables.hpp"

namespace fsu::synth {
namespace {

constexpr std::uint64_t kPeoplePerExclusion = 120;
constexpr std::uint64_t kFewestExclusions = 3;
constexpr std::uint64_t kMostExclusions = 400;
constexpr std::array<std::string_view, 4> kReasons = {"DECEASED", "POLICE EMPLOYEE",
                                                      "PROFESSIONAL CALLER", "COURT ORDER"};

}  // namespace

void fill_harm_scores(const World&, const ItemRange& items, std::span<Table> tables) {
  for (std::uint64_t item = items.begin; item < items.end; ++item) {
    const Offence& offence = crimes()[item];
    if (offence.harm_hundredths < 0) continue;
    tables[0].text("offence_code").push_back(offence.code);
    tables[0].int64s("harm_days").push_back(offence.harm_hundredths);
  }
}

std::uint64_t num_exclusions(const World& world) {
  return std::clamp(world.num_people() / kPeoplePerExclusion, kFewestExclusions, kMostExclusions);
}

void fill_exclusions(const World& world, const ItemRange& items, std::span<Table> tables) {
  // Each exclusion draws from a stretch of id numbers of its own, so no id comes twice.
  const std::uint64_t stretch = world.num_records() / num_exclusions(world);
  for (std::uint64_t item = items.begin; item < items.end; ++item) {
    Random random = world.random(Stream::kExclusions, item);
    const std::uint64_t id_number = item * stretch + random.below(stretch);
    tables[0].text("person_id").push_back(world.person_id(world.record_of_id(id_number)));
    tables[0].text("reason").push_back(kReasons[random.below(kReasons.size())]);
  }
}

}  // namespace fsu::synth

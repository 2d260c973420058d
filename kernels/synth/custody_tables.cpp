// custody, arrests.
#include <algorithm>
#include <array>

#include "kernels/core/missing.hpp"
#include "kernels/synth/casting.hpp"
#include "kernels/synth/offences.hpp"
#include "kernels/synth/tables.hpp"
#include "kernels/synth/text_form.hpp"

namespace fsu::synth {
namespace {

constexpr double kArrested = 0.8;
constexpr double kOver200Hours = 0.0005;
constexpr double kReleasedBeforeArrival = 0.0004;
constexpr double kNeverReleased = 0.0003;

constexpr std::array<std::string_view, 6> kFileTypes = {
    "CRIME", "CRIME|DOMESTIC", "WARRANT", "CRIME|DRUGS", "MENTAL HEALTH", "CRIME|BAIL"};
constexpr std::array<std::string_view, 5> kOutcomes = {"CHARGED", "RELEASED UNDER INVESTIGATION",
                                                       "NO FURTHER ACTION", "BAILED", "CAUTIONED"};

/// Seconds from arrival to release: to 24 hours as a rule, to 36 or 96 with an extension.
std::int64_t draw_detention(const World& world, Random& random) {
  const double odd = random.uniform();
  if (!world.is_clean() && odd < kOver200Hours) return random.between(201, 900) * kHour;
  if (!world.is_clean() && odd < kOver200Hours + kReleasedBeforeArrival)
    return -random.between(1, 48) * kHour;
  const double drawn = random.uniform();
  if (drawn < 0.005) return random.between(36 * kHour, 96 * kHour);
  if (drawn < 0.06) return random.between(24 * kHour, 36 * kHour);
  return random.between(2 * kHour, 14 * kHour) + random.between(0, 10 * kHour);
}

void append_custody(const World& world, Table& table, std::uint64_t item, std::int64_t arrived_at,
                    const std::string& person_id, Random& random) {
  const std::int64_t released_at = on_the_clock(arrived_at + draw_detention(world, random));
  const bool is_open = released_at >= world.end() || random.chance(kNeverReleased);
  const std::int64_t created_at =
      std::min(on_the_clock(arrived_at + random.between(1, 20) * kMinute), world.end() - 1);
  table.text("custody_id").push_back(numbered("C", item + 1, 8));
  table.text("person_id").push_back(person_id);
  table.int64s("arrived_at").push_back(arrived_at);
  table.int64s("released_at").push_back(is_open ? kMissingInt64 : released_at);
  table.int64s("created_at").push_back(random.chance(0.98) ? created_at : kMissingInt64);
  table.text("file_type")
      .push_back(random.chance(0.96) ? kFileTypes[random.below(kFileTypes.size())] : "");
  const std::string_view outcome = kOutcomes[random.below(kOutcomes.size())];
  table.text("outcome").push_back(is_open ? "" : outcome);
}

void append_arrest(const World& world, Table& table, std::uint64_t item, std::int64_t arrived_at,
                   const std::string& person_id, Random& random) {
  table.text("arrest_id").push_back(numbered("R", item + 1, 8));
  table.text("person_id").push_back(person_id);
  table.int64s("arrested_at")
      .push_back(
          std::max(world.begin(), on_the_clock(arrived_at - random.between(20, 120) * kMinute)));
  table.text("offence").push_back(draw_crime(random).title);
  table.text("custody_id").push_back(random.chance(0.95) ? numbered("C", item + 1, 8) : "");
}

}  // namespace

void fill_custody(const World& world, const ItemRange& items, std::span<Table> tables) {
  for (std::uint64_t item = items.begin; item < items.end; ++item) {
    Random random = world.random(Stream::kCustody, item);
    const std::int64_t arrived_at = world.event_time(item, world.num_custody(), random);
    const std::uint64_t person = draw_person(world, Part::kSuspect, day_number(arrived_at), random);
    const std::string person_id = world.person_id(world.draw_record(person, random));
    append_custody(world, tables[0], item, arrived_at, person_id, random);
    if (random.chance(kArrested))
      append_arrest(world, tables[1], item, arrived_at, person_id, random);
  }
}

}  // namespace fsu::synth

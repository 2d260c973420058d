#include "kernels/synth/resource_rows.hpp"

#include <array>

#include "kernels/core/missing.hpp"
#include "kernels/synth/text_form.hpp"

namespace fsu::synth {
namespace {

constexpr double kStoodDown = 0.08;
constexpr double kAssignedTwice = 0.04;
constexpr double kNoAssignedTime = 0.04;
constexpr double kNoDeployedTime = 0.08;
constexpr double kNoArrivedTime = 0.10;
constexpr double kNeverReleased = 0.01;
constexpr double kReleasedTooSoon = 0.001;

struct Group {
  std::string_view name;
  char letter;
  std::uint32_t frequency;
};
constexpr std::array<Group, 8> kGroups = {{{"RESPONSE", 'R', 60},
                                           {"NEIGHBOURHOOD", 'N', 14},
                                           {"INVESTIGATION", 'I', 8},
                                           {"TRAFFIC", 'T', 7},
                                           {"PUBLIC PROTECTION", 'P', 4},
                                           {"DOGS", 'D', 3},
                                           {"FIREARMS", 'F', 3},
                                           {"AIR SUPPORT", 'A', 1}}};

struct ResourceTimes {
  std::int64_t assigned_at = 0;
  std::int64_t deployed_at = 0;
  std::int64_t arrived_at = 0;  ///< missing where stood down
  std::int64_t released_at = 0;
};

double chance_of_attendance(const Scene& scene) {
  if (!scene.kind.is_incident) return 0;
  if (scene.kind.is_pre_planned || scene.grade == "P1") return 0.92;
  if (scene.grade == "P2") return 0.62;
  return scene.grade == "P3" ? 0.26 : 0.1;
}

std::uint64_t draw_num_units(Random& random) {
  const double drawn = random.uniform();
  if (drawn < 0.3) return 1;
  if (drawn < 0.6) return 2;
  if (drawn < 0.8) return 3;
  return drawn < 0.9 ? 4 : 5 + random.below(4);
}

ResourceTimes draw_times(std::int64_t from, bool is_stood_down, Random& random) {
  ResourceTimes times;
  times.assigned_at = from;
  times.deployed_at = times.assigned_at + random.between(0, 5 * kMinute);
  if (is_stood_down) {
    times.arrived_at = kMissingInt64;
    times.released_at = times.deployed_at + random.between(kMinute, 25 * kMinute);
  } else {
    times.arrived_at = times.deployed_at + draw_duration(random, 2 * kMinute, 50 * kMinute);
    times.released_at = times.arrived_at + draw_duration(random, 5 * kMinute, 6 * kHour);
  }
  return times;
}

/// The time as recorded: blank with the given chance, and where it is still to come.
std::int64_t recorded(const World& world, std::int64_t time, double chance_of_blank,
                      Random& random) {
  const bool is_blank = random.chance(chance_of_blank);
  if (is_blank || is_missing(time)) return kMissingInt64;
  const std::int64_t shown = on_the_clock(time);
  return shown < world.end() ? shown : kMissingInt64;
}

struct Unit {
  std::string resource_id;
  std::string_view group;
};

void append_row(const World& world, const Scene& scene, const Unit& unit,
                const ResourceTimes& times, Random& random, Table& table) {
  table.text("incident_id").push_back(incident_id(scene.log));
  table.text("resource_id").push_back(unit.resource_id);
  table.text("resource_group").push_back(unit.group);
  table.int64s("assigned_at")
      .push_back(recorded(world, times.assigned_at, kNoAssignedTime, random));
  table.int64s("deployed_at")
      .push_back(recorded(world, times.deployed_at, kNoDeployedTime, random));
  table.int64s("arrived_at").push_back(recorded(world, times.arrived_at, kNoArrivedTime, random));
  const bool is_slip = !world.is_clean() && random.chance(kReleasedTooSoon);
  const std::int64_t released_at =
      is_slip ? times.assigned_at - random.between(kMinute, 2 * kHour) : times.released_at;
  table.int64s("released_at").push_back(recorded(world, released_at, kNeverReleased, random));
}

Unit draw_unit(const World& world, const Scene& scene, std::uint64_t call_number, Random& random) {
  static const WeightedChoice groups([] {
    std::array<std::uint32_t, kGroups.size()> frequencies{};
    for (std::size_t i = 0; i < kGroups.size(); ++i) frequencies[i] = kGroups[i].frequency;
    return frequencies;
  }());
  const Group& group = kGroups[groups(random)];
  Unit unit{std::string(area_code_of(world, scene.location)), group.name};
  unit.resource_id += group.letter;
  append_number(unit.resource_id, call_number, 2);
  return unit;
}

}  // namespace

void append_resources(const World& world, const Scene& scene, Table& table) {
  constexpr std::uint64_t kCallNumbers = 90;
  constexpr std::uint64_t kCallNumberStep = 7;  // coprime to 90: units of one log differ
  if (!scene.kind.is_incident) return;
  Random random = world.random(Stream::kResources, scene.log);
  const bool is_attended = random.chance(chance_of_attendance(scene));
  if (!is_attended && !random.chance(kStoodDown)) return;
  const std::uint64_t num_units = is_attended ? draw_num_units(random) : 1;
  const std::uint64_t first_number = random.below(kCallNumbers);
  std::int64_t from = scene.created_at + draw_duration(random, 20, 2 * kHour);
  for (std::uint64_t i = 0; i < num_units; ++i) {
    const Unit unit =
        draw_unit(world, scene, 10 + (first_number + i * kCallNumberStep) % kCallNumbers, random);
    const bool is_stood_down = !is_attended || random.chance(kStoodDown);
    const ResourceTimes times = draw_times(from, is_stood_down, random);
    append_row(world, scene, unit, times, random, table);
    if (random.chance(kAssignedTwice)) {
      const std::int64_t again = random.between(times.deployed_at + 1, times.released_at);
      append_row(world, scene, unit, draw_times(again, false, random), random, table);
    }
    from += random.between(0, 20 * kMinute);
  }
}

}  // namespace fsu::synth

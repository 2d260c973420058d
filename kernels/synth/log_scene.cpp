#include "kernels/synth/log_scene.hpp"

#include <algorithm>
#include <array>

#include "kernels/synth/casting.hpp"
#include "kernels/synth/text_form.hpp"

namespace fsu::synth {
namespace {

constexpr double kPrePlanned = 0.01;
constexpr double kIncident = 0.5;
constexpr double kBecomesIncident = 0.3;

constexpr double kHasOriginator = 0.96;
constexpr double kHasSubject = 0.88;
constexpr double kOrganisation = 0.03;
constexpr double kOutsider = 0.32;

/// Who the subject is, given a person as originator.
constexpr double kAboutOneself = 0.28;
constexpr double kAboutHousemate = 0.27;

struct Category {
  std::string_view name;
  std::uint32_t frequency;
};

constexpr Category kTypes[] = {{"DOMESTIC ABUSE", 95},
                               {"CONCERN FOR SAFETY", 130},
                               {"MENTAL HEALTH", 55},
                               {"ASB NUISANCE", 85},
                               {"ASB PERSONAL", 45},
                               {"VIOLENCE", 90},
                               {"THEFT", 70},
                               {"BURGLARY", 35},
                               {"ROBBERY", 14},
                               {"CRIMINAL DAMAGE", 45},
                               {"ROAD TRAFFIC COLLISION", 60},
                               {"HIGHWAY DISRUPTION", 45},
                               {"SUSPICIOUS CIRCUMSTANCES", 75},
                               {"MISSING PERSON", 28},
                               {"ABANDONED CALL", 60},
                               {"HARASSMENT", 55},
                               {"SEXUAL OFFENCE", 16},
                               {"DRUGS", 22},
                               {"FRAUD", 18},
                               {"SUDDEN DEATH", 9},
                               {"FIREARMS AND WEAPONS", 12},
                               {"ALARM ACTIVATION", 14},
                               {"MESSAGE OR UPDATE", 110},
                               {"COMPLAINT", 8}};
constexpr Category kGrades[] = {{"P1", 20}, {"P2", 30}, {"P3", 25}, {"P4", 18}, {"P5", 7}};
constexpr Category kChannels[] = {{"999", 40},      {"101", 34},       {"ONLINE", 14},
                                  {"LIVE CHAT", 5}, {"FRONT DESK", 3}, {"PARTNER AGENCY", 4}};
constexpr std::array<std::string_view, 16> kOrganisations = {
    "AMBULANCE CONTROL",   "FIRE CONTROL",          "GENERAL HOSPITAL", "CARE HOME",
    "SUPERMARKET",         "SOCIAL SERVICES",       "BUS COMPANY",      "HOUSING ASSOCIATION",
    "PRIMARY SCHOOL",      "ALARM COMPANY LTD",     "CITY COUNCIL",     "PROBATION SERVICE",
    "MENTAL HEALTH TRUST", "SECURITY SERVICES LTD", "HOSTEL",           "RAILWAY CONTROL"};

template <std::size_t N>
std::string_view draw_category(const Category (&categories)[N], const WeightedChoice& choice,
                               Random& random) {
  return categories[choice(random)].name;
}

template <std::size_t N>
WeightedChoice choice_of(const Category (&categories)[N]) {
  std::array<std::uint32_t, N> frequencies{};
  std::transform(std::begin(categories), std::end(categories), frequencies.begin(),
                 [](const Category& category) { return category.frequency; });
  return WeightedChoice(frequencies);
}

LogKind kind_of(const World& world, std::uint64_t log) {
  Random random = world.random(Stream::kLog, log);
  LogKind kind;
  kind.is_pre_planned = random.chance(kPrePlanned);
  kind.is_incident = random.chance(kIncident) || kind.is_pre_planned;
  kind.may_become_incident = !kind.is_incident && random.chance(kBecomesIncident);
  return kind;
}

std::int64_t time_of(const World& world, std::uint64_t log) {
  Random random = world.random(Stream::kLog, ~log);
  return world.event_time(log, world.num_logs(), random);
}

Party draw_party(const World& world, Part part, std::int64_t day, Random& random) {
  const std::uint64_t person = random.chance(kOutsider) ? draw_outsider(world, random)
                                                        : draw_person(world, part, day, random);
  return {Party::Kind::kPerson, person};
}

Party draw_originator(const World& world, std::int64_t day, Random& random) {
  if (!random.chance(kHasOriginator)) return {};
  if (!world.is_clean() && random.chance(kOrganisation))
    return {Party::Kind::kOrganisation, random.below(kOrganisations.size())};
  return draw_party(world, Part::kOriginator, day, random);
}

Party draw_subject(const World& world, const Party& originator, std::int64_t day, Random& random) {
  if (!random.chance(kHasSubject)) return {};
  const double drawn = random.uniform();
  if (originator.kind == Party::Kind::kPerson) {
    if (drawn < kAboutOneself) return originator;
    if (drawn < kAboutOneself + kAboutHousemate)
      return {Party::Kind::kPerson, draw_housemate(world, originator.number, random)};
  }
  return draw_party(world, Part::kSubject, day, random);
}

std::string draw_phone(const World& world, const Scene& scene, Random& random) {
  const bool is_call = scene.channel == "999" || scene.channel == "101";
  if (!random.chance(is_call ? 0.88 : 0.35)) return {};
  switch (scene.originator.kind) {
    case Party::Kind::kNobody:
      return {};
    case Party::Kind::kOrganisation:
      return numbered("0121", 5'550'000 + scene.originator.number, 7);
    case Party::Kind::kPerson:
      break;
  }
  const bool is_borrowed = random.chance(0.05);
  return phone_of(world, is_borrowed ? draw_housemate(world, scene.originator.number, random)
                                     : scene.originator.number);
}

AddressNumber draw_location(const World& world, const Scene& scene, std::int64_t day,
                            Random& random) {
  const Party& resident =
      scene.subject.kind == Party::Kind::kPerson ? scene.subject : scene.originator;
  if (resident.kind == Party::Kind::kPerson && random.chance(0.6)) {
    if (const auto home = home_of(world, resident.number, day)) return *home;
  }
  return draw_public_place(world, random);
}

void stage_people(const World& world, Scene& scene, std::uint64_t source) {
  static const WeightedChoice types = choice_of(kTypes);
  static const WeightedChoice channels = choice_of(kChannels);
  Random random = world.random(Stream::kScene, source);
  const std::int64_t day = day_number(time_of(world, source));
  scene.incident_type = draw_category(kTypes, types, random);
  scene.channel = draw_category(kChannels, channels, random);
  scene.originator = draw_originator(world, day, random);
  scene.subject = draw_subject(world, scene.originator, day, random);
  scene.phone = draw_phone(world, scene, random);
  scene.location = draw_location(world, scene, day, random);
}

}  // namespace

Scene scene_of(const World& world, std::uint64_t log) {
  static const WeightedChoice grades = choice_of(kGrades);
  Scene scene;
  scene.log = log;
  scene.kind = kind_of(world, log);
  scene.created_at = time_of(world, log);
  Random random = world.random(Stream::kScene, ~log);
  if (scene.kind.is_incident) scene.grade = draw_category(kGrades, grades, random);
  if (scene.kind.is_pre_planned) {
    scene.incident_type = random.below(2) == 0 ? "PRE-PLANNED EVENT" : "POLICE OPERATION";
    scene.location = draw_public_place(world, random);
    return scene;
  }
  std::uint64_t source = log;
  if (scene.kind.may_become_incident && log + 1 < world.num_logs()) {
    const LogKind next = kind_of(world, log + 1);
    if (next.is_incident && !next.is_pre_planned) source = log + 1;
  }
  if (source != log) {
    scene.parent_log = source;
    scene.created_at = std::max(
        world.begin(), on_the_clock(time_of(world, source) - random.between(1, 8) * kMinute));
  }
  stage_people(world, scene, source);
  return scene;
}

std::string incident_id(std::uint64_t log) { return numbered("L", log + 1, 9); }

std::string_view organisation_name(std::uint64_t organisation) {
  return kOrganisations[organisation];
}

}  // namespace fsu::synth

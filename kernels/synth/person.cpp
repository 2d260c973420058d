#include "kernels/synth/person.hpp"

#include <string_view>

#include <algorithm>
#include <array>

#include "kernels/core/check.hpp"
#include "kernels/synth/text_form.hpp"

namespace fsu::synth {
namespace {

constexpr std::uint64_t kBlock = 12;
constexpr std::array<std::array<std::uint32_t, 6>, 8> kPatterns = {{{1, 1, 2, 3, 5, 0},
                                                                    {1, 2, 4, 5, 0, 0},
                                                                    {2, 2, 2, 2, 4, 0},
                                                                    {1, 1, 1, 2, 3, 4},
                                                                    {4, 4, 4, 0, 0, 0},
                                                                    {1, 3, 3, 5, 0, 0},
                                                                    {2, 4, 6, 0, 0, 0},
                                                                    {1, 1, 2, 2, 2, 4}}};

constexpr std::int64_t kYear = 365;  // days
constexpr std::int64_t kYoungestAge = 4 * kYear;
constexpr std::uint64_t kDaysOfCode = 365;

constexpr double kTwins = 0.06;
constexpr double kNamedAfterHead = 0.05;
constexpr double kLandline = 0.2;

struct HouseholdDraws {
  NameGroup group;
  std::int64_t head_age;  ///< in days at the end of the data
  bool has_twins;
};

HouseholdDraws household_draws(const World& world, std::uint64_t household) {
  Random random = world.random(Stream::kHousehold, household);
  HouseholdDraws draws{};
  draws.group = draw_name_group(random);
  draws.head_age = 20 * kYear + random.between(0, 36 * kYear) + random.between(0, 34 * kYear);
  draws.has_twins = random.chance(kTwins);
  return draws;
}

std::int64_t draw_age(const HouseholdDraws& home, std::uint32_t member, bool is_sharer,
                      Random& random) {
  if (member == 0) return home.head_age;
  if (member == 1)
    return std::max(18 * kYear, home.head_age + random.between(-8 * kYear, 8 * kYear));
  if (is_sharer) return random.between(18 * kYear, 30 * kYear);
  const std::int64_t oldest = std::max(home.head_age - 18 * kYear, kYoungestAge + kYear);
  return random.between(std::max(kYoungestAge, oldest - 22 * kYear), oldest);
}

/// The number whose code a person bears in a clean force; a twin bears the twin's.
std::uint64_t code_of(const World& world, std::uint64_t person, bool is_twin) {
  return world.id_number(is_twin ? person - 1 : person);
}

/// The birth day moved within its year to the day that the code says.
std::int64_t coded_birth_day(std::int64_t birth_day, std::uint64_t code) {
  const std::int32_t year = year_of(date_of_days(birth_day));
  return days_since_epoch(pack_date(year, 1, 1)) + static_cast<std::int64_t>(code % kDaysOfCode);
}

/// The rest of the code, written in middle names as digits.
std::string coded_middle_names(const World& world, const Demographics& about, std::uint64_t code) {
  const auto& digits = world.names().middle_names(about.group, about.sex);
  std::uint64_t rest = code / kDaysOfCode;
  std::string names(digits[rest % digits.size()]);
  while ((rest /= digits.size()) > 0) names.append(" ").append(digits[rest % digits.size()]);
  return names;
}

bool draw_record_flag(NameKind sex, std::int64_t age, Random& random) {
  if (age < 13 * kYear) return false;
  return random.chance(sex == NameKind::kMale ? 0.46 : 0.18);
}

std::string own_forename(const World& world, const Demographics& about, std::uint64_t person) {
  Random random = world.random(Stream::kPerson, person);
  return world.names().draw(about.group, about.sex, random);
}

std::string twin_forename(const World& world, const Demographics& about, std::uint64_t person) {
  const Demographics sibling = demographics_of(world, person - 1);
  const std::string taken = own_forename(world, sibling, person - 1);
  Random random = world.random(Stream::kTwin, person);
  std::string name = own_forename(world, about, person);
  while (name == taken) name = world.names().draw(about.group, about.sex, random);
  return name;
}

/// Forename as it ends up: one's own, unlike the twin's, or the head's.
std::string forename_of(const World& world, const Demographics& about, std::uint64_t person,
                        Random& random) {
  const bool is_named_after_head = random.chance(kNamedAfterHead);
  if (about.is_twin) return twin_forename(world, about, person);
  const Household& home = about.household;
  if (is_named_after_head && home.member == 2 && home.size == 3 && !about.is_sharer) {
    const Demographics head = demographics_of(world, home.id);
    if (head.sex == about.sex) return own_forename(world, head, home.id);
  }
  return own_forename(world, about, person);
}

struct FamilyNames {
  std::string shared;
  std::string partners;
};

FamilyNames family_names(const World& world, const Household& home, NameGroup group) {
  Random random = world.random(Stream::kHousehold, home.id + world.num_people() * 4);
  FamilyNames names;
  names.shared = world.names().draw(group, NameKind::kSurname, random);
  names.partners = world.names().draw(group, NameKind::kSurname, random);
  return names;
}

std::string surname_of(const World& world, const Demographics& about, const FamilyNames& family,
                       Random& random) {
  const double drawn = random.uniform();
  if (about.household.member == 0) return family.shared;
  if (about.household.member == 1) return drawn < 0.6 ? family.shared : family.partners;
  if (about.is_sharer) return world.names().draw(about.group, NameKind::kSurname, random);
  if (about.is_twin || drawn < 0.87) return family.shared;
  if (drawn < 0.95 || family.shared == family.partners) return family.partners;
  return family.shared + "-" + family.partners;
}

std::string other_surname_of(const World& world, const Demographics& about,
                             const FamilyNames& family, std::int64_t age, Random& random) {
  const bool is_adult_woman = about.sex == NameKind::kFemale && age > 24 * kYear;
  if (!random.chance(is_adult_woman ? 0.45 : 0.08)) return {};
  if (about.household.member == 1 && !about.is_sharer) return family.partners;
  return world.names().draw(about.group, NameKind::kSurname, random);
}

/// A serial of one's own: the multiplier is coprime to 10^7, and the year, modulo 4, counts the
/// tens of millions.
PncId pnc_of(const World& world, std::uint64_t person, int birth_year, Random& random) {
  constexpr std::uint64_t kSerials = 10'000'000;
  constexpr std::uint64_t kMultiplier = 6'700'417;
  const int last = year_of(world.config().end_date) / 4 - 1;
  const int first = std::min(last, (birth_year + 16) / 4);
  const auto year = static_cast<int>(4 * random.between(first, last));
  return {year + static_cast<int>(person / kSerials % 4),
          static_cast<std::uint32_t>((person * kMultiplier + 1'234'567) % kSerials)};
}

std::string drawn_middle_names(const World& world, const Demographics& about, Random& random) {
  const double drawn = random.uniform();
  if (drawn > 0.6) return {};
  std::string names = world.names().draw(about.group, about.sex, random);
  if (drawn < 0.08) names.append(" ").append(world.names().draw(about.group, about.sex, random));
  return names;
}

/// A number in letters that hardly any name is made of: nobody's name, and like nobody's.
std::string unlike_any_name(std::uint64_t number) {
  constexpr std::string_view kLetters = "QXZJVW";
  constexpr std::size_t kFewestLetters = 6;
  std::string name;
  for (; number > 0 || name.size() < kFewestLetters; number /= kLetters.size()) {
    name.push_back(kLetters[number % kLetters.size()]);
  }
  return name;
}

}  // namespace

std::string Person::forenames() const {
  return middle_names.empty() ? forename : forename + " " + middle_names;
}

Household household_of(const World& world, std::uint64_t person) {
  const std::uint64_t block = person / kBlock;
  const auto& pattern = kPatterns[world.random(Stream::kHousehold, ~block).below(kPatterns.size())];
  auto place = static_cast<std::uint32_t>(person % kBlock);
  std::uint64_t id = block * kBlock;
  for (const std::uint32_t size : pattern) {
    if (place < size) return {id, size, place};
    place -= size;
    id += size;
  }
  throw InternalError("household sizes of a block do not add up");
}

Demographics demographics_of(const World& world, std::uint64_t person) {
  Demographics about;
  about.household = household_of(world, person);
  const HouseholdDraws home = household_draws(world, about.household.id);
  const std::uint32_t member = about.household.member;
  about.group = home.group;
  about.is_sharer = member >= 1 && home.head_age < 25 * kYear;
  about.is_twin = member == 3 && home.has_twins && !about.is_sharer &&
                  (world.is_outsider(person) == world.is_outsider(person - 1));
  Random random = world.random(Stream::kMember, person);
  about.sex = random.below(2) == 0 ? NameKind::kMale : NameKind::kFemale;
  const std::int64_t age = draw_age(home, member, about.is_sharer, random);
  about.has_record = draw_record_flag(about.sex, age, random);
  about.birth_day = day_number(world.end()) - age;
  if (about.is_twin)
    about.birth_day = demographics_of(world, person - 1).birth_day;
  else if (world.is_clean() && !world.is_outsider(person))
    about.birth_day = coded_birth_day(about.birth_day, code_of(world, person, false));
  // Nobody is born on 1970-01-01, day 0: readers take that date for a placeholder.
  if (about.birth_day == 0) about.birth_day = -kYear;
  return about;
}

Person person_at(const World& world, std::uint64_t index) {
  Person person;
  person.index = index;
  person.demographics = demographics_of(world, index);
  const Demographics& about = person.demographics;
  Random random = world.random(Stream::kPerson, ~index);
  const FamilyNames family = family_names(world, about.household, about.group);
  const std::int64_t age = day_number(world.end()) - about.birth_day;
  person.forename = forename_of(world, about, index, random);
  person.surname = surname_of(world, about, family, random);
  person.other_surname = other_surname_of(world, about, family, age, random);
  if (person.other_surname == person.surname) person.other_surname.clear();
  person.date_of_birth = date_of_days(about.birth_day);
  if (about.has_record) person.pnc = pnc_of(world, index, year_of(person.date_of_birth), random);
  if (!world.is_clean()) {
    person.middle_names = drawn_middle_names(world, about, random);
  } else if (!world.is_outsider(index)) {
    person.middle_names = coded_middle_names(world, about, code_of(world, index, about.is_twin));
  } else {
    person.forename = unlike_any_name(2 * index);
    person.surname = unlike_any_name(2 * index + 1);
    person.other_surname.clear();
  }
  return person;
}

std::string phone_of(const World& world, std::uint64_t person) {
  constexpr std::uint64_t kMobiles = 1'000'000'000;
  constexpr std::uint64_t kLandlines = 10'000'000;
  // Odd multipliers that 5 does not divide scatter the numbers without a collision.
  if (world.random(Stream::kPhones, person).chance(kLandline))
    return numbered("0121", household_of(world, person).id * 6'700'417 % kLandlines, 7);
  return numbered("07", (person * 387'420'489 + 55'555) % kMobiles, 9);
}

}  // namespace fsu::synth

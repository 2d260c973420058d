#include "tests/stages/link_force.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace fsu::stages::test {
namespace {

constexpr std::uint64_t kSeed = 11;

constexpr std::array kForenames = {
    "JOHN",   "JANE",    "AHMED",  "MARIA",  "PIOTR",   "ZOE",      "ALICE",  "BRIAN",
    "CHLOE",  "DAVID",   "FATIMA", "GRACE",  "HUGO",    "IRENE",    "KEVIN",  "LILIAN",
    "MOIRA",  "NEVILLE", "OLIVER", "PRIYA",  "QUENTIN", "ROSALIND", "SAMUEL", "TERESA",
    "URSULA", "VICTOR",  "WENDY",  "YUSUF",  "AGNES",   "BORIS",    "CEDRIC", "DOLORES",
    "ESTHER", "FELIX",   "GLORIA", "HAMISH", "INGRID",  "JEROME",   "LUCY",   "MUHAMMAD"};
constexpr std::array kFirstHalves = {"WOOD", "HART",  "MARSH", "KIRK", "BRAD",  "STAN", "ASH",
                                     "CLAY", "THORN", "WHIT",  "ELL",  "OAK",   "GRIM", "LANG",
                                     "MILL", "NEW",   "PEM",   "RED",  "SHERR", "UP"};
constexpr std::array kLastHalves = {"FIELD",  "LEY",  "TON",   "BY",    "WORTH", "FORD", "MAN",
                                    "WICK",   "SHAW", "HURST", "COMBE", "STEAD", "GATE", "HAM",
                                    "BOURNE", "DEN",  "POOL",  "RIDGE", "SIDE",  "WELL"};

std::string home_of(std::uint32_t person) { return std::to_string(person / 2) + " HIGH STREET"; }

void add_people(LinkForce& force, std::uint32_t num_people, bool is_reversed) {
  std::vector<std::pair<std::uint32_t, Who>> versions;
  for (std::uint32_t person = 0; person < num_people; ++person) {
    Random random(kSeed, 0x22, person);
    Who who = random_person(kSeed, person);
    if (person % 3 == 0) who.pnc_id = pnc_id(person);
    versions.emplace_back(person, who);
    for (std::uint64_t i = random.below(3); i-- > 0;) {
      versions.emplace_back(person, as_heard(who, random));
    }
  }
  if (is_reversed) std::reverse(versions.begin(), versions.end());
  for (const auto& [person, who] : versions) force.add_version(person, who);
  for (const auto& [person, who] : versions) {
    if (person % 3 != 0 && !who.phone.empty()) force.add_phone(person, who.phone);
    if (person % 4 != 0) force.add_home(person, home_of(person));
  }
}

}  // namespace

Who random_person(std::uint64_t seed, std::uint64_t number) {
  Random random(seed, 0x11, number);
  const auto pick = [&](const auto& names) {
    return std::string(names[random.below(names.size())]);
  };
  Who who;
  who.forename = pick(kForenames);
  who.surname = pick(kFirstHalves) + pick(kLastHalves);
  who.date_of_birth = date_of_days(static_cast<std::int64_t>(random.below(20'000)));
  who.phone = "07700" + std::to_string(100'000 + number);
  who.postcode = "ZZ" + std::to_string(1 + random.below(20)) + " " +
                 std::to_string(1 + random.below(9)) + "AB";
  return who;
}

Who as_heard(Who who, Random& random) {
  if (random.below(3) == 0) who.date_of_birth = 0;
  if (random.below(8) == 0) who.surname.clear();
  if (random.below(6) == 0 && who.surname.size() > 2) who.surname[2] = 'E';
  if (random.below(12) == 0) std::swap(who.forename, who.surname);
  if (random.below(3) == 0) who.phone.clear();
  if (random.below(3) == 0) who.postcode.clear();
  return who;
}

std::string pnc_id(std::uint32_t number) {
  static const std::string kLetters = "ZABCDEFGHJKLMNPQRTUVWXY";
  const std::string digits = std::to_string(number);
  return "2002/" + std::string(7 - digits.size(), '0') + digits +
         kLetters[(2 * 10'000'000ULL + number) % kLetters.size()];
}

LinkForce random_force(std::uint32_t num_people, std::uint32_t num_logs, bool is_reversed) {
  LinkForce force;
  add_people(force, num_people, is_reversed);
  for (std::uint32_t i = 0; i < num_logs; ++i) {
    const std::uint32_t log = is_reversed ? num_logs - 1 - i : i;
    Random random(kSeed, 0x33, log);
    const auto person = static_cast<std::uint32_t>(random.below(num_people));
    Who known = as_heard(random_person(kSeed, person), random);
    if (person % 3 == 0 && random.chance(0.5)) known.pnc_id = pnc_id(person);
    const Who other = as_heard(random_person(kSeed + 1, log), random);
    force.add_log(log % 5 == 0 ? other : known, log % 3 == 0 ? known : Who{},
                  log % 2 == 0 ? home_of(person) : "");
    if (log % 10 == 0) force.add_report(known);
  }
  return force;
}

}  // namespace fsu::stages::test

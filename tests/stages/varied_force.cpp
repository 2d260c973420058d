#include "tests/stages/varied_force.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "kernels/core/date.hpp"

namespace fsu::stages::test {
namespace {

constexpr std::array kForenames = {
    "WILLIAM",   "BILL",      "LIAM",    "ELIZABETH", "BETH",     "MUHAMMAD", "MOHAMMED", "MARIA",
    "MARIE",     "MARIAN",    "MARIANE", "MARIANNE",  "MARIETTA", "ANNA",     "ANNE",     "ANNABEL",
    "ANNAMARIA", "JO",        "JOHN",    "JOHANN",    "JONATHAN", "MARTIN",   "MARTYN",   "MARLENE",
    "THOMAS",    "THOM",      "JAMES",   "JAMIE",     "ALI",      "ALICE",    "ALICIA",   "SARAH",
    "SARA",      "KATHERINE", "CATHRYN", "PIOTR",     "PETER",    "YUSUF",    "YOUSAF",   "ZOE"};
constexpr std::array kSurnames = {
    "MARTIN",       "MARTINS",     "MARTYN",   "THOMAS",  "JAMES",   "JAMESON",
    "ALI",          "KHAN",        "KAHN",     "JOHNSON", "JONSTON", "JOHNSTONE",
    "SMITH",        "SMYTH",       "SMITHSON", "PATEL",   "PATIL",   "MARSHALL",
    "WINTERBOTTOM", "WINTERTOTAM", "DE SOUZA", "DESOUZA", "NOWAK",   "NOVAK"};
constexpr std::array kFirstHalves = {"WOOD", "HART", "MARSH", "KIRK", "BRAD",
                                     "STAN", "ASH",  "CLAY",  "WHIT", "LANG"};
constexpr std::array kLastHalves = {"FIELD", "LEY",  "TON",   "BY",    "WORTH",
                                    "FORD",  "WICK", "HURST", "STEAD", "HAM"};

template <class Names>
std::string pick(const Names& names, Random& random) {
  return names[random.below(names.size())];
}

std::string random_surname(Random& random) {
  if (random.chance(0.3)) return pick(kSurnames, random);
  return pick(kFirstHalves, random) + pick(kLastHalves, random);
}

std::string slip(std::string name, Random& random) {
  if (name.empty()) return name;
  const std::size_t at = random.below(name.size());
  const auto letter = static_cast<char>('A' + random.below(26));
  switch (random.below(4)) {
    case 0:
      name.insert(at, 1, letter);
      break;
    case 1:
      name.erase(at, 1);
      break;
    case 2:
      name[at] = letter;
      break;
    default:
      if (at + 1 < name.size()) std::swap(name[at], name[at + 1]);
  }
  return name;
}

std::string first_word(const std::string& name) { return name.substr(0, name.find(' ')); }

std::string write_forenames(std::string name, Random& random) {
  const std::size_t blank = name.find(' ');
  switch (random.below(12)) {
    case 0:
      return name.substr(0, 1);
    case 1:
      return name.substr(0, 1) + (blank == std::string::npos ? "" : name.substr(blank));
    case 2:
      return blank == std::string::npos ? name : name.substr(blank + 1);
    case 3:
      return blank == std::string::npos ? name : name.substr(blank + 1) + " " + first_word(name);
    case 4:
      std::erase(name, ' ');
      return name;
    case 5:
      return first_word(name);
    case 6:
      return slip(slip(name, random), random);
    case 7:
      return slip(name, random);
    case 8:
      return random.chance(0.5) ? "" : pick(kForenames, random);
    default:
      return name;
  }
}

std::string write_surname(const std::string& name, Random& random) {
  switch (random.below(12)) {
    case 0:
      return slip(slip(name, random), random);
    case 1:
      return slip(name, random);
    case 2:
      return random.chance(0.5) ? name + " " + random_surname(random)
                                : random_surname(random) + " " + name;
    case 3:
      return random.chance(0.7) ? "" : name.substr(0, 1);
    case 4:
      return random.chance(0.5) ? first_word(name) : random_surname(random);
    default:
      return name;
  }
}

std::int32_t write_date(std::int32_t date, Random& random) {
  const int year = year_of(date);
  const int month = month_of(date);
  const int day = day_of(date);
  switch (random.below(16)) {
    case 0:
      return 0;
    case 1:
      return pack_date(year, 1, 1);
    case 2:
      return pack_date(year, month, 0);
    case 3:
      return pack_date(year, 0, day);
    case 4:
      return pack_date(0, month, day);
    case 5:
      return pack_date(year, 0, 0);
    case 6:
      return day <= 12 ? pack_date(year, day, month) : date;
    case 7:
      return pack_date(year + 10, month, std::min(day, 28));
    case 8:
      return pack_date(year, month, day % 28 + 1);
    case 9:
      return pack_date(year - 1, month % 12 + 1, std::min(day, 28));
    default:
      return date;
  }
}

std::string write_pnc_id(std::string id, Random& random) {
  if (id.empty() || random.chance(0.4)) return "";
  if (random.chance(0.2)) return pnc_id(static_cast<std::uint32_t>(random.below(9'000'000)));
  if (random.chance(0.2)) id[6 + random.below(5)] = static_cast<char>('0' + random.below(10));
  return id;
}

/// One of few days, or what stands for a date that is not known: 1 January 1980 where a system puts
/// it by default.
std::int32_t crowded_date(Random& random) {
  const int year = 1980 + static_cast<int>(random.below(4));
  switch (random.below(12)) {
    case 0:
      return 0;
    case 1:
    case 2:
      return pack_date(1980, 1, 1);
    case 3:
      return pack_date(year, 0, 0);
    case 4:
      return pack_date(year, 1, 1);
    case 5:
      return pack_date(year, 1 + static_cast<int>(random.below(3)), 0);
    default:
      return pack_date(year, 1 + static_cast<int>(random.below(3)),
                       1 + static_cast<int>(random.below(5)));
  }
}

Who crowded_person(std::uint64_t seed, std::uint64_t number) {
  Random random(seed, 0x45, number);
  Who who = varied_person(seed, number);
  who.date_of_birth = crowded_date(random);
  if (random.chance(0.08)) who.forename = who.forename.substr(0, 1);
  if (random.chance(0.05)) who.surname = who.surname.substr(0, 1);
  return who;
}

/// As somebody else writes them, the date often another one.
Who crowded_as_written(const Who& who, Random& random) {
  Who written = as_written(who, random);
  if (random.chance(0.3)) written.date_of_birth = crowded_date(random);
  return written;
}

}  // namespace

Who varied_person(std::uint64_t seed, std::uint64_t number) {
  Random random(seed, 0x41, number);
  Who who;
  who.forename = pick(kForenames, random);
  for (std::uint64_t i = random.below(5); i > 2; --i)
    who.forename += " " + pick(kForenames, random);
  who.surname = random_surname(random);
  if (random.chance(0.08)) who.surname += " " + random_surname(random);
  who.date_of_birth = date_of_days(static_cast<std::int64_t>(random.below(16'000)));
  if (random.chance(0.05)) who.date_of_birth = pack_date(year_of(who.date_of_birth), 1, 1);
  if (number % 4 == 0) who.pnc_id = pnc_id(static_cast<std::uint32_t>(37 * number + seed % 37));
  return who;
}

Who as_written(Who who, Random& random) {
  who.forename = write_forenames(who.forename, random);
  who.surname = write_surname(who.surname, random);
  who.date_of_birth = write_date(who.date_of_birth, random);
  who.pnc_id = write_pnc_id(who.pnc_id, random);
  if (random.below(10) == 0) std::swap(who.forename, who.surname);
  return who;
}

namespace {

struct LogsOf {
  std::uint64_t seed = 0;
  std::uint64_t stream = 0;
  std::uint32_t num_people = 0;
  std::uint32_t num_logs = 0;
};

/// Logs about people of the force, every fourth about somebody else, each as it may be written.
template <class PersonOf, class Write>
void add_logs(const LogsOf& of, const PersonOf& person_of, const Write& write, LinkForce& force) {
  for (std::uint32_t log = 0; log < of.num_logs; ++log) {
    Random random(of.seed, of.stream, log);
    const Who known = person_of(of.seed, random.below(of.num_people));
    const Who other = person_of(of.seed + 1, log);
    force.add_log(write(log % 4 == 0 ? other : known, random), {});
  }
}

}  // namespace

LinkForce varied_force(std::uint64_t seed, std::uint32_t num_people, std::uint32_t num_logs) {
  LinkForce force;
  for (std::uint32_t person = 0; person < num_people; ++person) {
    Random random(seed, 0x42, person);
    const Who who = varied_person(seed, person);
    force.add_version(person, who);
    for (std::uint64_t i = random.below(3); i-- > 0;) {
      force.add_version(person, as_written(who, random));
    }
  }
  add_logs({seed, 0x43, num_people, num_logs}, varied_person, as_written, force);
  return force;
}

LinkForce crowded_force(std::uint64_t seed, std::uint32_t num_people, std::uint32_t num_logs) {
  LinkForce force;
  for (std::uint32_t person = 0; person < num_people; ++person) {
    Random random(seed, 0x46, person);
    const Who who = crowded_person(seed, person);
    force.add_version(person, who);
    if (random.chance(0.4)) force.add_version(person, crowded_as_written(who, random));
  }
  add_logs({seed, 0x47, num_people, num_logs}, crowded_person, crowded_as_written, force);
  return force;
}

std::vector<std::pair<Who, Who>> one_sided_pairs() {
  return {
      // The right record has an initial.
      {{.forename = "MARIAN", .surname = "KAHN"}, {.forename = "M", .surname = "KAHN"}},
      {{.forename = "ANNABEL", .surname = "PATEL"}, {.forename = "PETER", .surname = "A"}},
      // The left forename is among the right's further ones, or all are one word.
      {{.forename = "YUSUF", .surname = "MARTIN"},
       {.forename = "ALICE YUSUF", .surname = "MARTIN"}},
      {{.forename = "JOANNABEL", .surname = "KAHN"}, {.forename = "JO ANNABEL", .surname = "KAHN"}},
      // A forename that is near is close by further ones; the surname the same, another, missing.
      {{.forename = "MARIAN", .surname = "KEMP"}, {.forename = "MARIE MARIAN", .surname = "KEMP"}},
      {{.forename = "MARIAN", .surname = "KEMP"}, {.forename = "MARIE MARIAN", .surname = "FORD"}},
      {{.forename = "MARIAN"}, {.forename = "MARIE MARIAN", .surname = "KIRKFORD"}},
      // One name, in the other's place.
      {{.forename = "BRADWICK"}, {.forename = "ANNA", .surname = "BRADWICK"}},
      // Exchanged, and further forenames agree: both the same, both near, one alone.
      {{.forename = "KHAN MARIE", .surname = "ALICE"},
       {.forename = "ALICE MARIE", .surname = "KHAN"}},
      {{.forename = "KAHN MARIE", .surname = "ALICIA"},
       {.forename = "ALICE MARIE", .surname = "KHAN"}},
      {{.forename = "KAHN MARIE", .surname = "PETER"},
       {.forename = "ZOE MARIE", .surname = "KHAN"}},
  };
}

}  // namespace fsu::stages::test

// Whom the evidence of cases leads to, against every case with everybody whom its values lead to.
#include "src/stages/led_people.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "kernels/compare/compare_identities.hpp"
#include "kernels/compare/guards.hpp"
#include "kernels/core/random.hpp"
#include "src/stages/link_scorer.hpp"
#include "tests/stages/prepared_force.hpp"
#include "tests/stages/searched_force.hpp"
#include "tests/stages/varied_force.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

using test::LinkForce;
using test::PreparedForce;
using test::Who;

using Found = std::vector<LedPerson>;

constexpr Weight kAnyWeight = std::numeric_limits<Weight>::min();

/// The people of all cases, by both kinds of leads.
LedPeople find(const PreparedForce& force, Weight least = kAnyWeight) {
  LedPeople people;
  find_led_people(force.scorer, force.cases, kLeadsOnRecord, least, people);
  find_led_people(force.scorer, force.cases, kLeadsTogether, least, people);
  return people;
}

bool are_equal(std::span<const LedPerson> a, std::span<const LedPerson> b) {
  return std::ranges::equal(a, b, [](const LedPerson& x, const LedPerson& y) {
    return x.link_case == y.link_case && x.person.person == y.person.person &&
           x.person.identity == y.person.identity && x.person.levels == y.person.levels &&
           x.person.guard == y.person.guard && x.person.adjustment == y.person.adjustment;
  });
}

bool are_equal(const PreparedForce& force, const LedPeople& a, const LedPeople& b) {
  for (std::uint32_t i = 0; i < force.cases.size(); ++i) {
    if (!are_equal(a.of(i), b.of(i))) return false;
  }
  return true;
}

/// The slow twin: each case, and each person whom it is led to.
class Reference {
 public:
  explicit Reference(const PreparedForce& force, Weight least = kAnyWeight)
      : force_(force),
        least_(least),
        comparer_(force.index.traits(), force.index.identifiers()),
        worker_(force.scorer) {}

  [[nodiscard]] Found of(std::uint32_t number) {
    const NumberedLinkCase of = force_.link_case(number);
    if (names_somebody(of)) return {};
    std::vector<PersonId> people;
    force_.scorer.evidence().append_people(of, people);
    std::sort(people.begin(), people.end());
    people.erase(std::unique(people.begin(), people.end()), people.end());
    comparer_.set_left(force_.identity_of(of));
    Found found;
    for (const PersonId person : people) add(of, person, found);
    return found;
  }

  std::size_t num_tried = 0;
  std::size_t num_likely = 0;
  std::size_t num_light = 0;
  std::size_t num_certain = 0;
  std::map<compare::Guard, std::size_t> num_guarded;

 private:
  void add(const NumberedLinkCase& of, PersonId person, Found& found) {
    bool has_any = false;
    Levels best_levels{};
    std::uint32_t best_identity = 0;
    Weight best_weight = 0;
    for (const std::uint32_t identity : force_.index.identities_of(person)) {
      Levels levels{};
      comparer_.compare(force_.index.identity(identity), levels);
      const Weight weight = force_.scorer.identity_weight(levels, identity, of.link_case.identity);
      if (has_any && std::tuple(-weight, levels, identity) >=
                         std::tuple(-best_weight, best_levels, best_identity)) {
        continue;
      }
      has_any = true;
      best_levels = levels;
      best_identity = identity;
      best_weight = weight;
    }
    if (!has_any) return;
    ++num_tried;
    const compare::Guard guard = compare::guard_of(best_levels, force_.identity_of(of),
                                                   force_.index.identity(best_identity));
    ++num_guarded[guard];
    if (guard == compare::Guard::kForenames || guard == compare::Guard::kGenerations) return;
    if (is_likely(of, person)) return;
    if (worker_.score_person(of, person).weight < least_) {
      ++num_light;
      return;
    }
    const Weight adjustment =
        force_.scorer.frequency(best_levels, best_identity, of.link_case.identity) +
        force_.index.version_weight(person);
    const ComparedPair pair{best_levels, force_.identity_of(of),
                            force_.index.identity(best_identity)};
    found.push_back({of.number, likely_person(person, best_identity, pair, adjustment)});
  }

  /// Some likely person weighs ten bits by identity, and no guard holds.
  [[nodiscard]] bool names_somebody(const NumberedLinkCase& of) {
    const LikelyPeople& likely = force_.scorer.likely_people();
    if (likely.num_identities() == 0) return false;
    bool is_certain = false;
    for (const LikelyPerson& entry : likely.of(of.link_case.identity)) {
      worker_.set_identity(of.link_case.identity);
      const PossiblePerson person = worker_.best_version(entry.person);
      is_certain |= person.guard == compare::Guard::kNone &&
                    worker_.weight_by_identity(person) >= kCertainWeight;
    }
    num_certain += is_certain;
    return is_certain;
  }

  [[nodiscard]] bool is_likely(const NumberedLinkCase& of, PersonId person) {
    const LikelyPeople& likely = force_.scorer.likely_people();
    const bool is_it =
        likely.num_identities() > 0 &&
        std::ranges::count(likely.of(of.link_case.identity), person, &LikelyPerson::person) > 0;
    num_likely += is_it;
    return is_it;
  }

  const PreparedForce& force_;
  Weight least_;
  compare::IdentityComparer comparer_;
  LinkScorer::Worker worker_;
};

/// People and logs that share a few telephones, postcodes and addresses, some of them more people
/// than a value leads to.
LinkForce shared_force(std::uint64_t seed, std::uint32_t num_people, std::uint32_t num_logs) {
  LinkForce force;
  const auto phone = [](Random& random) {
    return "07700" + std::to_string(100'000 + random.below(random.chance(0.3) ? 2 : 40));
  };
  const auto postcode = [](Random& random) {
    return "ZZ" + std::to_string(1 + random.below(random.chance(0.3) ? 1 : 30)) + " 1AB";
  };
  const auto home = [](Random& random) {
    return std::to_string(random.below(random.chance(0.3) ? 1 : 30)) + " HIGH STREET";
  };
  for (std::uint32_t person = 0; person < num_people; ++person) {
    Random random(seed, 0x51, person);
    const Who who = test::varied_person(seed, person);
    for (std::uint64_t i = random.below(3) + 1; i-- > 0;) {
      Who version = i == 0 ? who : test::as_written(who, random);
      version.postcode = postcode(random);
      force.add_version(person, version);
    }
    if (random.chance(0.7)) force.add_phone(person, phone(random));
    if (random.chance(0.7)) force.add_home(person, home(random));
  }
  for (std::uint32_t log = 0; log < num_logs; ++log) {
    Random random(seed, 0x52, log);
    const auto written = [&] {
      Who who = test::as_written(test::varied_person(seed, random.below(num_people)), random);
      who.postcode = random.chance(0.8) ? postcode(random) : "";
      return who;
    };
    Who originator = written();
    originator.phone = random.chance(0.8) ? phone(random) : "";
    const Who subject = random.chance(0.6) ? written() : Who{};
    force.add_log(originator, subject, random.chance(0.8) ? home(random) : "");
  }
  return force;
}

/// Every third case speaks for some person; a few for several.
void let_speak(PreparedForce& force, std::uint64_t seed) {
  std::vector<Speaker> speakers;
  const auto num_people = force.index.people().size();
  for (std::uint32_t i = 0; i < force.cases.size(); ++i) {
    Random random(seed, 0x53, i);
    if (random.below(3) != 0) continue;
    speakers.push_back({i, force.index.people()[random.below(num_people)]});
  }
  force.gathered.evidence.hear(force.cases, speakers);
}

struct LedForce {
  LedForce(std::uint64_t seed, std::uint32_t num_people, std::uint32_t num_logs)
      : prepared(shared_force(seed, num_people, num_logs)) {
    prepared.scorer.set_model(test::any_model(seed));
    let_speak(prepared, seed);
  }
  PreparedForce prepared;
};

TEST(LedPeople, AreThoseOfEveryCaseWhomNoGuardHolds) {
  std::size_t num_found = 0;
  std::map<compare::Guard, std::size_t> num_guarded;
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    const LedForce of(seed, 250, 400);
    const PreparedForce& force = of.prepared;
    const LedPeople people = find(force);
    Reference reference(force);
    for (std::uint32_t i = 0; i < force.cases.size(); ++i) {
      const Found expected = reference.of(i);
      num_found += expected.size();
      ASSERT_TRUE(are_equal(people.of(i), expected))
          << "seed " << seed << ", case " << i << ": " << people.of(i).size() << " of "
          << expected.size();
    }
    for (const auto& [guard, count] : reference.num_guarded) num_guarded[guard] += count;
  }
  EXPECT_GT(num_found, 1000u);
  for (const compare::Guard guard : {compare::Guard::kNone, compare::Guard::kForenames,
                                     compare::Guard::kGenerations, compare::Guard::kOneName}) {
    EXPECT_GT(num_guarded[guard], 50u) << compare::guard_reason(guard);
  }
}

TEST(LedPeople, WhoIsLikelyIsKnownAlready) {
  LedForce of(7, 250, 400);
  PreparedForce& force = of.prepared;
  report::Reporter reporter = fsu::test::quiet_reporter();
  force.scorer.find_likely_people(kMentionLimits, reporter);
  force.scorer.find_led_people(force.cases, {});  // says which identities name somebody
  const LedPeople people = find(force);
  Reference reference(force);
  for (std::uint32_t i = 0; i < force.cases.size(); ++i) {
    ASSERT_TRUE(are_equal(people.of(i), reference.of(i))) << i;
  }
  EXPECT_GT(reference.num_likely, 20u);
  EXPECT_GT(reference.num_certain, 20u);
}

TEST(LedPeople, WhoWeighsTooLittleIsLeftOut) {
  std::size_t num_found = 0;
  std::size_t num_light = 0;
  for (std::uint64_t seed = 20; seed < 24; ++seed) {
    const LedForce of(seed, 250, 400);
    const PreparedForce& force = of.prepared;
    const LedPeople people = find(force, kMentionLimits.least);
    Reference reference(force, kMentionLimits.least);
    for (std::uint32_t i = 0; i < force.cases.size(); ++i) {
      const Found expected = reference.of(i);
      num_found += expected.size();
      ASSERT_TRUE(are_equal(people.of(i), expected)) << "seed " << seed << ", case " << i;
    }
    num_light += reference.num_light;
  }
  EXPECT_GT(num_found, 20u);
  EXPECT_GT(num_light, 20u);
}

TEST(LedPeople, SameForAnyThreads) {
  const LedForce of(11, 250, 400);
  const LedPeople expected = find(of.prepared);
  for (const fsu::test::ParallelSetting& setting : fsu::test::all_parallel_settings()) {
    const fsu::test::ScopedParallelSetting scope(setting);
    EXPECT_TRUE(are_equal(of.prepared, find(of.prepared), expected))
        << fsu::test::describe(setting);
  }
}

constexpr std::uint32_t kAnna = 0;
constexpr std::uint32_t kPeter = 1;
const Who kAnnaMartin = {"ANNA", "MARTIN", 19800503, "", "07700900001", "ZZ1 1AB"};
const Who kPeterKhan = {"PETER", "KHAN", 19710922, "", "07700900001", "ZZ1 1AB"};

/// Two people, and one log.
LinkForce two_people(const Who& originator) {
  LinkForce force;
  force.add_version(kAnna, kAnnaMartin);
  force.add_version(kPeter, kPeterKhan);
  for (const std::uint32_t person : {kAnna, kPeter}) {
    force.add_phone(person, kAnnaMartin.phone);
    force.add_home(person, "1 HIGH STREET");
  }
  force.add_log(originator, {}, "1 HIGH STREET");
  return force;
}

/// The people of the first case.
std::vector<PersonId> people_of(const PreparedForce& force) {
  std::vector<PersonId> people;
  const LedPeople found = find(force);
  for (const LedPerson& led : found.of(0)) people.push_back(led.person.person);
  return people;
}

TEST(LedPeople, SeveralLeadsToAPersonStandOnce) {
  PreparedForce force(two_people(kAnnaMartin));
  force.scorer.set_model(test::any_model(1));
  std::vector<PersonId> led;
  force.scorer.evidence().append_people(force.link_case(0), led);
  ASSERT_EQ(std::ranges::count(led, PersonId{kAnna}), 3);
  EXPECT_EQ(people_of(force), std::vector{PersonId{kAnna}});
}

TEST(LedPeople, WhoseForenamesHaveNothingInCommonButAnEqualIdentifier) {
  for (const bool has_identifier : {false, true}) {
    LinkForce tables;
    Who known = kAnnaMartin;
    Who heard = kPeterKhan;
    if (has_identifier) known.pnc_id = heard.pnc_id = test::pnc_id(7);
    tables.add_version(kAnna, known);
    tables.add_phone(kAnna, known.phone);
    tables.add_log(heard, {});
    PreparedForce force(tables);
    force.scorer.set_model(test::any_model(1));
    EXPECT_EQ(people_of(force).size(), has_identifier ? 1u : 0u);
  }
}

/// Who alone speaks for a person is not led to them by it; another case is.
TEST(LedPeople, NobodyIsLedByTheirOwnWord) {
  const auto say = [](const Who& who) { return Who{who.forename, who.surname, who.date_of_birth}; };
  Who first = say(kAnnaMartin);
  Who second = say({"ANNE", "MARTIN", 19800503});
  first.phone = second.phone = "07700900077";
  LinkForce tables;
  tables.add_version(kAnna, say(kAnnaMartin));
  tables.add_log(first, {});
  tables.add_log(second, {});
  PreparedForce force(tables);
  force.scorer.set_model(test::any_model(1));
  std::vector<std::uint32_t> callers;
  for (std::uint32_t i = 0; i < force.cases.size(); ++i) {
    if (!force.cases.cases[i].phone.is_none()) callers.push_back(i);
  }
  ASSERT_EQ(callers.size(), 2u);
  const auto is_led = [&](std::size_t k) { return !find(force).of(callers[k]).empty(); };
  EXPECT_FALSE(is_led(0));
  EXPECT_FALSE(is_led(1));
  const std::vector<Speaker> one = {{callers[0], {kAnna}}};
  force.gathered.evidence.hear(force.cases, one);
  EXPECT_FALSE(is_led(0));
  EXPECT_TRUE(is_led(1));
  const std::vector<Speaker> both = {{callers[0], {kAnna}}, {callers[1], {kAnna}}};
  force.gathered.evidence.hear(force.cases, both);
  EXPECT_TRUE(is_led(0));
  EXPECT_TRUE(is_led(1));
}

TEST(LedPeople, OfNobodyAndAmongNobody) {
  const LedPeople none;
  EXPECT_TRUE(none.of(0).empty());
  for (const std::uint32_t num_people : {0u, 3u}) {
    for (const std::uint32_t num_logs : {0u, 3u}) {
      LinkForce tables;
      for (std::uint32_t i = 0; i < num_people; ++i) {
        tables.add_version(i, test::varied_person(1, i));  // without telephone, home or postcode
      }
      for (std::uint32_t i = 0; i < num_logs; ++i) tables.add_log(kAnnaMartin, {}, "1 HIGH STREET");
      PreparedForce force(tables);
      force.scorer.set_model(test::any_model(1));
      const LedPeople people = find(force);
      for (std::uint32_t i = 0; i < force.cases.size(); ++i) EXPECT_TRUE(people.of(i).empty());
    }
  }
}

}  // namespace
}  // namespace fsu::stages

// People: households, twins, two ids, phones, versions; and no two alike in a clean force.
#include "kernels/synth/person.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "kernels/synth/casting.hpp"
#include "kernels/synth/person_versions.hpp"

namespace fsu::synth {
namespace {

World make_world(bool is_clean, std::uint64_t num_ids = 30'000) {
  return World(
      {.seed = 11, .num_person_ids = num_ids, .num_mentions = 1'000, .is_clean = is_clean});
}

TEST(Person, HouseholdsAreWholeAndShareTheirOrigin) {
  const World world = make_world(false);
  for (std::uint64_t p = 0; p < 5'000; ++p) {
    const Household home = household_of(world, p);
    EXPECT_EQ(home.id + home.member, p);
    EXPECT_LT(home.member, home.size);
    EXPECT_EQ(household_of(world, home.id).size, home.size);
    EXPECT_EQ(demographics_of(world, p).group, demographics_of(world, home.id).group);
  }
}

TEST(Person, TwinsShareAllButTheForename) {
  for (const bool is_clean : {false, true}) {
    const World world = make_world(is_clean);
    int num_twins = 0;
    for (std::uint64_t p = 1; p < 20'000; ++p) {
      const Person person = person_at(world, p);
      if (!person.demographics.is_twin) continue;
      const Person sibling = person_at(world, p - 1);
      ++num_twins;
      EXPECT_EQ(person.date_of_birth, sibling.date_of_birth);
      EXPECT_NE(person.forename, sibling.forename);
    }
    EXPECT_GT(num_twins, 20);
  }
}

TEST(Person, NoTwoPeopleOfACleanForceShareFullNamesAndDateOfBirth) {
  const World world = make_world(true, 120'000);
  std::set<std::string> identities, pnc_ids;
  for (std::uint64_t p = 0; p < world.num_people() + world.num_outsiders(); ++p) {
    const Person person = person_at(world, p);
    const bool is_new = identities
                            .insert(person.forenames() + "/" + person.surname + "/" +
                                    std::to_string(person.date_of_birth))
                            .second;
    EXPECT_TRUE(is_new || world.is_outsider(p)) << p;
    EXPECT_EQ(person.middle_names.empty(), world.is_outsider(p));
    EXPECT_TRUE(person.pnc.is_missing() || pnc_ids.insert(format_pnc(person.pnc)).second);
  }
}

TEST(Person, ThreePercentHoldTwoIdsUnlessClean) {
  const World world = make_world(false);
  const double share = static_cast<double>(world.num_records() - world.num_people()) /
                       static_cast<double>(world.num_people());
  EXPECT_NEAR(share, 0.03, 0.001);
  std::map<std::uint64_t, int> num_ids;
  for (std::uint64_t k = 0; k < world.num_records(); ++k) {
    const std::uint64_t record = world.record_of_id(k);
    EXPECT_EQ(world.id_number(record), k);
    ++num_ids[world.person_of(record)];
  }
  EXPECT_EQ(num_ids.size(), world.num_people());
  for (const auto& [person, count] : num_ids) EXPECT_LE(count, 2);
  EXPECT_EQ(make_world(true).num_people(), make_world(true).num_records());
}

TEST(Person, RecordsDrawnBelongToThePerson) {
  const World world = make_world(false);
  Random random(1, 2, 3);
  bool has_second = false;
  for (std::uint64_t p = 0; p < 3'000; ++p) {
    const std::uint64_t record = world.draw_record(p, random);
    EXPECT_EQ(world.person_of(record), p);
    has_second |= record != p;
  }
  EXPECT_TRUE(has_second);
}

TEST(Person, PhonesAreSharedWithinHouseholdsOnly) {
  const World world = make_world(false);
  std::map<std::string, std::uint64_t> household_of_phone;
  for (std::uint64_t p = 0; p < world.num_people(); ++p) {
    const std::string phone = phone_of(world, p);
    EXPECT_EQ(phone.size(), 11U);
    const std::uint64_t home = household_of(world, p).id;
    EXPECT_EQ(household_of_phone.emplace(phone, home).first->second, home);
  }
}

TEST(PersonVersions, EndWithTheTruthForFirstIds) {
  for (const bool is_clean : {false, true}) {
    const World world = make_world(is_clean);
    std::size_t num_versions = 0;
    for (std::uint64_t p = 0; p < 3'000; ++p) {
      const Person person = person_at(world, p);
      const auto versions = versions_of(world, person, p);
      num_versions += versions.size();
      EXPECT_EQ(versions.back().forenames, person.forenames());
      EXPECT_EQ(versions.back().surname, person.surname);
      EXPECT_EQ(versions.back().date_of_birth, person.date_of_birth);
      EXPECT_EQ(versions.back().pnc_id, format_pnc(person.pnc));
      for (std::size_t v = 1; v < versions.size(); ++v)
        EXPECT_LT(versions[v - 1].recorded_at, versions[v].recorded_at);
      EXPECT_LT(versions.back().recorded_at, world.end());
    }
    EXPECT_NEAR(static_cast<double>(num_versions) / 3'000, 3.2, 0.25);
  }
}

TEST(PersonVersions, SecondIdsNeverTellTheWholeTruth) {
  const World world = make_world(false);
  for (std::uint64_t record = world.num_people(); record < world.num_records(); ++record) {
    const Person person = person_at(world, world.person_of(record));
    for (const PersonVersion& version : versions_of(world, person, record))
      EXPECT_FALSE(version.forenames == person.forenames() && version.surname == person.surname &&
                   version.date_of_birth == person.date_of_birth &&
                   version.pnc_id == format_pnc(person.pnc) && !person.pnc.is_missing());
  }
}

TEST(Casting, HeavyUsersStandOutAsInALargeForce) {
  // One year of a force with 3.1 million mentions: about 1.1 million originators of the index.
  const World world(
      {.seed = 1, .num_person_ids = 400'000, .num_mentions = 3'100'000, .num_years = 1});
  constexpr std::uint64_t kDraws = 110'000;  // a tenth of the year
  std::map<std::uint64_t, int> calls;
  for (std::uint64_t i = 0; i < kDraws; ++i) {
    Random random(5, 6, i);
    const std::int64_t day =
        day_number(world.begin()) + static_cast<std::int64_t>(i * 365 / kDraws);
    ++calls[draw_person(world, Part::kOriginator, day, random)];
  }
  std::multiset<int, std::greater<>> counts;
  for (const auto& [person, count] : calls) counts.insert(count);
  auto top = counts.begin();
  const int first = *top++, second = *top++, third = *top++, fourth = *top;
  EXPECT_GT(first, 100);
  EXPECT_NEAR(first + second + third + fourth, 500, 120);
}

TEST(Casting, PeopleFitTheirParts) {
  const World world = make_world(false);
  const std::int64_t day = day_number(world.begin());
  for (std::uint64_t i = 0; i < 3'000; ++i) {
    Random random(8, 9, i);
    const Demographics suspect =
        demographics_of(world, draw_person(world, Part::kSuspect, day, random));
    EXPECT_TRUE(suspect.has_record);
    EXPECT_GE(day - suspect.birth_day, 10 * 365);
    EXPECT_FALSE(world.is_outsider(draw_person(world, Part::kVictim, day, random)));
    const std::uint64_t outsider = draw_outsider(world, random);
    EXPECT_TRUE(world.is_outsider(outsider));
    EXPECT_TRUE(world.is_outsider(draw_housemate(world, outsider, random)));
  }
}

}  // namespace
}  // namespace fsu::synth

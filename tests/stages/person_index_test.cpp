#include "src/stages/person_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "kernels/core/missing.hpp"
#include "kernels/core/random.hpp"

namespace fsu::stages {
namespace {

/// Versions over a small dictionary, and an index of them.
struct Versions {
  StringColumn names;
  StringColumn identifiers;
  std::vector<Identity> identities;
  std::vector<PersonId> person_of;
  std::vector<std::int64_t> recorded_at;
  std::size_t num_persons = 0;

  Versions() {
    for (const char* name : {"ANNA", "BERT", "CARA", "DORA", "EGON"}) names.push_back(name);
  }

  [[nodiscard]] PersonIndexInput input() const {
    return {identities, person_of, recorded_at, names, identifiers, num_persons, {}};
  }
};

Versions random_versions(std::uint64_t seed, std::size_t num_versions, std::uint32_t num_persons) {
  Random random(6, 0, seed);
  Versions versions;
  versions.num_persons = num_persons;
  for (std::size_t i = 0; i < num_versions; ++i) {
    Identity identity;
    identity.forename = NameId{static_cast<std::uint32_t>(random.below(5))};
    identity.surname = NameId{static_cast<std::uint32_t>(random.below(5))};
    identity.date_of_birth = 19800101 + static_cast<std::int32_t>(random.below(3));
    versions.identities.push_back(identity);
    const bool is_nobody = random.below(10) == 0;
    versions.person_of.push_back(
        is_nobody ? PersonId{} : PersonId{static_cast<std::uint32_t>(random.below(num_persons))});
    versions.recorded_at.push_back(
        random.below(5) == 0 ? kMissingInt64 : static_cast<std::int64_t>(random.below(1000)));
  }
  return versions;
}

void expect_reference(const Versions& versions) {
  const PersonIndex index(versions.input());
  std::map<PersonId, std::set<Identity>> identities_of;
  std::map<PersonId, std::int64_t> last_of;
  for (std::size_t i = 0; i < versions.identities.size(); ++i) {
    const PersonId person = versions.person_of[i];
    if (person.is_none()) continue;
    identities_of[person].insert(versions.identities[i]);
    const auto at = last_of.emplace(person, kMissingInt64).first;
    at->second = std::max(at->second, versions.recorded_at[i]);
  }
  std::vector<PersonId> people;
  for (const auto& [person, identities] : identities_of) {
    people.push_back(person);
    std::vector<Identity> found;
    for (const std::uint32_t number : index.identities_of(person)) {
      found.push_back(index.identity(number));
    }
    EXPECT_EQ(found, std::vector<Identity>(identities.begin(), identities.end()));
    EXPECT_EQ(index.last_recorded_at(person), last_of[person]);
  }
  EXPECT_EQ(std::vector<PersonId>(index.people().begin(), index.people().end()), people);
}

TEST(PersonIndex, OfNobody) {
  const Versions nobody;
  const PersonIndex index(nobody.input());
  EXPECT_TRUE(index.people().empty());
  EXPECT_TRUE(index.count_frequencies({}).right.empty());
  expect_reference(random_versions(0, 0, 5));
}

TEST(PersonIndex, OfRandomVersions) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    expect_reference(random_versions(seed, 1 + 20 * seed, 30));
  }
}

TEST(PersonIndex, APersonWithoutAVersionHasNoIdentity) {
  Versions versions = random_versions(1, 5, 3);
  versions.num_persons = 10;
  const PersonIndex index(versions.input());
  EXPECT_TRUE(index.identities_of(PersonId{9}).empty());
  EXPECT_EQ(index.last_recorded_at(PersonId{9}), kMissingInt64);
}

TEST(PersonIndex, ManyVersionsArePaidForAndFewRepaid) {
  Versions versions;
  versions.num_persons = 2;
  for (const std::uint32_t person : {0u, 1u, 1u, 1u}) {
    Identity identity;
    identity.surname = NameId{static_cast<std::uint32_t>(versions.identities.size())};
    versions.identities.push_back(identity);
    versions.person_of.push_back(PersonId{person});
    versions.recorded_at.push_back(0);
  }
  const PersonIndex index(versions.input());
  // Two identities a person in the mean: half of log2(2 / 1) and of log2(2 / 3).
  EXPECT_EQ(index.version_weight(PersonId{0}), fixed_log2(2) / 2);
  EXPECT_EQ(index.version_weight(PersonId{1}), (fixed_log2(2) - fixed_log2(3)) / 2);
}

TEST(PersonIndex, NearNamesAreOfMentionsAndInTheIndex) {
  StringColumn names;
  for (const char* name : {"ANNA", "ANNE", "BERT", "BERTA"}) names.push_back(name);
  const NameId anna{0}, anne{1}, bert{2}, berta{3};
  Identity version, mention;
  version.forename = anna;
  version.surname = berta;
  mention.forename = anne;
  mention.surname = bert;
  const std::vector versions = {version};
  const std::vector mentions = {mention};
  const std::vector person_of = {PersonId{0}};
  const std::vector<std::int64_t> recorded_at = {0};
  const StringColumn no_identifiers;
  const PersonIndex index({versions, person_of, recorded_at, names, no_identifiers, 1, mentions});
  const auto close_to = [&](NameId name) {
    EXPECT_TRUE(index.near().of(name).near.empty());
    const auto close = index.near().of(name).close;
    return std::vector<NameId>(close.begin(), close.end());
  };
  EXPECT_EQ(close_to(anne), std::vector{anna});
  EXPECT_EQ(close_to(bert), std::vector{berta});
  EXPECT_TRUE(close_to(anna).empty());
  EXPECT_TRUE(close_to(berta).empty());
}

TEST(PersonIndex, FrequenciesCountEveryPersonOnce) {
  Versions versions;
  versions.num_persons = 4;
  const auto add = [&](std::uint32_t person, std::uint32_t surname) {
    Identity identity;
    identity.surname = NameId{surname};
    versions.identities.push_back(identity);
    versions.person_of.push_back(PersonId{person});
    versions.recorded_at.push_back(0);
  };
  for (std::uint32_t person = 0; person < 3; ++person) add(person, 0);  // common
  add(3, 1);                                                            // rare
  const PersonIndex index(versions.input());
  const auto frequencies = index.count_frequencies(versions.identities);
  ASSERT_EQ(frequencies.right.size(), 2u);
  ASSERT_EQ(frequencies.left.size(), 4u);
  EXPECT_LT(frequencies.right[0].surname, frequencies.right[1].surname);
  // Each adjustment is rounded to a whole unit.
  const std::int64_t difference =
      frequencies.right[1].surname - frequencies.right[0].surname - fixed_log2(3);
  EXPECT_LE(std::abs(difference), 1);
}

}  // namespace
}  // namespace fsu::stages

#include "kernels/blocking/complete_versions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "kernels/core/check.hpp"
#include "tests/blocking/random_identities.hpp"

namespace fsu::blocking {
namespace {

using Entry = std::pair<PersonId, Identity>;

/// Straight from the definition: every pair of versions of one person, and sets of their values.
std::vector<Entry> reference(std::span<const Identity> versions, std::span<const PersonId> of) {
  std::vector<Entry> expected;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    if (of[i].is_none()) continue;
    std::set<std::int32_t> dates;
    std::set<IdentifierId> identifiers;
    for (std::size_t k = 0; k < versions.size(); ++k) {
      if (of[k] != of[i]) continue;
      if (versions[k].date_of_birth != kMissingDate) dates.insert(versions[k].date_of_birth);
      if (!versions[k].identifier.is_none()) identifiers.insert(versions[k].identifier);
    }
    const Identity& version = versions[i];
    if (version.date_of_birth != kMissingDate || dates.empty() || dates.size() > kMaxFilledValues) {
      dates = {version.date_of_birth};
    }
    const bool has_identifier =
        !version.identifier.is_none() || !version.mistyped_identifier.is_none();
    if (has_identifier || identifiers.empty() || identifiers.size() > kMaxFilledValues) {
      identifiers = {version.identifier};
    }
    for (const std::int32_t date : dates) {
      for (const IdentifierId identifier : identifiers) {
        Identity filled = version;
        filled.date_of_birth = date;
        filled.identifier = identifier;
        expected.emplace_back(of[i], filled);
      }
    }
  }
  std::sort(expected.begin(), expected.end());
  return expected;
}

std::vector<Entry> sorted_entries(const PersonVersions& versions) {
  EXPECT_EQ(versions.identities.size(), versions.persons.size());
  EXPECT_TRUE(std::is_sorted(versions.persons.begin(), versions.persons.end()));
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < versions.persons.size(); ++i) {
    entries.emplace_back(versions.persons[i], versions.identities[i]);
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

std::vector<PersonId> random_people(std::uint64_t seed, std::size_t count, std::uint32_t people) {
  std::vector<PersonId> of(count);
  for (std::size_t i = 0; i < count; ++i) {
    Random random(seed, 2, i);
    if (!random.chance(0.1)) of[i] = {static_cast<std::uint32_t>(random.below(people))};
  }
  return of;
}

TEST(CompleteVersions, AreThoseOfTheReference) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    for (const std::size_t count : {0u, 1u, 2u, 40u, 200u}) {
      const auto versions = random_identities(seed, count);
      const auto people = random_people(seed, count, seed % 2 == 0 ? 5 : 60);
      EXPECT_EQ(sorted_entries(complete_versions(versions, people)), reference(versions, people));
    }
  }
}

TEST(CompleteVersions, ABlankTakesEachValueOfTheOtherVersions) {
  Identity blank;
  blank.forename = {1};
  Identity one = blank;
  one.forename = {2};
  one.date_of_birth = 19800503;
  one.identifier = {7};
  Identity other = one;
  other.date_of_birth = 19800305;
  const std::vector<Identity> versions = {blank, one, other};
  const std::vector<PersonId> people(3, PersonId{4});
  const PersonVersions filled = complete_versions(versions, people);
  ASSERT_EQ(filled.identities.size(), 4);
  for (const Identity& identity : filled.identities) {
    EXPECT_EQ(identity.identifier, IdentifierId{7});
    EXPECT_NE(identity.date_of_birth, kMissingDate);
  }
}

TEST(CompleteVersions, NeedAPersonForEachVersion) {
  const auto versions = random_identities(1, 3);
  const std::vector<PersonId> people(2);
  EXPECT_THROW(static_cast<void>(complete_versions(versions, people)), InternalError);
}

}  // namespace
}  // namespace fsu::blocking

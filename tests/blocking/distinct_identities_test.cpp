#include "kernels/blocking/distinct_identities.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "kernels/core/parallel.hpp"
#include "tests/blocking/random_identities.hpp"

namespace fsu::blocking {
namespace {

TEST(DistinctIdentities, PersonsAreGroupedWhateverTheOrder) {
  std::vector<Identity> versions = random_identities(5, 300);
  std::vector<PersonId> person_of(versions.size());
  for (std::size_t i = 0; i < versions.size(); ++i) {
    person_of[i] = i % 10 == 0 ? PersonId{} : PersonId{static_cast<std::uint32_t>(i / 4)};
  }
  const PersonIdentities expected = distinct_person_identities(versions, person_of);
  std::set<std::pair<Identity, PersonId>> pairs;
  std::set<PersonId> people;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    if (person_of[i].is_none()) continue;
    pairs.emplace(versions[i], person_of[i]);
    people.insert(person_of[i]);
  }
  EXPECT_EQ(expected.persons.size(), pairs.size());
  EXPECT_EQ(expected.num_persons, people.size());
  auto pair = pairs.begin();
  for (std::size_t i = 0; i < expected.identities.size(); ++i) {
    for (const PersonId person : expected.persons_of(i)) {
      EXPECT_EQ(*pair++, std::pair(expected.identities[i], person));
    }
  }
  std::reverse(versions.begin(), versions.end());
  std::reverse(person_of.begin(), person_of.end());
  for (const int threads : {1, 2, 3, 8}) {
    set_num_threads(threads);
    const PersonIdentities reversed = distinct_person_identities(versions, person_of);
    EXPECT_EQ(reversed.identities, expected.identities);
    EXPECT_EQ(reversed.persons, expected.persons);
  }
  set_num_threads(0);
}

TEST(DistinctIdentities, MentionsFindTheirIdentity) {
  const std::vector<Identity> a = random_identities(6, 200);
  const std::vector<Identity> b = random_identities(7, 100);
  const std::array<std::span<const Identity>, 3> sources = {a, std::span<const Identity>{}, b};
  const MentionIdentities distinct = distinct_mention_identities(sources);
  EXPECT_TRUE(std::is_sorted(distinct.identities.begin(), distinct.identities.end()));
  EXPECT_EQ(std::adjacent_find(distinct.identities.begin(), distinct.identities.end()),
            distinct.identities.end());
  ASSERT_EQ(distinct.identity_of_mention.size(), a.size() + b.size());
  for (std::size_t i = 0; i < a.size() + b.size(); ++i) {
    const Identity& identity = i < a.size() ? a[i] : b[i - a.size()];
    EXPECT_EQ(distinct.identities[distinct.identity_of_mention[i]], identity);
  }
}

}  // namespace
}  // namespace fsu::blocking

#include "kernels/blocking/candidates.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "kernels/blocking/distinct_identities.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/random.hpp"

namespace fsu::blocking {
namespace {

/// Identities over so few values that all passes meet; missing fields included.
std::vector<Identity> random_identities(std::uint64_t seed, std::size_t count) {
  std::vector<Identity> identities(count);
  for (std::size_t i = 0; i < count; ++i) {
    Random random(seed, 1, i);
    const auto name = [&] {
      return random.below(5) == 0 ? NameId{} : NameId{static_cast<std::uint32_t>(random.below(6))};
    };
    identities[i] = {
        name(), name(), name(),
        random.below(4) == 0 ? 0 : 19800100 + static_cast<std::int32_t>(random.below(6)),
        random.below(3) == 0 ? random.below(20) : 0};
  }
  return identities;
}

bool has_common_key(const Identity& a, const Identity& b) {
  const bool same_pnc = a.pnc != 0 && a.pnc == b.pnc;
  const bool same_name = a.has_full_name() && a.forename == b.forename && a.surname == b.surname;
  const bool swapped = a.has_full_name() && a.forename == b.surname && a.surname == b.forename;
  const bool same_date = a.has_name() && a.has_whole_date() && a.date_of_birth == b.date_of_birth;
  return same_pnc || same_name || swapped || same_date;
}

TEST(Candidates, EqualAllPairsByBruteForce) {
  const std::vector<Identity> persons = random_identities(1, 400);
  const std::vector<Identity> mentions = random_identities(2, 400);
  const CandidateFinder finder(persons);
  CandidateWorkspace workspace;
  std::uint64_t num_pairs = 0;
  for (const Identity& mention : mentions) {
    finder.find(mention, workspace);
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < persons.size(); ++i) {
      if (has_common_key(mention, persons[i])) expected.push_back(i);
    }
    ASSERT_EQ(workspace.candidates, expected);
    ASSERT_TRUE(is_linkable(mention) || expected.empty());
    num_pairs += expected.size();
  }
  std::uint64_t num_new = 0;
  for (const PassCounts& pass : workspace.counts.passes) {
    EXPECT_GE(pass.pairs, pass.new_pairs);
    EXPECT_GE(pass.pairs, pass.largest_block);
    num_new += pass.new_pairs;
  }
  EXPECT_EQ(num_new, num_pairs);
  EXPECT_EQ(workspace.counts.capped_pairs, 0u);
}

TEST(Candidates, OversizedDatesKeepThoseWhoShareAName) {
  const std::vector<Identity> persons = random_identities(3, 400);
  const CandidateFinder whole(persons);
  const CandidateFinder capped(persons, {.max_date_block = 3});
  for (const Identity& mention : random_identities(4, 200)) {
    CandidateWorkspace all, some;
    whole.find(mention, all);
    capped.find(mention, some);
    std::vector<std::uint32_t> expected;
    for (const std::uint32_t i : all.candidates) {
      const Identity& person = persons[i];
      const bool by_name = (!mention.forename.is_none() && mention.forename == person.forename) ||
                           (!mention.surname.is_none() && mention.surname == person.surname) ||
                           (mention.has_full_name() && mention.forename == person.surname &&
                            mention.surname == person.forename);
      if (by_name || (mention.pnc != 0 && mention.pnc == person.pnc)) expected.push_back(i);
    }
    EXPECT_EQ(some.candidates, expected);
    const std::size_t date = kNumPasses - 1;
    EXPECT_EQ(some.counts.capped_pairs + some.counts.passes[date].pairs,
              all.counts.passes[date].pairs);
  }
}

TEST(Candidates, EmptyIndexAndEmptyMention) {
  CandidateWorkspace workspace;
  CandidateFinder({}).find({NameId{1}, NameId{2}, {}, 19800101, 7}, workspace);
  EXPECT_TRUE(workspace.candidates.empty());
  const std::vector<Identity> nobody(10);
  CandidateFinder(nobody).find({}, workspace);
  EXPECT_TRUE(workspace.candidates.empty());
  EXPECT_FALSE(is_linkable({}));
}

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

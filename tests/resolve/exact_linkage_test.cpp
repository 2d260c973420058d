#include "kernels/resolve/exact_linkage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "kernels/core/random.hpp"

namespace fsu::resolve {
namespace {

std::vector<Identity> random_identities(std::uint64_t seed, std::size_t count) {
  std::vector<Identity> identities(count);
  for (std::size_t i = 0; i < count; ++i) {
    Random random(seed, 2, i);
    const auto name = [&] {
      return random.below(6) == 0 ? NameId{} : NameId{static_cast<std::uint32_t>(random.below(3))};
    };
    const auto identifier = [&](std::uint64_t one_in) {
      return random.below(one_in) == 0 ? IdentifierId{static_cast<std::uint32_t>(random.below(9))}
                                       : IdentifierId{};
    };
    identities[i] = {name(),
                     name(),
                     random.below(2) == 0 ? NameId{} : name(),
                     random.below(5) == 0 ? 19800000 : 19800101,
                     identifier(4),
                     identifier(8)};
  }
  return identities;
}

PersonIdentities index_of(const std::vector<Identity>& versions) {
  std::vector<std::pair<Identity, PersonId>> bearers;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    bearers.emplace_back(versions[i], PersonId{static_cast<std::uint32_t>(i / 2)});
  }
  std::sort(bearers.begin(), bearers.end());
  bearers.erase(std::unique(bearers.begin(), bearers.end()), bearers.end());
  PersonIdentities persons;
  for (const auto& [identity, person] : bearers) {
    if (persons.identities.empty() || persons.identities.back() != identity) {
      persons.identities.push_back(identity);
      persons.person_begins.push_back(static_cast<std::uint32_t>(persons.persons.size()));
    }
    persons.persons.push_back(person);
  }
  persons.person_begins.push_back(static_cast<std::uint32_t>(persons.persons.size()));
  persons.num_persons = (versions.size() + 1) / 2;
  return persons;
}

TEST(ExactLinkage, EqualsTheRuleByBruteForce) {
  const std::vector<Identity> versions = random_identities(1, 60);
  const PersonIdentities persons = index_of(versions);
  const ExactLinker linker(persons);
  std::vector<ScoredPerson> matches;
  std::set<Status> seen;
  for (const Identity& mention : random_identities(2, 500)) {
    std::set<PersonId> expected;
    for (std::size_t i = 0; i < versions.size(); ++i) {
      const Identity& version = versions[i];
      const bool by_pnc = !mention.identifier.is_none() && mention.identifier == version.identifier;
      const bool by_name = mention.identifier.is_none() && mention.has_full_name() &&
                           mention.has_whole_date() && mention.forename == version.forename &&
                           mention.surname == version.surname &&
                           mention.other_forenames == version.other_forenames &&
                           mention.date_of_birth == version.date_of_birth;
      if (by_pnc || by_name) expected.insert(PersonId{static_cast<std::uint32_t>(i / 2)});
    }
    linker.find(mention, matches);
    ASSERT_EQ(matches.size(), expected.size());
    auto person = expected.begin();
    for (const ScoredPerson& match : matches) ASSERT_EQ(match.person, *person++);
    const Decision decision = decide_exact(matches);
    seen.insert(decision.status);
    EXPECT_EQ(decision.status, expected.empty()       ? Status::kNoCandidate
                               : expected.size() == 1 ? Status::kLinked
                                                      : Status::kAmbiguous);
  }
  EXPECT_EQ(seen.size(), 3u);
}

TEST(ExactLinkage, EmptyIndex) {
  const PersonIdentities persons = index_of({});
  std::vector<ScoredPerson> matches;
  ExactLinker(persons).find({{0}, {1}, {}, 19800101, {}, {}}, matches);
  EXPECT_TRUE(matches.empty());
  EXPECT_FALSE(is_exactly_linkable({{0}, {1}, {}, 19800000, {}, {}}));
}

}  // namespace
}  // namespace fsu::resolve

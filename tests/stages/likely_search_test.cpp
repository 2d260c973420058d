// The search for likely people against all pairs, weighed one by one.
#include "src/stages/likely_search.hpp"

#include <gtest/gtest.h>

#include <map>
#include <tuple>
#include <vector>

#include "tests/stages/searched_force.hpp"
#include "tests/stages/varied_force.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

using compare::IdentifierLevel;
using test::SearchedForce;
using test::WeighedPair;

constexpr Weight kLeast = -8 * kWeightOne;
/// From here on not all pairs are compared.
constexpr std::size_t kManyPairs = (std::size_t{1} << 20) + 1;

LikelyPeople search(const SearchedForce& force, Weight least = kLeast) {
  report::Reporter reporter = fsu::test::quiet_reporter();
  return search_likely_people(
      {force.left(), force.index(), force.frequencies(), force.weights(), least}, reporter);
}

/// A version of a person, as found or by the reference.
struct Version {
  std::uint32_t identity = 0;
  Levels levels{};
  Weight weight = 0;
  bool can_be_found = false;  ///< an identifier shared, or a name near, in either place

  [[nodiscard]] bool is_better_than(const Version& other) const {
    return std::tuple(-weight, levels, identity) <
           std::tuple(-other.weight, other.levels, other.identity);
  }
};

bool share_identifier(const WeighedPair& pair) {
  const auto level = static_cast<IdentifierLevel>(pair.levels[compare::kIdentifier]);
  return level == IdentifierLevel::kSame || level == IdentifierLevel::kOneEdit ||
         level == IdentifierLevel::kMistyped;
}

/// By left identity: everybody who weighs enough, by their best version.
using Reference = std::vector<std::map<PersonId, Version>>;

Reference all_likely(const SearchedForce& force, Weight least) {
  Reference reference(force.left().size());
  const Weight least_pair = least - force.weights().prior();
  force.for_all_pairs([&](std::uint32_t i, std::uint32_t j, const WeighedPair& pair) {
    if (pair.weight < least_pair) return;
    const bool can_be_found =
        share_identifier(pair) || force.near_pair(force.left()[i], force.right()[j]).has_any();
    const Version version{j, pair.levels, pair.weight, can_be_found};
    for (const PersonId person : force.index().persons().persons_of(j)) {
      const auto [best, is_new] = reference[i].try_emplace(person, version);
      if (!is_new && version.is_better_than(best->second)) best->second = version;
    }
  });
  return reference;
}

struct Counts {
  std::size_t num_found = 0;
  std::size_t num_missed = 0;  ///< who could have been found
  std::size_t num_others = 0;  ///< people found by another than their best version
  std::size_t num_beyond = 0;  ///< who share nothing that a search goes by
};

bool is_same(const LikelyPerson& person, const Version& version) {
  return person.identity == version.identity &&
         std::equal(person.levels.begin(), person.levels.end(), version.levels.begin());
}

/// Holds what was found of one left identity against the reference.
void compare_one(const std::map<PersonId, Version>& expected, std::span<const LikelyPerson> found,
                 Counts& counts) {
  for (std::size_t k = 1; k < found.size(); ++k) ASSERT_LT(found[k - 1].person, found[k].person);
  std::map<PersonId, LikelyPerson> by_person;
  for (const LikelyPerson& person : found) {
    ASSERT_TRUE(expected.contains(person.person)) << "too light";
    by_person[person.person] = person;
  }
  counts.num_found += found.size();
  for (const auto& [person, version] : expected) {
    const auto at = by_person.find(person);
    if (!version.can_be_found) {
      counts.num_beyond += at == by_person.end();
    } else if (at == by_person.end()) {
      ++counts.num_missed;
    } else if (!is_same(at->second, version)) {
      ++counts.num_others;
    }
  }
}

Counts compare_all(const SearchedForce& force, const LikelyPeople& found, Weight least) {
  const Reference reference = all_likely(force, least);
  EXPECT_EQ(found.num_identities(), reference.size());
  Counts counts;
  for (std::uint32_t i = 0; i < reference.size(); ++i) {
    compare_one(reference[i], found.of(i), counts);
  }
  return counts;
}

TEST(LikelySearch, FindsEverybodyWhoSharesAnIdentifierOrANearName) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const SearchedForce force(test::varied_force(seed, 1200, 1200));
    ASSERT_GE(force.left().size() * force.right().size(), kManyPairs);
    for (const Weight least : {kLeast, 0 * kWeightOne, 8 * kWeightOne}) {
      const Counts counts = compare_all(force, search(force, least), least);
      std::cerr << force.left().size() << "x" << force.right().size() << " prior "
                << force.weights().prior() / double(kWeightOne) << " least " << least / kWeightOne
                << " found " << counts.num_found << " missed " << counts.num_missed << " others "
                << counts.num_others << " beyond " << counts.num_beyond << "\n";
      EXPECT_EQ(counts.num_missed, 0u);
      EXPECT_EQ(counts.num_others, 0u);
      EXPECT_GT(counts.num_found, 500u);
      EXPECT_LT(20 * counts.num_beyond, counts.num_found);
    }
  }
}

}  // namespace
}  // namespace fsu::stages

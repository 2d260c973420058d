// What the search for likely people finds, compared with all pairs of a force, weighed one by one.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "src/stages/likely_search.hpp"
#include "tests/stages/searched_force.hpp"

namespace fsu::stages::test {

inline constexpr Weight kLeast = -8 * kWeightOne;  // less than that of the program
inline constexpr Weight kNoRange = Weight{1} << 50;
inline constexpr Weight kProgramRange = 12 * kWeightOne;
inline constexpr std::array kRanges = {kNoRange, kProgramRange, 4 * kWeightOne, Weight{0}};
/// Up to here all pairs are compared.
inline constexpr std::size_t kFewPairs = std::size_t{1} << 20;

inline bool has_many_pairs(const SearchedForce& force) {
  return force.left().size() * force.right().size() > kFewPairs;
}

inline LikelyPeople search(const SearchedForce& force, Weight least = kLeast,
                           Weight range = kNoRange) {
  report::Reporter reporter = fsu::test::quiet_reporter();
  return search_likely_people(
      {force.left(), force.index(), force.frequencies(), force.weights(), {least, range}},
      reporter);
}

/// The same people, versions and levels, and pairs of each pass.
inline bool are_equal(const LikelyPeople& a, const LikelyPeople& b) {
  if (a.num_identities() != b.num_identities() || a.blocking != b.blocking) return false;
  const auto is_same = [](const LikelyPerson& x, const LikelyPerson& y) {
    return x.person == y.person && x.identity == y.identity && x.levels == y.levels;
  };
  for (std::uint32_t i = 0; i < a.num_identities(); ++i) {
    if (!std::ranges::equal(a.of(i), b.of(i), is_same)) return false;
  }
  return true;
}

inline constexpr Weight kNotSought = std::numeric_limits<Weight>::min() / 2;

/// The least up to which a pair is sought: its weight where it shares an identifier, or one edit
/// apart; or has names near: both, one in its own place, or one in the other's with a date alike.
/// What identifiers two edits apart add is not counted, nor what further forenames add to two slips
/// at once (is_near_with_further), but for those born on one day.
inline Weight sought_weight(const SearchedForce& force, std::uint32_t i, std::uint32_t j,
                            const WeighedPair& pair) {
  const bool is_two_edits = pair.identifier() == compare::IdentifierLevel::kTwoEdits;
  if (pair.has_near_identifiers() && !is_two_edits) return pair.weight;
  const Identity& left = force.left()[i];
  const Identity& right = force.right()[j];
  const NearPair near = force.near_pair(i, j);
  const bool is_one_day = left.has_whole_date() && left.date_of_birth == right.date_of_birth;
  const auto [first, second] = near.counted(pair.levels);
  const bool is_one_enough =
      NearPair::is_direct(pair.levels) || share_date_parts(left.date_of_birth, right.date_of_birth);
  const bool are_names_near = is_one_enough ? first || second : first && second;
  if (!are_names_near) return kNotSought;
  const Weight weight = is_two_edits ? force.without_identifier(pair) : pair.weight;
  const bool is_further = !is_one_day && is_near_with_further(left, pair.levels, near);
  return is_further ? weight - force.by_further(i, pair, near) : weight;
}

/// A pair that weighs enough.
struct Version {
  std::uint32_t identity = 0;
  Levels levels{};
  Weight weight = 0;
  Weight sought = kNotSought;  ///< asked for so much or less, it is sought
  bool is_guarded = false;     ///< pushes nobody out

  [[nodiscard]] bool is_better_than(const Version& other) const {
    return std::tuple(-weight, levels, identity) <
           std::tuple(-other.weight, other.levels, other.identity);
  }
  [[nodiscard]] bool is(const LikelyPerson& person) const {
    return person.identity == identity &&
           std::equal(person.levels.begin(), person.levels.end(), levels.begin());
  }
};

/// What a pair of an identity must weigh: at least, and at most where a version that is not sought
/// was found beside a guarded one of the same person.
struct Needed {
  Weight least = 0;
  Weight most = 0;
};

/// All pairs of a force that weigh enough, by left identity.
class AllPairs {
 public:
  AllPairs(const SearchedForce& force, Weight least)
      : force_(force), of_left_(force.left().size()) {
    force.for_all_pairs([&](std::uint32_t i, std::uint32_t j, const WeighedPair& pair) {
      if (pair.weight < least - force.weights().prior()) return;
      of_left_[i].push_back({j, pair.levels, pair.weight, sought_weight(force, i, j, pair),
                             force.is_guarded(i, j, pair)});
    });
  }

  /// By person, the best version of those that a function of the version is true for.
  template <class IsMeant>
  [[nodiscard]] std::map<PersonId, Version> best_of(std::uint32_t i,
                                                    const IsMeant& is_meant) const {
    std::map<PersonId, Version> best;
    for (const Version& version : of_left_[i]) {
      if (!is_meant(version)) continue;
      for (const PersonId person : force_.index().persons().persons_of(version.identity)) {
        const auto [at, is_new] = best.try_emplace(person, version);
        if (!is_new && version.is_better_than(at->second)) at->second = version;
      }
    }
    return best;
  }

  /// The version that was found; null where the person does not have it, or not with these levels.
  [[nodiscard]] const Version* found(std::uint32_t i, const LikelyPerson& person) const {
    const Version* version = of_identity(i, person.identity);
    const bool is_theirs = version != nullptr && version->is(person) &&
                           std::ranges::count(force_.index().persons().persons_of(person.identity),
                                              person.person) == 1;
    return is_theirs ? version : nullptr;
  }

  /// What a pair of the identity must weigh, by the best unguarded of what was found of it.
  [[nodiscard]] Needed needed(std::uint32_t i, std::span<const LikelyPerson> people, Weight least,
                              Weight range) const {
    const Weight lowest = least - force_.weights().prior();
    Needed needed{lowest, lowest};
    const auto raise = [&](Weight& bound, const Version& version) {
      if (!version.is_guarded) bound = std::max(bound, version.weight - range);
    };
    for (const LikelyPerson& person : people) {
      const Version* version = found(i, person);
      if (version == nullptr) continue;
      raise(needed.least, *version);
      raise(needed.most, *version);
      if (!version->is_guarded) continue;
      // Another version of theirs, lighter and unguarded, counts too where it was found.
      for (const std::uint32_t identity : force_.index().identities_of(person.person)) {
        const Version* other = of_identity(i, identity);
        if (other == nullptr) continue;
        raise(needed.most, *other);
        if (other->sought >= other->weight) raise(needed.least, *other);
      }
    }
    return needed;
  }

  /// The same by the best unguarded of all pairs.
  [[nodiscard]] Weight needed_by_all(std::uint32_t i, Weight least, Weight range) const {
    Weight needed = least - force_.weights().prior();
    for (const Version& version : of_left_[i]) {
      if (!version.is_guarded) needed = std::max(needed, version.weight - range);
    }
    return needed;
  }

  [[nodiscard]] const SearchedForce& force() const { return force_; }

 private:
  /// Null where the pair does not weigh enough.
  [[nodiscard]] const Version* of_identity(std::uint32_t i, std::uint32_t identity) const {
    const auto at = std::ranges::lower_bound(of_left_[i], identity, {}, &Version::identity);
    return at != of_left_[i].end() && at->identity == identity ? &*at : nullptr;
  }

  const SearchedForce& force_;
  std::vector<std::vector<Version>> of_left_;
};

struct Counts {
  std::size_t num_right = 0;   ///< found by their best version
  std::size_t num_wrong = 0;   ///< too light, or not theirs
  std::size_t num_missed = 0;  ///< sought, and not found by a version as good
  std::size_t num_passed = 0;  ///< not found by their best version, which is not sought
  /// Identities whose best pair, which is not sought, was not found, so that they need less.
  std::size_t num_less_needed = 0;
};

/// Compares what was found of one identity.
inline void count(const AllPairs& all, std::uint32_t i, std::span<const LikelyPerson> people,
                  const Needed& needed, Counts& counts) {
  constexpr std::size_t kMostShown = 3;
  for (const LikelyPerson& person : people) {
    const Version* version = all.found(i, person);
    counts.num_wrong += version == nullptr || version->weight < needed.least;
  }
  const auto best_sought =
      all.best_of(i, [&](const Version& version) { return version.sought >= needed.most; });
  const auto best =
      all.best_of(i, [&](const Version& version) { return version.weight >= needed.most; });
  for (const auto& [person, version] : best) {
    const auto at = std::ranges::find(people, person, &LikelyPerson::person);
    const Version* found = at == people.end() ? nullptr : all.found(i, *at);
    const auto sought = best_sought.find(person);
    if (at != people.end() && version.is(*at)) {
      ++counts.num_right;
    } else if (sought != best_sought.end() &&
               (found == nullptr || sought->second.is_better_than(*found))) {
      if (++counts.num_missed > kMostShown) continue;
      ADD_FAILURE() << "missed: " << all.force().describe(i, sought->second.identity);
    } else {
      ++counts.num_passed;
    }
  }
}

/// An identity's best pair is found where it is sought, so that the people who are left out for it
/// are those whom the best of all pairs leaves out.
inline Counts count(const AllPairs& all, const LikelyPeople& found, Weight least,
                    Weight range = kNoRange) {
  const SearchedForce& force = all.force();
  Counts counts;
  EXPECT_EQ(found.num_identities(), force.left().size());
  for (std::uint32_t i = 0; i < force.left().size(); ++i) {
    const std::span<const LikelyPerson> people = found.of(i);
    EXPECT_TRUE(std::ranges::is_sorted(people, std::ranges::less_equal(), &LikelyPerson::person) ||
                people.empty());
    const Needed needed = all.needed(i, people, least, range);
    counts.num_less_needed += needed.least < all.needed_by_all(i, least, range);
    count(all, i, people, needed, counts);
  }
  EXPECT_EQ(counts.num_wrong, 0u);
  EXPECT_EQ(counts.num_missed, 0u);
  return counts;
}

/// Without a range and with several; returns the counts without.
inline Counts compare_with_all(const SearchedForce& force, Weight least) {
  const AllPairs all(force, least);
  std::array<Counts, kRanges.size()> counts;
  for (std::size_t k = 0; k < kRanges.size(); ++k) {
    SCOPED_TRACE("range " + std::to_string(kRanges[k] / kWeightOne));
    counts[k] = count(all, search(force, least, kRanges[k]), least, kRanges[k]);
    EXPECT_LE(counts[k].num_right, counts[k > 0 ? k - 1 : 0].num_right);
  }
  return counts[0];
}

}  // namespace fsu::stages::test

// What the search for likely people rests on: no pair weighs more than the bound that it is left
// out by.
#include "src/stages/pair_bounds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "tests/stages/searched_force.hpp"
#include "tests/stages/varied_force.hpp"

namespace fsu::stages {
namespace {

using compare::NameLevel;
using test::NearPair;
using test::SearchedForce;
using test::WeighedPair;

/// Which bound a pair comes under, by its level of the names and by which of them are near in the
/// places that this level counts.
enum Kind : std::size_t {
  kBothDirect,
  kForenameAlone,
  kSurnameAlone,
  kBothCrossed,
  kForenameCrossed,  ///< ours as their surname, the other one not near
  kSurnameCrossed,
  kNumKinds
};

std::optional<Kind> kind_of(const WeighedPair& pair, const NearPair& near) {
  const auto [first, second] = near.counted(pair.levels);
  if (!first && !second) return {};
  if (NearPair::is_direct(pair.levels)) {
    return first && second ? kBothDirect : first ? kForenameAlone : kSurnameAlone;
  }
  return first && second ? kBothCrossed : first ? kForenameCrossed : kSurnameCrossed;
}

/// Bounds without the date: of one pair, and with nothing known of the right record but the name.
struct Bounds {
  Weight of_pair = 0;
  Weight at_best = 0;
};

/// The bounds of one pair at a time.
class BoundFinder {
 public:
  explicit BoundFinder(const SearchedForce& force) : force_(force), bounds_(force.bounds()) {}

  [[nodiscard]] Bounds find(Kind kind, const NearPair& near, std::uint32_t i,
                            std::uint32_t j) const {
    const Identity& theirs = force_.right()[j];
    switch (kind) {
      case kBothDirect:
        return same(direct(near, i, j));
      case kForenameAlone:
        return alone(NameSide::kForename, near.forename, i, theirs);
      case kSurnameAlone:
        return alone(NameSide::kSurname, near.surname, i, theirs);
      case kBothCrossed:
        return same(bounds_.crossed(near.one, near.other, i, theirs));
      case kForenameCrossed:
        return crossed_alone(NameSide::kForename, near.one, i, theirs);
      default:
        return crossed_alone(NameSide::kSurname, near.other, i, theirs);
    }
  }
  [[nodiscard]] Weight date(std::uint32_t i, std::uint32_t j) const {
    return bounds_.date(force_.left()[i].date_of_birth, force_.right()[j].date_of_birth, j);
  }

 private:
  static Bounds same(Weight weight) { return {weight, weight}; }

  /// A forename can be closer than its list says, by further forenames.
  [[nodiscard]] Weight direct(const NearPair& near, std::uint32_t i, std::uint32_t j) const {
    const bool have_others = !force_.left()[i].other_forenames.is_none();
    const bool has_others = !force_.right()[j].other_forenames.is_none();
    Weight weight = bounds_.direct(near.forename, near.surname, i, j);
    if (have_others || has_others) {
      weight = std::max(weight, bounds_.direct(NameLevel::kClose, near.surname, i, j));
    }
    return weight + (have_others && has_others ? bounds_.weights().best_other_forenames() : 0);
  }
  [[nodiscard]] Bounds alone(NameSide side, NameLevel level, std::uint32_t i,
                             const Identity& theirs) const {
    return {bounds_.alone(side, level, i, theirs),
            bounds_.alone_at_best(side, level, i, name_of(theirs, side),
                                  bounds_.company_of(side, name_of(theirs, side)))};
  }
  [[nodiscard]] Bounds crossed_alone(NameSide side, NameLevel level, std::uint32_t i,
                                     const Identity& theirs) const {
    return {bounds_.crossed_alone(side, level, i, theirs), bounds_.crossed_alone_at_best(level, i)};
  }

  const SearchedForce& force_;
  PairBounds bounds_;
};

struct Counts {
  std::array<std::size_t, kNumKinds> pairs{};
  std::array<std::size_t, kNumKinds> too_heavy{};
};

/// Checks all pairs of a force whose identifiers do not agree: those are found by these.
Counts check(const SearchedForce& force) {
  constexpr std::size_t kMostShown = 3;
  const BoundFinder finder(force);
  Counts counts;
  force.for_all_pairs([&](std::uint32_t i, std::uint32_t j, const WeighedPair& pair) {
    if (pair.has_near_identifiers()) return;
    const NearPair near = force.near_pair(i, j);
    const std::optional<Kind> kind = kind_of(pair, near);
    if (!kind) return;
    ++counts.pairs[*kind];
    const Weight weight = pair.weight - finder.date(i, j);
    const Bounds bounds = finder.find(*kind, near, i, j);
    if (weight <= bounds.of_pair && weight <= bounds.at_best) return;
    if (counts.too_heavy[*kind]++ >= kMostShown) return;
    ADD_FAILURE() << force.describe(i, j) << ": " << weight << " without the date, above "
                  << bounds.of_pair << ", at best " << bounds.at_best;
  });
  return counts;
}

void expect_bounded(const SearchedForce& force, std::size_t min_pairs_of_a_kind) {
  const Counts counts = check(force);
  for (std::size_t kind = 0; kind < kNumKinds; ++kind) {
    EXPECT_EQ(counts.too_heavy[kind], 0u) << "kind " << kind;
    EXPECT_GE(counts.pairs[kind], min_pairs_of_a_kind) << "kind " << kind;
  }
}

TEST(PairBounds, NoPairIsHeavierUnderAModelThatWasLearned) {
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    expect_bounded(SearchedForce(test::varied_force(seed, 650, 650)), 80);
  }
}

/// What is heavy in one model is light in another, so every rule must hold by itself.
TEST(PairBounds, NoPairIsHeavierUnderAnyModel) {
  SearchedForce force(test::varied_force(5, 400, 400), test::any_model(0));
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    force.set_model(test::any_model(seed));
    expect_bounded(force, 30);
  }
}

test::LinkForce force_of(const test::Who& left, const test::Who& right) {
  test::LinkForce force;
  force.add_version(0, right);
  force.add_log(left, {});
  return force;
}

TEST(PairBounds, OfWhatOneRecordDoesNotSay) {
  for (const auto& [left, right] : test::one_sided_pairs()) {
    SearchedForce force(force_of(left, right), test::any_model(0));
    SearchedForce reverse(force_of(right, left), test::any_model(0));
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
      force.set_model(test::any_model(seed));
      reverse.set_model(test::any_model(seed));
      expect_bounded(force, 0);
      expect_bounded(reverse, 0);
    }
  }
}

/// Surnames that share a word of very many are close, and not in each other's list.
TEST(PairBounds, OfACommonWordOfManySurnames) {
  test::LinkForce force;
  for (std::uint32_t person = 0; person < 300; ++person) {
    test::Who who = test::varied_person(7, person);
    who.surname = "GARCIA " + who.surname + static_cast<char>('A' + person % 26) +
                  static_cast<char>('A' + person / 26);
    force.add_version(person, who);
    if (person % 3 == 0) force.add_log(test::varied_person(8, person), {});
    if (person % 3 == 1) force.add_log(who, {});
  }
  SearchedForce searched(force, test::any_model(0));
  std::size_t num_unlisted = 0;
  searched.for_all_pairs([&](std::uint32_t i, std::uint32_t j, const WeighedPair& pair) {
    const std::uint8_t names = pair.levels[compare::kNames];
    num_unlisted += compare::surname_level_of(names) == NameLevel::kClose &&
                    !NearPair::is_near(searched.near_pair(i, j).surname);
  });
  EXPECT_GT(num_unlisted, 1000u);
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    searched.set_model(test::any_model(seed));
    expect_bounded(searched, 0);
  }
}

}  // namespace
}  // namespace fsu::stages

// What the search for likely people rests on: no pair weighs more than the bound that it is left
// out by.
#include "src/stages/pair_bounds.hpp"

#include <gtest/gtest.h>

#include <array>
#include <optional>

#include "kernels/compare/compare_dates.hpp"
#include "tests/stages/searched_force.hpp"
#include "tests/stages/varied_force.hpp"
#include "tests/support/random_model.hpp"

namespace fsu::stages {
namespace {

using compare::NameLevel;
using test::NearPair;
using test::SearchedForce;
using test::WeighedPair;

/// Which bound a pair comes under, by the levels that it has in truth and the names that are near.
enum Kind : std::size_t { kBothDirect, kForename, kSurname, kBothCrossed, kOne, kOther, kNumKinds };

std::optional<Kind> kind_of(const WeighedPair& pair, const NearPair& near) {
  const bool is_direct = pair.levels[compare::kNames] < compare::kNumDirectLevels;
  const bool first = NearPair::is_near(is_direct ? near.forename : near.one);
  const bool second = NearPair::is_near(is_direct ? near.surname : near.other);
  if (!first && !second) return {};
  if (is_direct) return first && second ? kBothDirect : first ? kForename : kSurname;
  return first && second ? kBothCrossed : first ? kOne : kOther;
}

/// Identifiers that agree are found by themselves.
bool is_outside(const WeighedPair& pair) {
  const auto level = static_cast<compare::IdentifierLevel>(pair.levels[compare::kIdentifier]);
  return level != compare::IdentifierLevel::kMissing &&
         level != compare::IdentifierLevel::kDifferent;
}

/// The bounds of one pair: by what is known of both records, and of the left one alone.
struct Bounds {
  Weight pair = 0;
  Weight at_best = 0;
};

Weight max_direct(const PairBounds& bounds, const NearPair& near, std::uint32_t i, std::uint32_t j,
                  const Identity& ours, const Identity& theirs) {
  const bool have_others = !ours.other_forenames.is_none();
  const bool has_others = !theirs.other_forenames.is_none();
  Weight weight = bounds.direct(near.forename, near.surname, i, j);
  if (have_others || has_others) {
    weight = std::max(weight, bounds.direct(NameLevel::kClose, near.surname, i, j));
  }
  return weight + (have_others && has_others ? bounds.weights().best_other_forenames() : 0);
}

Bounds bounds_of(Kind kind, const PairBounds& bounds, const NearPair& near, std::uint32_t i,
                 std::uint32_t j, const SearchedForce& force) {
  const Identity& ours = force.left()[i];
  const Identity& theirs = force.right()[j];
  const auto alone = [&](NameSide side, NameLevel level) -> Bounds {
    return {bounds.alone(side, level, i, theirs),
            bounds.alone_at_best(side, level, i, name_of(theirs, side))};
  };
  const auto same = [](Weight weight) -> Bounds { return {weight, weight}; };
  switch (kind) {
    case kBothDirect:
      return same(max_direct(bounds, near, i, j, ours, theirs));
    case kForename:
      return alone(NameSide::kForename, near.forename);
    case kSurname:
      return alone(NameSide::kSurname, near.surname);
    case kBothCrossed:
      return same(bounds.crossed(near.one, near.other, i, theirs));
    case kOne:
      return same(bounds.crossed_alone(NameSide::kForename, near.one, i, theirs));
    default:
      return same(bounds.crossed_alone(NameSide::kSurname, near.other, i, theirs));
  }
}

std::string describe(const SearchedForce& force, const Identity& identity) {
  const auto name = [&](NameId id) {
    return id.is_none() ? std::string("-")
                        : std::string(force.index().traits().names()[id.index()]);
  };
  return name(identity.forename) + " (" + name(identity.other_forenames) + ") " +
         name(identity.surname) + " " + std::to_string(identity.date_of_birth);
}

using Counts = std::array<std::size_t, kNumKinds>;

/// Checks all pairs of a force; the numbers of pairs by kind.
Counts check(const SearchedForce& force) {
  const PairBounds bounds = force.bounds();
  Counts counts{};
  Counts failed{};
  force.for_all_pairs([&](std::uint32_t i, std::uint32_t j, const WeighedPair& pair) {
    if (is_outside(pair)) return;
    const Identity& ours = force.left()[i];
    const Identity& theirs = force.right()[j];
    const NearPair near = force.near_pair(ours, theirs);
    const std::optional<Kind> kind = kind_of(pair, near);
    if (!kind) return;
    ++counts[*kind];
    const Weight date = bounds.date(ours.date_of_birth, theirs.date_of_birth, j);
    const Bounds of = bounds_of(*kind, bounds, near, i, j, force);
    if (pair.weight > of.pair + date || pair.weight > of.at_best + date) {
      if (++failed[*kind] > 3) return;
      ADD_FAILURE() << "kind " << *kind << ": " << describe(force, ours) << " | "
                    << describe(force, theirs) << ": " << pair.weight - date
                    << " without date, bound " << of.pair << ", at best " << of.at_best
                    << ", names level " << int{pair.levels[compare::kNames]} << ", others "
                    << int{pair.levels[compare::kOtherForenames]};
    }
  });
  for (std::size_t k = 0; k < kNumKinds; ++k) EXPECT_EQ(failed[k], 0u) << "kind " << k;
  return counts;
}

TEST(PairBounds, NoPairIsHeavierUnderAModelThatWasLearned) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Counts counts = check(SearchedForce(test::varied_force(seed, 700, 700)));
    for (std::size_t kind = 0; kind < kNumKinds; ++kind) {
      std::cerr << counts[kind] << " ";
      EXPECT_GT(counts[kind], 1000u) << kind;
    }
  }
}

/// Identifiers and further forenames that differ speak against a pair in every model.
model::Model any_model(std::uint64_t seed) {
  model::Model model = fsu::test::random_model(0, seed);
  for (const auto& [comparison, level] :
       {std::pair{compare::kIdentifier, static_cast<int>(compare::IdentifierLevel::kDifferent)},
        {compare::kOtherForenames, static_cast<int>(compare::OtherForenamesLevel::kDifferent)}}) {
    model::LevelShares& shares =
        model.comparisons[comparison].shares[static_cast<std::size_t>(level)];
    if (shares.m > shares.u) std::swap(shares.m, shares.u);
  }
  return model;
}

TEST(PairBounds, NoPairIsHeavierUnderAnyModel) {
  SearchedForce force(test::varied_force(5, 400, 400));
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    force.set_model(any_model(seed));
    static_cast<void>(check(force));
  }
}

}  // namespace
}  // namespace fsu::stages

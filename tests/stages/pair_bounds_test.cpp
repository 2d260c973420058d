// What the search for likely people rests on: no pair weighs more than the bound that it is left
// out by.
#include "src/stages/pair_bounds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>

#include "kernels/compare/compare_dates.hpp"
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

/// Calls `function(name, bound)` for the bounds that a pair comes under, by names and further
/// forenames: of the pair, and with less and less known of the right record.
class NameBounds {
 public:
  explicit NameBounds(const SearchedForce& force) : force_(force), bounds_(force.bounds()) {}

  template <class Function>
  void for_each(Kind kind, const NearPair& near, std::uint32_t i, std::uint32_t j,
                const Function& function) const {
    const Identity& theirs = force_.right()[j];
    switch (kind) {
      case kBothDirect:
        function("direct", direct(near, i, j));
        function("direct_at_best", bounds_.direct_at_best(near.forename, near.surname, i));
        function("both_at_best", bounds_.both_at_best(NameSide::kForename, near.forename, i));
        function("both_at_best", bounds_.both_at_best(NameSide::kSurname, near.surname, i));
        break;
      case kForenameAlone:
        return for_alone(NameSide::kForename, near.forename, i, theirs, function);
      case kSurnameAlone:
        return for_alone(NameSide::kSurname, near.surname, i, theirs, function);
      case kBothCrossed:
        function("crossed", bounds_.crossed(near.one, near.other, i, theirs));
        function("crossed_at_best", bounds_.crossed_at_best(near.one, near.other, i));
        break;
      case kForenameCrossed:
        function("crossed_alone", bounds_.crossed_alone(NameSide::kForename, near.one, i, theirs));
        function("crossed_alone_at_best", bounds_.crossed_alone_at_best(near.one, i));
        break;
      default:
        function("crossed_alone", bounds_.crossed_alone(NameSide::kSurname, near.other, i, theirs));
        function("crossed_alone_at_best", bounds_.crossed_alone_at_best(near.other, i));
    }
  }
  [[nodiscard]] const PairBounds& bounds() const { return bounds_; }

 private:
  /// A forename that is near can be closer than its list says, by further forenames.
  [[nodiscard]] Weight direct(const NearPair& near, std::uint32_t i, std::uint32_t j) const {
    const bool have_others = !force_.left()[i].other_forenames.is_none();
    const bool has_others = !force_.right()[j].other_forenames.is_none();
    Weight weight = bounds_.direct(near.forename, near.surname, i, j);
    if (near.forename == NameLevel::kNear && (have_others || has_others)) {
      weight = std::max(weight, bounds_.direct(NameLevel::kClose, near.surname, i, j));
    }
    return weight + (have_others && has_others ? bounds_.weights().best_other_forenames() : 0);
  }

  template <class Function>
  void for_alone(NameSide side, NameLevel level, std::uint32_t i, const Identity& theirs,
                 const Function& function) const {
    const NameId name = name_of(theirs, side);
    const NameCompany company = bounds_.company_of(side, name);
    function("alone", bounds_.alone(side, level, i, theirs));
    for (NameCompany more = 0; more < kNumCompanies; ++more) {
      // What may stand beside a name, and more.
      if ((more & company) != company) continue;
      function("alone_at_best", bounds_.alone_at_best(side, level, i, name, more));
      if (level == NameLevel::kSame) continue;
      function("alone_at_best of any name", bounds_.alone_at_best(side, level, i, {}, more));
    }
  }

  const SearchedForce& force_;
  PairBounds bounds_;
};

/// The parts of a pair's weight that the bounds are of.
struct Parts {
  Weight date = 0;
  Weight names = 0;   ///< with their frequency
  Weight others = 0;  ///< of further forenames
};

Parts parts_of(const SearchedForce& force, std::uint32_t i, std::uint32_t j,
               const WeighedPair& pair) {
  const auto weight_of = [&](std::size_t comparison) {
    return force.weights().of_level(comparison, pair.levels[comparison]);
  };
  static const std::uint8_t same_date = compare::date_level(
      compare::YearState::kSame, compare::DayState::kSame, compare::DayState::kSame);
  const bool is_same_date = pair.levels[compare::kDateOfBirth] == same_date;
  const model::FrequencyAdjustments& of_right = force.frequencies().right[j];
  const Weight date_frequency = is_same_date ? of_right.date_of_birth : 0;
  const Weight frequency = frequency_weight(pair.levels, of_right, force.frequencies().left[i]);
  return {weight_of(compare::kDateOfBirth) + date_frequency,
          weight_of(compare::kNames) + frequency - date_frequency,
          weight_of(compare::kOtherForenames)};
}

struct Counts {
  std::array<std::size_t, kNumKinds> pairs{};
  std::array<std::size_t, kNumKinds> too_heavy{};
  std::array<std::size_t, 3> of_dates{};  ///< the same day, alike, not alike
  std::size_t dates_too_heavy = 0;
};

/// Checks all pairs of a force; what identifiers add is no part of any bound.
class Checker {
 public:
  explicit Checker(const SearchedForce& force) : force_(force), names_(force) {}

  [[nodiscard]] Counts check() {
    force_.for_all_pairs([&](std::uint32_t i, std::uint32_t j, const WeighedPair& pair) {
      const Parts parts = parts_of(force_, i, j, pair);
      check_date(i, j, parts.date);
      const NearPair near = force_.near_pair(i, j);
      if (const std::optional<Kind> kind = kind_of(pair, near)) {
        ++counts_.pairs[*kind];
        check_names(*kind, near, i, j, parts);
      }
    });
    return counts_;
  }

 private:
  static constexpr std::size_t kMostShown = 3;

  void check_names(Kind kind, const NearPair& near, std::uint32_t i, std::uint32_t j,
                   const Parts& parts) {
    const auto expect_bound = [&](const char* name, Weight bound, Weight weight) {
      if (weight <= bound || counts_.too_heavy[kind]++ >= kMostShown) return;
      ADD_FAILURE() << force_.describe(i, j) << ": " << weight << " by names, above " << bound
                    << ", " << name;
    };
    names_.for_each(kind, near, i, j, [&](const char* name, Weight bound) {
      expect_bound(name, bound, parts.names + parts.others);
    });
    if (kind == kBothDirect) {
      expect_bound("names_at_best", names_.bounds().names_at_best(near.forename, near.surname, i),
                   parts.names);
    }
  }

  void check_date(std::uint32_t i, std::uint32_t j, Weight weight) {
    const PairBounds& bounds = names_.bounds();
    const std::int32_t ours = force_.left()[i].date_of_birth;
    const std::int32_t theirs = force_.right()[j].date_of_birth;
    const auto expect = [&](const char* name, bool is_bounded) {
      if (is_bounded || counts_.dates_too_heavy++ >= kMostShown) return;
      ADD_FAILURE() << force_.describe(i, j) << ": " << weight << " by the date, against " << name;
    };
    expect("date", bounds.date(ours, theirs, j) == weight);
    expect("best_date", weight <= bounds.best_date(ours));
    if (ours != kMissingDate && theirs != kMissingDate) {
      expect("best_known_date", weight <= bounds.best_known_date());
    }
    const bool is_same_day = is_whole_date(ours) && ours == theirs;
    const bool are_alike = test::share_date_parts(ours, theirs);
    ++counts_.of_dates[is_same_day ? 0 : are_alike ? 1 : 2];
    if (is_same_day) return;
    expect("best_other_date", weight <= bounds.best_other_date(ours));
    if (!are_alike || !is_whole_date(ours)) {
      expect("best_far_date", weight <= bounds.best_far_date(ours));
    }
  }

  const SearchedForce& force_;
  NameBounds names_;
  Counts counts_;
};

void expect_bounded(const SearchedForce& force, std::size_t min_pairs_of_a_kind) {
  const Counts counts = Checker(force).check();
  for (std::size_t kind = 0; kind < kNumKinds; ++kind) {
    EXPECT_EQ(counts.too_heavy[kind], 0u) << "kind " << kind;
    EXPECT_GE(counts.pairs[kind], min_pairs_of_a_kind) << "kind " << kind;
  }
  EXPECT_EQ(counts.dates_too_heavy, 0u);
  for (const std::size_t pairs : counts.of_dates) EXPECT_GE(pairs, min_pairs_of_a_kind);
}

TEST(PairBounds, NoPairIsHeavierUnderAModelThatWasLearned) {
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    expect_bounded(SearchedForce(test::varied_force(seed, 650, 650)), 80);
    expect_bounded(SearchedForce(test::crowded_force(seed, 650, 650)), 40);
  }
}

/// What is heavy in one model is light in another, so every rule must hold by itself.
TEST(PairBounds, NoPairIsHeavierUnderAnyModel) {
  SearchedForce force(test::varied_force(5, 400, 400), test::any_model(0));
  SearchedForce crowded(test::crowded_force(6, 300, 300), test::any_model(0));
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    force.set_model(test::any_model(seed));
    crowded.set_model(test::any_model(seed));
    expect_bounded(force, 30);
    expect_bounded(crowded, 30);
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

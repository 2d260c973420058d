// Who is left out for being much lighter than an identity's best: the search against all pairs.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kernels/core/random.hpp"
#include "src/stages/likely_search.hpp"
#include "tests/stages/all_pairs.hpp"
#include "tests/stages/varied_force.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

using test::AllPairs;
using test::Counts;
using test::has_many_pairs;
using test::kLeast;
using test::kNoRange;
using test::kProgramRange;
using test::kRanges;
using test::search;
using test::SearchedForce;
using test::Who;

class LikelyRangeTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    force_ = std::make_unique<SearchedForce>(test::varied_force(31, 850, 900));
    crowded_ = std::make_unique<SearchedForce>(test::crowded_force(32, 850, 1000));
  }
  static void TearDownTestSuite() {
    force_.reset();
    crowded_.reset();
  }

  static std::unique_ptr<SearchedForce> force_;
  static std::unique_ptr<SearchedForce> crowded_;
};

std::unique_ptr<SearchedForce> LikelyRangeTest::force_;
std::unique_ptr<SearchedForce> LikelyRangeTest::crowded_;

/// At every range; the fewer are found, the smaller it is. Returns the counts of the smallest.
Counts check_ranges(const AllPairs& all, Weight least) {
  Counts last;
  for (const Weight range : kRanges) {
    SCOPED_TRACE(range / kWeightOne);
    const Counts counts = test::count(all, search(all.force(), least, range), least, range);
    if (range != kNoRange) {
      EXPECT_LE(counts.num_right, last.num_right);
    }
    last = counts;
  }
  return last;
}

TEST_F(LikelyRangeTest, UnderAModelThatWasLearned) {
  for (const SearchedForce* force : {force_.get(), crowded_.get()}) {
    ASSERT_TRUE(has_many_pairs(*force));
    const AllPairs all(*force, kLeast);
    for (const int bits : {-8, -5, -2, 1, 5, 9}) {
      SCOPED_TRACE(bits);
      const Counts counts = check_ranges(all, bits * kWeightOne);
      // Nearly everybody's best is sought, so that all pairs say who is left out.
      EXPECT_LT(10 * counts.num_less_needed, force->left().size());
      EXPECT_GT(counts.num_right, 50u);
    }
  }
}

TEST_F(LikelyRangeTest, UnderAnyModel) {
  for (SearchedForce* force : {force_.get(), crowded_.get()}) {
    const model::Model learned = force->model();
    for (std::uint64_t seed = 40; seed < 42; ++seed) {
      force->set_model(test::any_model(seed));
      const Weight prior = force->weights().prior();
      const AllPairs all(*force, 4 * kWeightOne + prior);
      for (const int bits : {4, 8, 12}) {
        SCOPED_TRACE(std::to_string(seed) + ", " + std::to_string(bits));
        check_ranges(all, bits * kWeightOne + prior);
      }
    }
    force->set_model(learned);
  }
}

/// Who is sure of somebody by the first searches asks the others for less.
TEST_F(LikelyRangeTest, TheLaterSearchesFindFewerPairs) {
  const auto num_later = [](const LikelyPeople& people) {
    std::uint64_t num_pairs = 0;
    for (const blocking::Pass pass :
         {blocking::kNameAndDatePart, blocking::kNamesExchanged, blocking::kName,
          blocking::kFullName, blocking::kNearFullName}) {
      num_pairs += people.blocking.passes[pass].pairs;
    }
    return num_pairs;
  };
  const LikelyPeople without = search(*force_, kLeast);
  const LikelyPeople within = search(*force_, kLeast, 4 * kWeightOne);
  EXPECT_LT(5 * num_later(within), 4 * num_later(without));
  for (const blocking::Pass pass : {blocking::kIdentifier, blocking::kDateOfBirth}) {
    EXPECT_EQ(within.blocking.passes[pass].pairs, without.blocking.passes[pass].pairs);
  }
}

TEST_F(LikelyRangeTest, SameForAnyThreads) {
  for (const SearchedForce* force : {force_.get(), crowded_.get()}) {
    const LikelyPeople expected = search(*force, kLeast, kProgramRange);
    for (const fsu::test::ParallelSetting& setting : fsu::test::all_parallel_settings()) {
      if (setting.threads == 8) continue;
      const fsu::test::ScopedParallelSetting scope(setting);
      EXPECT_TRUE(test::are_equal(search(*force, kLeast, kProgramRange), expected))
          << fsu::test::describe(setting);
    }
  }
}

/// Few pairs are all compared: whoever is in range is found, and nobody else.
TEST_F(LikelyRangeTest, OfFewPairsFindsAllInRange) {
  const SearchedForce force(test::crowded_force(33, 150, 150), force_->model());
  ASSERT_FALSE(has_many_pairs(force));
  const AllPairs all(force, kLeast);
  for (const Weight range : kRanges) {
    const LikelyPeople found = search(force, kLeast, range);
    std::size_t num_found = 0;
    for (std::uint32_t i = 0; i < force.left().size(); ++i) {
      const Identity& identity = force.left()[i];
      if (!identity.has_name() && identity.any_identifier().is_none()) continue;
      const Weight needed = all.needed_by_all(i, kLeast, range);
      const auto best =
          all.best_of(i, [&](const test::Version& version) { return version.weight >= needed; });
      ASSERT_EQ(found.of(i).size(), best.size());
      for (const LikelyPerson& person : found.of(i)) {
        ASSERT_TRUE(best.at(person.person).is(person));
        ++num_found;
      }
    }
    EXPECT_GT(num_found, 100u);
  }
}

bool has_person(std::span<const LikelyPerson> people, PersonId person) {
  return std::ranges::find(people, person, &LikelyPerson::person) != people.end();
}

/// A twin agrees as well as the person themselves by a rare surname and the day of birth.
TEST_F(LikelyRangeTest, ATwinPushesNobodyOut) {
  const Who who = {.forename = "ZOE MARIE", .surname = "QUAINTRELLE", .date_of_birth = 19310517};
  const Who twin = {.forename = "PIOTR MARIE", .surname = "QUAINTRELLE", .date_of_birth = 19310517};
  const Who lighter = {.forename = "ZOE", .surname = "", .date_of_birth = 0};
  for (const std::uint32_t num_people : {850u, 20u}) {  // with the searches, and all pairs
    test::LinkForce tables = test::varied_force(35, num_people, num_people);
    const PersonId of_twin{num_people};
    const PersonId of_lighter{num_people + 1};
    tables.add_version(of_twin.value, twin);
    tables.add_version(of_lighter.value, lighter);
    tables.add_log(who, {});
    const SearchedForce force(tables, force_->model());
    EXPECT_EQ(has_many_pairs(force), num_people > 100);
    const auto found = std::ranges::find(force.left(), who.date_of_birth, &Identity::date_of_birth);
    const auto i = static_cast<std::uint32_t>(found - force.left().begin());
    const auto pair_of = [&](PersonId person) {
      const std::uint32_t j = force.index().identities_of(person)[0];
      return std::pair(j, force.weigh(i, j));
    };
    const auto [twin_identity, heavy] = pair_of(of_twin);
    const auto [lighter_identity, light] = pair_of(of_lighter);
    ASSERT_TRUE(force.is_guarded(i, twin_identity, heavy));
    ASSERT_FALSE(force.is_guarded(i, lighter_identity, light));
    ASSERT_GT(heavy.weight - kProgramRange, light.weight);
    ASSERT_EQ(test::sought_weight(force, i, lighter_identity, light), light.weight);
    const Weight least = light.weight + force.weights().prior();
    const LikelyPeople people = search(force, least, kProgramRange);
    EXPECT_TRUE(has_person(people.of(i), of_twin));
    EXPECT_TRUE(has_person(people.of(i), of_lighter));
    // The person themselves pushes them out.
    tables.add_version(num_people + 2, who);
    const SearchedForce with_them(tables, force_->model());
    const LikelyPeople fewer = search(with_them, least, kProgramRange);
    EXPECT_FALSE(has_person(fewer.of(i), of_lighter));
    EXPECT_TRUE(has_person(fewer.of(i), {num_people + 2}));
  }
}

/// A left identity, and somebody whose identity is like it; another one has it as it is.
struct Placed {
  std::uint32_t left = 0;
  PersonId like;
};

/// Days that nobody else of a varied force has.
std::int32_t day_of_pair(std::uint32_t k) { return pack_date(1930 + static_cast<int>(k), 5, 17); }

/// A varied force with the pairs that one record alone shows to agree: born on one day, in another
/// year, and on a day that is not alike.
class RangeEdges {
 public:
  explicit RangeEdges(const model::Model& model) : force_(make(placed_), model) {
    for (std::uint32_t k = 0; k < placed_.size(); ++k) {
      const auto found = std::ranges::find(force_.left(), day_of_pair(k), &Identity::date_of_birth);
      placed_[k].left = static_cast<std::uint32_t>(found - force_.left().begin());
    }
  }

  [[nodiscard]] SearchedForce& force() { return force_; }
  [[nodiscard]] const std::vector<Placed>& placed() const { return placed_; }

  [[nodiscard]] std::uint32_t like_of(const Placed& placed) const {
    return force_.index().identities_of(placed.like)[0];
  }

  /// Lighter than nearly everybody.
  static constexpr Weight kLightest = 4 * kWeightOne;

  /// What a pair weighs, and the best unguarded of the left identity; up to which it and that are
  /// sought.
  struct Weights {
    Weight like = 0;
    Weight sought_like = 0;
    Weight best = test::kNotSought;
    Weight sought_best = test::kNotSought;
  };
  [[nodiscard]] Weights weigh(const Placed& placed) const {
    const test::WeighedPair like = force_.weigh(placed.left, like_of(placed));
    Weights weights;
    weights.like = like.weight;
    weights.sought_like = test::sought_weight(force_, placed.left, like_of(placed), like);
    if (weights.like < kLightest) return weights;
    for (std::uint32_t j = 0; j < force_.right().size(); ++j) {
      const test::WeighedPair pair = force_.weigh(placed.left, j);
      if (force_.is_guarded(placed.left, j, pair)) continue;
      const Weight sought = test::sought_weight(force_, placed.left, j, pair);
      weights.best = std::max(weights.best, pair.weight);
      weights.sought_best = std::max(weights.sought_best, sought);
    }
    return weights;
  }

  /// Without a range.
  [[nodiscard]] Weight best_found(const Placed& placed, Weight least) const {
    Weight best = test::kNotSought;
    const LikelyPeople found = search(force_, least);
    for (const LikelyPerson& person : found.of(placed.left)) {
      const test::WeighedPair pair = force_.weigh(placed.left, person.identity);
      if (!force_.is_guarded(placed.left, person.identity, pair)) {
        best = std::max(best, pair.weight);
      }
    }
    return best;
  }

 private:
  static test::LinkForce make(std::vector<Placed>& placed) {
    constexpr std::uint32_t kPeople = 850;
    test::LinkForce tables = test::varied_force(34, kPeople, 900);
    std::uint32_t person = kPeople;
    for (const int kind : {0, 1, 2}) {
      for (auto [left, like] : test::one_sided_pairs()) {
        const auto k = static_cast<std::uint32_t>(placed.size());
        left.date_of_birth = like.date_of_birth = day_of_pair(k);
        if (kind == 1) like.date_of_birth -= 430000;
        if (kind == 2) like.date_of_birth = pack_date(1887, 11, 4);
        tables.add_version(person, left);
        tables.add_version(person + 1, like);
        tables.add_log(left, {});
        placed.push_back({0, {person + 1}});
        person += 2;
      }
    }
    return tables;
  }

  std::vector<Placed> placed_;
  SearchedForce force_;
};

/// Where a bound is too low by anything at all, somebody who is just in range is lost.
TEST_F(LikelyRangeTest, FindsWhoIsJustInRange) {
  // Many small searches, which threads would only slow down.
  const fsu::test::ScopedParallelSetting scope({parallel_backend(), 1});
  RangeEdges edges(force_->model());
  SearchedForce& force = edges.force();
  ASSERT_TRUE(has_many_pairs(force));
  std::size_t num_pairs = 0;
  std::size_t num_lighter = 0;  // than the best
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    force.set_model(test::any_model(seed));
    for (const Placed& placed : edges.placed()) {
      const RangeEdges::Weights weights = edges.weigh(placed);
      if (weights.like < RangeEdges::kLightest) continue;
      if (weights.sought_like != weights.like) continue;
      ++num_pairs;
      const Weight least = weights.like - kWeightOne + force.weights().prior();
      const bool is_best_sought = weights.sought_best == weights.best;
      const Weight best = is_best_sought ? weights.best : edges.best_found(placed, least);
      // None, where only guarded ones are as heavy.
      const Weight range = std::max<Weight>(0, best - weights.like);
      EXPECT_TRUE(has_person(search(force, least, range).of(placed.left), placed.like))
          << force.describe(placed.left, edges.like_of(placed)) << ", model " << seed;
      // Who is better but not sought may be lost when more is asked for.
      if (range == 0 || !is_best_sought) continue;
      ++num_lighter;
      EXPECT_FALSE(has_person(search(force, least, range - 1).of(placed.left), placed.like));
    }
  }
  EXPECT_GT(num_lighter, 2u);
  EXPECT_GT(num_pairs, 10u);
}

}  // namespace
}  // namespace fsu::stages

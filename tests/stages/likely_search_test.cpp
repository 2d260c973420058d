// The search for likely people against all pairs, weighed one by one.
#include "src/stages/likely_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "kernels/core/date.hpp"
#include "kernels/core/random.hpp"
#include "tests/stages/all_pairs.hpp"
#include "tests/stages/varied_force.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

using test::AllPairs;
using test::compare_with_all;
using test::Counts;
using test::has_many_pairs;
using test::kLeast;
using test::search;
using test::SearchedForce;
using test::Who;

/// Dates that nobody else of a varied force has.
std::int32_t date_of(std::uint32_t k) { return pack_date(1930 + static_cast<int>(k), 5, 17); }

class LikelySearchTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    force_ = std::make_unique<SearchedForce>(test::varied_force(1, 850, 900));
  }
  static void TearDownTestSuite() { force_.reset(); }

  static std::unique_ptr<SearchedForce> force_;
};

std::unique_ptr<SearchedForce> LikelySearchTest::force_;

/// From the least weight of the program, where nearly any agreement is enough in an index of so few
/// people, up to what few true pairs reach.
TEST_F(LikelySearchTest, FindsWhomItSeeksAndNobodyElse) {
  ASSERT_TRUE(has_many_pairs(*force_));
  const AllPairs all(*force_, kLeast);
  for (const int bits : {-8, -3, 0, 2, 4, 6, 8, 10, 14}) {
    SCOPED_TRACE(bits);
    const Weight least = bits * kWeightOne;
    const Counts counts = test::count(all, search(*force_, least), least);
    EXPECT_GT(counts.num_right, 50u);
    EXPECT_LT((bits >= 0 ? 20 : 1) * counts.num_passed, counts.num_right);
  }
}

TEST_F(LikelySearchTest, FindsWhomItSeeksUnderAnyModel) {
  SearchedForce force(test::varied_force(2, 850, 900), force_->model());
  ASSERT_TRUE(has_many_pairs(force));
  for (std::uint64_t seed = 0; seed < 3; ++seed) {
    force.set_model(test::any_model(seed));
    const auto above_prior = [&](int bits) { return bits * kWeightOne + force.weights().prior(); };
    const AllPairs all(force, above_prior(6));
    for (const int bits : {6, 8, 10, 12, 14, 16}) {
      SCOPED_TRACE(std::to_string(seed) + ", " + std::to_string(bits));
      const Weight least = above_prior(bits);
      EXPECT_GT(test::count(all, search(force, least), least).num_right, bits <= 8 ? 50u : 0u);
    }
  }
}

/// Where a bound is too low by anything at all, a pair that weighs just enough is lost.
TEST_F(LikelySearchTest, FindsPairsThatWeighJustEnough) {
  // Many small searches, which threads would only slow down.
  const fsu::test::ScopedParallelSetting scope({parallel_backend(), 1});
  constexpr std::uint32_t kPeople = 850;
  test::LinkForce tables = test::varied_force(2, kPeople, 900);
  const auto pairs = test::one_sided_pairs();
  for (std::uint32_t k = 0; k < pairs.size(); ++k) {
    auto [left, right] = pairs[k];
    left.date_of_birth = right.date_of_birth = date_of(k);
    tables.add_version(kPeople + k, right);
    tables.add_log(left, {});
  }
  SearchedForce force(tables, force_->model());
  ASSERT_TRUE(has_many_pairs(force));
  const auto place_of = [](std::span<const Identity> identities, std::int32_t date) {
    const auto found = std::ranges::find(identities, date, &Identity::date_of_birth);
    return static_cast<std::uint32_t>(found - identities.begin());
  };
  std::size_t num_pairs = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    force.set_model(test::any_model(seed));
    for (std::uint32_t k = 0; k < pairs.size(); ++k) {
      const std::uint32_t i = place_of(force.left(), date_of(k));
      const std::uint32_t j = place_of(force.right(), date_of(k));
      const Weight weight = force.weigh(i, j).weight;
      if (weight < 5 * kWeightOne) continue;  // nearly everybody weighs as much
      ++num_pairs;
      const LikelyPeople found = search(force, weight + force.weights().prior());
      EXPECT_TRUE(std::ranges::count(found.of(i), PersonId{kPeople + k}, &LikelyPerson::person) ==
                  1)
          << force.describe(i, j) << ", model " << seed;
    }
  }
  EXPECT_GT(num_pairs, 10u);
}

/// Any model in which names in each other's place speak against a pair: they raise no bounds.
model::Model without_exchanged_names(std::uint64_t seed) {
  model::Model model = test::any_model(seed);
  auto& shares = model.comparisons[compare::kNames].shares;
  for (std::size_t level = compare::kNumDirectLevels; level < shares.size(); ++level) {
    shares[level] = {1e-6, 0.5};
  }
  return model;
}

/// A name that is near, and a forename that is close by the right record's further ones alone, on
/// days that are alike: found by what it weighs without these, and perhaps not with them.
TEST_F(LikelySearchTest, FindsTwoSlipsAtOnceByWhatTheyWeighWithoutFurtherForenames) {
  const fsu::test::ScopedParallelSetting scope({parallel_backend(), 1});
  constexpr std::uint32_t kPeople = 850;
  const std::vector<std::pair<Who, Who>> pairs = {
      {{.forename = "MARIAN", .surname = "KEMP"}, {.forename = "MARIE MARIAN", .surname = "FORD"}},
      {{.forename = "MARIAN"}, {.forename = "MARIE MARIAN", .surname = "KIRKFORD"}},
      {{.forename = "YUSUF", .surname = "WINTERBOTTOM"},
       {.forename = "ALICE YUSUF", .surname = "WINTERTOTAM"}},
      {{.forename = "YUSUF", .surname = "JOHNSON"},
       {.forename = "ALICE YUSUF", .surname = "JONSTON"}},
  };
  test::LinkForce tables = test::varied_force(2, kPeople, 900);
  for (std::uint32_t k = 0; k < pairs.size(); ++k) {
    auto [left, right] = pairs[k];
    left.date_of_birth = date_of(k);
    right.date_of_birth = date_of(k) + 3;  // three days later
    tables.add_version(kPeople + k, right);
    tables.add_log(left, {});
  }
  SearchedForce force(tables, force_->model());
  ASSERT_TRUE(has_many_pairs(force));
  std::size_t num_lighter = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    force.set_model(without_exchanged_names(seed));
    for (std::uint32_t k = 0; k < pairs.size(); ++k) {
      const auto left = std::ranges::find(force.left(), date_of(k), &Identity::date_of_birth);
      const auto i = static_cast<std::uint32_t>(left - force.left().begin());
      const std::uint32_t j = force.index().identities_of({kPeople + k})[0];
      const test::WeighedPair pair = force.weigh(i, j);
      const Weight sought = test::sought_weight(force, i, j, pair);
      if (sought < 3 * kWeightOne) continue;  // nearly everybody weighs as much
      const LikelyPeople found = search(force, sought + force.weights().prior());
      EXPECT_EQ(std::ranges::count(found.of(i), PersonId{kPeople + k}, &LikelyPerson::person), 1)
          << force.describe(i, j) << ", model " << seed;
      num_lighter += sought < pair.weight;
    }
  }
  EXPECT_GT(num_lighter, 5u);
}

TEST_F(LikelySearchTest, SameForAnyThreads) {
  const LikelyPeople expected = search(*force_);
  for (const int threads : {1, 2, 3}) {
    const fsu::test::ScopedParallelSetting scope({parallel_backend(), threads});
    EXPECT_TRUE(test::are_equal(search(*force_), expected)) << threads << " threads";
  }
}

/// The force of a test, every record of it changed.
template <class Change>
test::LinkForce changed_force(std::uint32_t num_people, std::uint32_t num_logs,
                              const Change& change) {
  test::LinkForce force;
  for (std::uint32_t i = 0; i < num_people; ++i) {
    force.add_version(i, change(test::varied_person(1, i)));
  }
  for (std::uint32_t i = 0; i < num_logs; ++i) {
    Random random(1, 0x44, i);
    force.add_log(change(test::as_written(test::varied_person(1, i % 900), random)), {});
  }
  return force;
}

/// Compares under the model that was learned from a whole force; so many distinct identities that
/// not all pairs are compared.
Counts check_changed(const SearchedForce& model_of, const auto& change, Weight least) {
  const SearchedForce force(changed_force(1300, 1300, change), model_of.model());
  EXPECT_TRUE(has_many_pairs(force)) << force.left().size() << " x " << force.right().size();
  return compare_with_all(force, least);
}

TEST_F(LikelySearchTest, WhereAFieldIsMissingInAllRecords) {
  const Counts without_dates = check_changed(
      *force_, [](Who who) { return who.date_of_birth = 0, who; }, 0);
  EXPECT_GT(without_dates.num_right, 100u);
  const Counts without_forenames = check_changed(
      *force_, [](Who who) { return who.forename.clear(), who; }, 0);
  EXPECT_GT(without_forenames.num_right, 100u);
  const Counts without_surnames = check_changed(
      *force_, [](Who who) { return who.surname.clear(), who; }, 0);
  EXPECT_GT(without_surnames.num_right, 100u);
}

TEST_F(LikelySearchTest, WhereNobodyHasAName) {
  const SearchedForce force(changed_force(1300, 1300,
                                          [](Who who) {
                                            who.forename.clear();
                                            who.surname.clear();
                                            return who;
                                          }),
                            force_->model());
  ASSERT_TRUE(has_many_pairs(force));
  const Counts counts = compare_with_all(force, 0);
  EXPECT_GT(counts.num_right, 50u);  // by identifier
}

/// One run of all, and one block of names: below what the search passes over as too large.
TEST_F(LikelySearchTest, WhereAllHaveOneName) {
  const auto rename = [](Who who) {
    who.forename = "ANNA";
    who.surname = "MARTIN";
    return who;
  };
  const Counts counts = check_changed(*force_, rename, 4 * kWeightOne);
  EXPECT_GT(counts.num_right, 100u);
  EXPECT_EQ(counts.num_passed, 0u);
}

TEST_F(LikelySearchTest, OfNobodyAndAmongNobody) {
  const Who anna = {.forename = "ANNA", .surname = "MARTIN", .date_of_birth = 19800503};
  for (const std::uint32_t num_people : {0u, 1u}) {
    for (const std::uint32_t num_logs : {0u, 1u}) {
      test::LinkForce force;
      if (num_people > 0) force.add_version(0, anna);
      if (num_logs > 0) force.add_log(anna, {});
      const SearchedForce searched(force, force_->model());
      const Counts counts = compare_with_all(searched, kLeast);
      EXPECT_EQ(counts.num_right, num_people * num_logs);
    }
  }
}

/// A few pairs are all compared, so nothing is passed over but for who says nothing.
TEST_F(LikelySearchTest, OfFewPairsFindsAll) {
  const SearchedForce force(test::varied_force(3, 200, 200), force_->model());
  ASSERT_FALSE(has_many_pairs(force));
  for (const Weight least : {kLeast, Weight{0}}) {
    const AllPairs all(force, least);
    const LikelyPeople found = search(force, least);
    std::size_t num_found = 0;
    for (std::uint32_t i = 0; i < force.left().size(); ++i) {
      const Identity& identity = force.left()[i];
      if (!identity.has_name() && identity.any_identifier().is_none()) {
        EXPECT_TRUE(found.of(i).empty());
        continue;
      }
      const auto best = all.best_of(i, [&](const test::Version& version) {
        return version.weight >= least - force.weights().prior();
      });
      ASSERT_EQ(found.of(i).size(), best.size());
      for (const LikelyPerson& person : found.of(i)) {
        ASSERT_TRUE(best.at(person.person).is(person));
        ++num_found;
      }
    }
    EXPECT_GT(num_found, 100u);
  }
}

}  // namespace
}  // namespace fsu::stages

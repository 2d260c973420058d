// The search for likely people against all pairs, weighed one by one.
#include "src/stages/likely_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "kernels/core/date.hpp"
#include "kernels/core/random.hpp"
#include "tests/stages/searched_force.hpp"
#include "tests/stages/varied_force.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

using compare::IdentifierLevel;
using test::SearchedForce;
using test::WeighedPair;
using test::Who;

constexpr Weight kLeast = -8 * kWeightOne;  // of the program
/// Up to here all pairs are compared.
constexpr std::size_t kFewPairs = std::size_t{1} << 20;

bool has_many_pairs(const SearchedForce& force) {
  return force.left().size() * force.right().size() > kFewPairs;
}

LikelyPeople search(const SearchedForce& force, Weight least = kLeast) {
  report::Reporter reporter = fsu::test::quiet_reporter();
  return search_likely_people(
      {force.left(), force.index(), force.frequencies(), force.weights(), least}, reporter);
}

/// Two known parts of the dates are the same, or month and day are exchanged.
bool share_date_parts(std::int32_t a, std::int32_t b) {
  const auto share = [](int x, int y) { return x != 0 && x == y; };
  const int num_shared =
      share(year_of(a), year_of(b)) + share(month_of(a), month_of(b)) + share(day_of(a), day_of(b));
  return num_shared >= 2 || (share(month_of(a), day_of(b)) && share(day_of(a), month_of(b)));
}

/// A pair that weighs enough.
struct Version {
  std::uint32_t identity = 0;
  Levels levels{};
  Weight weight = 0;
  bool is_sought = false;

  [[nodiscard]] bool is_better_than(const Version& other) const {
    return std::tuple(-weight, levels, identity) <
           std::tuple(-other.weight, other.levels, other.identity);
  }
  [[nodiscard]] bool is(const LikelyPerson& person) const {
    return person.identity == identity &&
           std::equal(person.levels.begin(), person.levels.end(), levels.begin());
  }
};

/// All pairs of a force that weigh enough, by left identity.
class AllPairs {
 public:
  AllPairs(const SearchedForce& force, Weight least)
      : force_(force), of_left_(force.left().size()) {
    force.for_all_pairs([&](std::uint32_t i, std::uint32_t j, const WeighedPair& pair) {
      if (pair.weight < least - force.weights().prior()) return;
      of_left_[i].push_back({j, pair.levels, pair.weight, is_sought(i, j, pair, least)});
    });
  }

  /// By person, the best version of those that weigh enough.
  [[nodiscard]] std::map<PersonId, Version> best_of(std::uint32_t i, Weight least) const {
    std::map<PersonId, Version> best;
    for (const Version& version : of_left_[i]) {
      if (version.weight < least - force_.weights().prior()) continue;
      for (const PersonId person : force_.index().persons().persons_of(version.identity)) {
        const auto [at, is_new] = best.try_emplace(person, version);
        if (!is_new && version.is_better_than(at->second)) at->second = version;
      }
    }
    return best;
  }

  /// True where the person has the identity, with these levels and weight enough.
  [[nodiscard]] bool hold(std::uint32_t i, const LikelyPerson& person, Weight least) const {
    const auto at = std::ranges::find(of_left_[i], person.identity, &Version::identity);
    return at != of_left_[i].end() && at->is(person) &&
           at->weight >= least - force_.weights().prior() &&
           std::ranges::count(force_.index().persons().persons_of(person.identity),
                              person.person) == 1;
  }

 private:
  /// An identifier shared, or one edit apart; or names near: both, one in its own place, or one in
  /// the other's with a date alike. What identifiers two edits apart add is not counted.
  [[nodiscard]] bool is_sought(std::uint32_t i, std::uint32_t j, const WeighedPair& pair,
                               Weight least) const {
    const auto identifier = static_cast<IdentifierLevel>(pair.levels[compare::kIdentifier]);
    if (identifier == IdentifierLevel::kTwoEdits) {
      const Weight added = std::max<Weight>(
          0, force_.weights().of_level(compare::kIdentifier, pair.levels[compare::kIdentifier]));
      if (pair.weight - added < least - force_.weights().prior()) return false;
    } else if (pair.has_near_identifiers()) {
      return true;
    }
    const auto [first, second] = force_.near_pair(i, j).counted(pair.levels);
    if (first && second) return true;
    return (first || second) &&
           (test::NearPair::is_direct(pair.levels) ||
            share_date_parts(force_.left()[i].date_of_birth, force_.right()[j].date_of_birth));
  }

  const SearchedForce& force_;
  std::vector<std::vector<Version>> of_left_;
};

struct Counts {
  std::size_t num_right = 0;   ///< found by their best version
  std::size_t num_wrong = 0;   ///< too light, or not theirs
  std::size_t num_missed = 0;  ///< sought, and not found by their best version
  std::size_t num_passed = 0;  ///< not sought, and not found by their best version
};

Counts count(const SearchedForce& force, const AllPairs& all, const LikelyPeople& found,
             Weight least) {
  Counts counts;
  EXPECT_EQ(found.num_identities(), force.left().size());
  for (std::uint32_t i = 0; i < force.left().size(); ++i) {
    const std::span<const LikelyPerson> people = found.of(i);
    EXPECT_TRUE(std::ranges::is_sorted(people, std::ranges::less_equal(), &LikelyPerson::person) ||
                people.empty());
    for (const LikelyPerson& person : people) counts.num_wrong += !all.hold(i, person, least);
    for (const auto& [person, version] : all.best_of(i, least)) {
      const auto at = std::ranges::find(people, person, &LikelyPerson::person);
      if (at != people.end() && version.is(*at)) {
        ++counts.num_right;
      } else if (version.is_sought) {
        if (++counts.num_missed <= 3) {
          ADD_FAILURE() << "missed: " << force.describe(i, version.identity);
        }
      } else {
        ++counts.num_passed;
      }
    }
  }
  EXPECT_EQ(counts.num_wrong, 0u);
  EXPECT_EQ(counts.num_missed, 0u);
  return counts;
}

Counts compare_with_all(const SearchedForce& force, Weight least) {
  return count(force, AllPairs(force, least), search(force, least), least);
}

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
    const Counts counts = count(*force_, all, search(*force_, least), least);
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
      EXPECT_GT(count(force, all, search(force, least), least).num_right, bits <= 8 ? 50u : 0u);
    }
  }
}

/// Where a bound is too low by anything at all, a pair that weighs just enough is lost.
TEST_F(LikelySearchTest, FindsPairsThatWeighJustEnough) {
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

TEST_F(LikelySearchTest, SameForAnyThreads) {
  const LikelyPeople expected = search(*force_);
  for (const int threads : {1, 2, 3}) {
    const fsu::test::ScopedParallelSetting scope({parallel_backend(), threads});
    const LikelyPeople found = search(*force_);
    EXPECT_EQ(found.blocking, expected.blocking) << threads;
    ASSERT_EQ(found.num_identities(), expected.num_identities());
    for (std::uint32_t i = 0; i < found.num_identities(); ++i) {
      ASSERT_TRUE(std::ranges::equal(found.of(i), expected.of(i),
                                     [](const LikelyPerson& a, const LikelyPerson& b) {
                                       return a.person == b.person && a.identity == b.identity &&
                                              a.levels == b.levels;
                                     }))
          << threads << " threads, identity " << i;
    }
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
      const auto best = all.best_of(i, least);
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

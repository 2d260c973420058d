// Pairs with both names near against a double loop over all pairs.
#include "src/stages/full_name_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "kernels/core/random.hpp"
#include "tests/stages/searched_force.hpp"
#include "tests/stages/varied_force.hpp"

namespace fsu::stages {
namespace {

using compare::NameLevel;
using test::NearPair;
using test::SearchedForce;
using test::WeighedPair;

constexpr Weight kAnything = std::numeric_limits<Weight>::min() / 2;

/// A force with what the search takes; what is asked for can be changed.
class Search {
 public:
  explicit Search(const SearchedForce& force)
      : force_(force),
        full_names_(force.right(), force.index().traits().size()),
        bounds_(force.bounds()),
        companies_(force.index().near(), bounds_),
        least_(force.left().size(), kAnything) {}
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  [[nodiscard]] PairSearchInput input() const {
    return {force_.left(),
            force_.right(),
            force_.index().identifiers(),
            force_.index().near(),
            companies_,
            full_names_,
            bounds_,
            least_};
  }
  void ask_for(std::uint32_t left, Weight least) { least_[left] = least; }
  [[nodiscard]] Weight least(std::uint32_t left) const { return least_[left]; }

  /// By left identity, each ascending; begins anew in every block of so many.
  [[nodiscard]] std::vector<FoundPair> find_all(std::uint32_t block_size) const {
    const PairSearchInput of = input();
    FoundPairs found;
    for (std::uint32_t begin = 0; begin < of.left.size(); begin += block_size) {
      FullNameSearch search(of);
      const auto end = std::min<std::size_t>(begin + block_size, of.left.size());
      for (std::uint32_t left = begin; left < end; ++left) search.find(left, found);
    }
    std::sort(found.pairs.begin(), found.pairs.end());
    EXPECT_EQ(found.passed_over, blocking::BlockingCounts{});
    return found.pairs;
  }

  /// A pair that the search is for, and may be likely by the bounds of names, date and further
  /// forenames.
  [[nodiscard]] bool is_found(std::uint32_t i, std::uint32_t j) const {
    const Identity& ours = force_.left()[i];
    const Identity& theirs = force_.right()[j];
    const NearPair near = force_.near_pair(i, j);
    if (!NearPair::is_near(near.forename) || !NearPair::is_near(near.surname)) return false;
    if (ours.has_whole_date() && ours.date_of_birth == theirs.date_of_birth) return false;
    const bool have_others = !ours.other_forenames.is_none();
    const bool has_others = !theirs.other_forenames.is_none();
    Weight weight = bounds_.direct(near.forename, near.surname, i, j);
    if (near.forename == NameLevel::kNear && (have_others || has_others)) {
      weight = std::max(weight, bounds_.direct(NameLevel::kClose, near.surname, i, j));
    }
    weight += have_others && has_others ? bounds_.weights().best_other_forenames() : 0;
    return weight + bounds_.date(ours.date_of_birth, theirs.date_of_birth, j) >= least_[i];
  }

  [[nodiscard]] std::vector<FoundPair> expected() const {
    std::vector<FoundPair> pairs;
    for (std::uint32_t i = 0; i < force_.left().size(); ++i) {
      for (std::uint32_t j = 0; j < force_.right().size(); ++j) {
        if (!is_found(i, j)) continue;
        const NearPair near = force_.near_pair(i, j);
        const bool is_same = near.forename == NameLevel::kSame && near.surname == NameLevel::kSame;
        pairs.emplace_back(i, j, is_same ? blocking::kFullName : blocking::kNearFullName);
      }
    }
    std::sort(pairs.begin(), pairs.end());
    return pairs;
  }

 private:
  const SearchedForce& force_;
  blocking::FullNames full_names_;
  PairBounds bounds_;
  NearCompanies companies_;
  std::vector<Weight> least_;
};

/// What identities of a force may ask for: anything, or a weight that some pairs reach; those of
/// one full name differ, as they do where some are sure of somebody.
void ask_for_random(Search& search, std::size_t num_left, std::uint64_t seed) {
  for (std::uint32_t i = 0; i < num_left; ++i) {
    Random random(seed, 0x51, i);
    const Weight least = static_cast<Weight>(random.between(-20, 30)) * kWeightOne;
    search.ask_for(i, random.chance(0.1) ? kAnything : least);
  }
}

void expect_all_found(const Search& search, std::size_t min_found) {
  const std::vector<FoundPair> expected = search.expected();
  EXPECT_GE(expected.size(), min_found);
  for (const std::uint32_t block_size : {1u, 7u, 1024u}) {
    EXPECT_EQ(search.find_all(block_size), expected) << block_size;
  }
}

TEST(FullNameSearch, FindsAllPairsThatMayBeLikely) {
  const SearchedForce force(test::varied_force(11, 700, 700));
  for (const Weight least : {kAnything, -5 * kWeightOne, 5 * kWeightOne, 12 * kWeightOne}) {
    Search search(force);
    for (std::uint32_t i = 0; i < force.left().size(); ++i) search.ask_for(i, least);
    expect_all_found(search, 30);
  }
}

TEST(FullNameSearch, WhereEachIdentityAsksForItsOwnWeight) {
  SearchedForce force(test::crowded_force(12, 800, 800), test::any_model(0));
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    force.set_model(test::any_model(seed));
    Search search(force);
    ask_for_random(search, force.left().size(), seed);
    expect_all_found(search, 300);
  }
}

/// No pair that weighs enough is lost, when its names stand in their own places.
TEST(FullNameSearch, LosesNoPairThatWeighsEnough) {
  SearchedForce force(test::crowded_force(13, 900, 900), test::any_model(0));
  for (std::uint64_t seed = 20; seed < 26; ++seed) {
    force.set_model(test::any_model(seed));
    Search search(force);
    std::size_t num_pairs = 0;
    force.for_all_pairs([&](std::uint32_t i, std::uint32_t j, const WeighedPair& pair) {
      const Identity& ours = force.left()[i];
      const auto [first, second] = force.near_pair(i, j).counted(pair.levels);
      if (!first || !second || !NearPair::is_direct(pair.levels)) return;
      if (ours.has_whole_date() && ours.date_of_birth == force.right()[j].date_of_birth) return;
      ++num_pairs;
      search.ask_for(i, force.without_identifier(pair));
      EXPECT_TRUE(search.is_found(i, j)) << force.describe(i, j);
    });
    EXPECT_GT(num_pairs, 500u);
  }
}

TEST(FullNameSearch, OfIncompleteNamesAndAmongNobody) {
  test::LinkForce tables;
  tables.add_version(0, {.forename = "ANNA", .date_of_birth = 19800503});
  tables.add_version(1, {.surname = "MARTIN", .date_of_birth = 19800503});
  tables.add_log({.forename = "ANNA", .surname = "MARTIN"}, {.forename = "ANNA"});
  tables.add_log({.surname = "MARTIN"}, {.date_of_birth = 19800503});
  const SearchedForce force(tables, test::any_model(0));
  EXPECT_TRUE(Search(force).find_all(1024).empty());
  test::LinkForce nobody;
  nobody.add_log({.forename = "ANNA", .surname = "MARTIN"}, {});
  EXPECT_TRUE(Search(SearchedForce(nobody, test::any_model(0))).find_all(1024).empty());
}

/// A run of too many is passed over and counted, for each identity that could mean one of them.
TEST(FullNameSearch, PassesOverARunThatIsTooLong) {
  for (const std::uint32_t num_people :
       {static_cast<std::uint32_t>(kMaxRun), static_cast<std::uint32_t>(kMaxRun) + 1}) {
    test::LinkForce tables;
    for (std::uint32_t i = 0; i < num_people; ++i) {
      tables.add_version(
          i, {.forename = "ANNA", .surname = "MARTIN", .date_of_birth = date_of_days(i)});
    }
    tables.add_log({.forename = "ANNA", .surname = "MARTIN"},
                   {.forename = "ANNE", .surname = "MARTIN"});
    const SearchedForce force(tables, test::any_model(0));
    ASSERT_EQ(force.left().size(), 2u);
    Search search(force);
    search.ask_for(1, std::numeric_limits<Weight>::max() / 2);
    const PairSearchInput input = search.input();
    FullNameSearch of(input);
    FoundPairs found;
    for (const std::uint32_t left : {0u, 1u}) of.find(left, found);
    const bool is_too_long = num_people > kMaxRun;
    EXPECT_EQ(found.pairs.size(), is_too_long ? 0 : num_people);
    EXPECT_EQ(found.passed_over.passes[blocking::kNearFullName].oversized_pairs,
              is_too_long ? num_people : 0);
  }
}

}  // namespace
}  // namespace fsu::stages

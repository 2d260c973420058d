#include "kernels/blocking/full_names.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::blocking {
namespace {

/// Runs, each with the level of its forename.
using Found = std::vector<std::pair<std::uint32_t, std::uint8_t>>;

/// Forenames that half of all people bear, so that each has a table of its own.
constexpr std::uint32_t kNumLarge = 3;

/// Distinct identities in order; some of their names are missing.
std::vector<Identity> sample_right(std::uint64_t seed, std::size_t count, std::uint32_t num_names) {
  std::vector<Identity> right(count);
  for (std::size_t i = 0; i < count; ++i) {
    Random random(seed, 0, i);
    const bool is_large = random.chance(0.5);
    const std::uint64_t forename = is_large ? random.below(kNumLarge) : random.below(num_names);
    if (!random.chance(0.1)) right[i].forename = {static_cast<std::uint32_t>(forename)};
    if (!random.chance(0.1)) {
      right[i].surname = {static_cast<std::uint32_t>(random.below(num_names))};
    }
    right[i].date_of_birth = static_cast<std::int32_t>(19800101 + random.below(3));
  }
  std::sort(right.begin(), right.end());
  right.erase(std::unique(right.begin(), right.end()), right.end());
  return right;
}

/// A near list with names of many runs, of few and of none, in any order; never `forename`.
struct NearList {
  std::vector<NameId> names;
  std::vector<std::uint8_t> levels;

  [[nodiscard]] NearSpan span() const { return {names, levels}; }
};

NearList sample_near(Random& random, NameId forename, std::uint32_t num_names) {
  NearList near;
  const std::uint64_t one_in = 1 + random.below(6);
  for (std::uint32_t name = 0; name < num_names; ++name) {
    if (random.below(one_in) != 0 || name == forename.value) continue;
    near.names.push_back({name});
    near.levels.push_back(static_cast<std::uint8_t>(1 + random.below(2)));
  }
  return near;
}

/// The right records of a run, checked to be all those of its full name.
void expect_whole_run(const FullNameRun& run, NameId forename, NameId surname,
                      const std::vector<Identity>& right) {
  ASSERT_LT(run.begin, run.end);
  for (std::uint32_t i = 0; i < right.size(); ++i) {
    const bool is_inside = i >= run.begin && i < run.end;
    ASSERT_EQ(is_inside, right[i].forename == forename && right[i].surname == surname) << i;
  }
}

/// The runs of one full name: none, or one.
Found reference_find(const std::vector<Identity>& right, const FullNames& names, NameId forename,
                     NameId surname, std::uint8_t level) {
  const auto bears = [&](const Identity& identity) {
    return identity.forename == forename && identity.surname == surname;
  };
  const auto first = std::find_if(right.begin(), right.end(), bears);
  if (first == right.end()) return {};
  const auto place = static_cast<std::uint32_t>(first - right.begin());
  const auto run = std::ranges::find(names.runs(), place, &FullNameRun::begin);
  EXPECT_NE(run, names.runs().end());
  return {{static_cast<std::uint32_t>(run - names.runs().begin()), level}};
}

Found find_all(const NearFullNames& near, NameId surname) {
  Found found;
  near.find(surname,
            [&](std::uint32_t run, std::uint8_t level) { found.emplace_back(run, level); });
  std::sort(found.begin(), found.end());
  return found;
}

void check_runs(const std::vector<Identity>& right, const FullNames& names,
                std::uint32_t num_names) {
  std::size_t num_full = 0;
  for (const Identity& identity : right) num_full += identity.has_full_name();
  std::size_t num_in_runs = 0;
  std::uint32_t next = 0;
  for (std::uint32_t name = 0; name < num_names; ++name) {
    const NameId forename{name};
    ASSERT_EQ(names.first_run(forename), next);
    next += names.num_runs(forename);
    for (std::uint32_t i = names.first_run(forename); i < next; ++i) {
      const FullNameRun& run = names.runs()[i];
      expect_whole_run(run, forename, run.surname, right);
      num_in_runs += run.end - run.begin;
    }
  }
  ASSERT_EQ(next, names.runs().size());
  ASSERT_EQ(num_in_runs, num_full);
}

TEST(FullNames, RunsAreTheRecordsOfEachFullName) {
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    constexpr std::uint32_t kNumNames = 40;
    const std::vector<Identity> right = sample_right(seed, 100 * seed, kNumNames);
    check_runs(right, FullNames(right, kNumNames), kNumNames);
  }
}

TEST(FullNames, OfNobodyAndOfNobodyWithAFullName) {
  std::vector<Identity> nobody;
  for (const std::uint32_t num_names : {0u, 1u, 5u}) {
    const FullNames names(nobody, num_names);
    EXPECT_TRUE(names.runs().empty());
    check_runs(nobody, names, num_names);
  }
  const std::vector<Identity> halves = {{{2}, {}, {}, 0, {}, {}}, {{}, {1}, {}, 0, {}, {}}, {}};
  const FullNames names(halves, 3);
  EXPECT_TRUE(names.runs().empty());
  NearFullNames near(names);
  near.set_forename({2}, 0, {});
  EXPECT_TRUE(near.empty());
  EXPECT_TRUE(find_all(near, {1}).empty());
}

TEST(FullNames, AllOfOneFullNameAreOneRun) {
  std::vector<Identity> right(500, Identity{{0}, {1}, {}, 0, {}, {}});
  for (std::size_t i = 0; i < right.size(); ++i)
    right[i].date_of_birth = 19000101 + static_cast<int>(i);
  const FullNames names(right, 2);
  ASSERT_EQ(names.runs().size(), 1u);
  EXPECT_EQ(names.runs()[0].end, 500u);
  NearFullNames near(names);
  near.set_forename({0}, 7, {});
  EXPECT_EQ(find_all(near, {1}), (Found{{0, 7}}));
  EXPECT_TRUE(find_all(near, {0}).empty());
}

/// One forename on either side of the number of runs from which there is a table.
TEST(FullNames, AForenameOfAsManyRunsAsAreFew) {
  for (const std::uint32_t count : {1u, 2u, FullNames::kFewRuns, FullNames::kFewRuns + 1, 1000u}) {
    std::vector<Identity> right;
    for (std::uint32_t i = 0; i < count; ++i) right.push_back({{1}, {3 * i}, {}, 0, {}, {}});
    const FullNames names(right, 3 * count);
    NearFullNames near(names);
    near.set_forename({1}, 5, {});
    EXPECT_FALSE(near.empty());
    for (std::uint32_t surname = 0; surname < 3 * count; ++surname) {
      const std::uint32_t run = surname / 3;
      const bool is_there = surname % 3 == 0;
      ASSERT_EQ(find_all(near, {surname}), is_there ? (Found{{run, 5}}) : Found{}) << surname;
      if (count <= FullNames::kFewRuns) continue;
      ASSERT_EQ(names.find({1}, {surname}), is_there ? run : FullNames::kNoRun);
    }
  }
}

/// Every surname after every near list: what is found is what a double loop finds, once each.
void check_near(const std::vector<Identity>& right, std::uint32_t num_names, std::uint64_t seed) {
  const FullNames names(right, num_names);
  NearFullNames near(names);  // one object for all: a forename must leave no trace of the last
  std::size_t num_found = 0;
  std::size_t num_mixed = 0;
  for (std::uint32_t name = 0; name < num_names; ++name) {
    Random random(seed, 1, name);
    const NearList list = sample_near(random, {name}, num_names);
    near.set_forename({name}, 0, list.span());
    std::vector<NameId> all = {{name}};
    all.insert(all.end(), list.names.begin(), list.names.end());
    const auto is_large = [&](NameId of) { return names.num_runs(of) > FullNames::kFewRuns; };
    const auto is_small = [&](NameId of) { return names.num_runs(of) > 0 && !is_large(of); };
    num_mixed += std::ranges::any_of(all, is_large) && std::ranges::any_of(all, is_small);
    ASSERT_EQ(near.empty(),
              std::ranges::none_of(all, [&](NameId of) { return names.num_runs(of) > 0; }));
    for (std::uint32_t surname = 0; surname < num_names; ++surname) {
      Found expected = reference_find(right, names, {name}, {surname}, 0);
      for (std::size_t k = 0; k < list.names.size(); ++k) {
        const Found more = reference_find(right, names, list.names[k], {surname}, list.levels[k]);
        expected.insert(expected.end(), more.begin(), more.end());
      }
      std::sort(expected.begin(), expected.end());
      ASSERT_EQ(find_all(near, {surname}), expected) << name << ", " << surname;
      num_found += expected.size();
    }
  }
  EXPECT_GT(num_found, 1000u);
  EXPECT_GT(num_mixed, num_names / 3);
}

TEST(NearFullNames, EqualADoubleLoopOnRandomNames) {
  for (std::uint64_t seed = 10; seed < 12; ++seed) {
    constexpr std::uint32_t kNumNames = 90;
    check_near(sample_right(seed, 1500, kNumNames), kNumNames, seed);
  }
}

TEST(NearFullNames, SameForAnyThreads) {
  constexpr std::uint32_t kNumNames = 5000;  // more than one block
  const std::vector<Identity> right = sample_right(20, 20'000, kNumNames);
  const FullNames expected(right, kNumNames);
  ASSERT_GT(expected.num_runs({0}), FullNames::kFewRuns);
  for (const test::ParallelSetting& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    const FullNames names(right, kNumNames);
    for (std::uint32_t surname = 0; surname < kNumNames; ++surname) {
      ASSERT_EQ(names.find({0}, {surname}), expected.find({0}, {surname}))
          << test::describe(setting);
    }
  }
}

}  // namespace
}  // namespace fsu::blocking

#include "kernels/blocking/full_names.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>
#include <vector>

#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::blocking {
namespace {

/// A run with the ranks of its forename and surname.
using FoundRun = std::tuple<std::uint32_t, std::uint8_t, std::uint8_t>;
using Found = std::vector<FoundRun>;

constexpr std::uint8_t kOwn = 0;
constexpr std::uint8_t kClose = 1;
constexpr std::uint8_t kNear = 2;
constexpr WantedRanks kAllRanks = {7, 7, 7};
constexpr WantedRanks kOwnNames = {1, 0, 0};

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

/// Near names with many runs, with few and with none, or no near names; never the name itself.
struct NearList {
  std::vector<NameId> close;
  std::vector<NameId> near;

  [[nodiscard]] NearSpan span() const { return {close, near}; }
};

NearList sample_near(Random& random, NameId name, std::uint32_t num_names) {
  NearList list;
  const std::uint64_t one_in = 1 + random.below(6);
  const bool has_close = random.below(4) != 0;
  const bool has_near = random.below(4) != 0;
  for (std::uint32_t other = 0; other < num_names; ++other) {
    if (random.below(one_in) != 0 || other == name.value) continue;
    if (random.chance(0.5)) {
      if (has_close) list.close.push_back({other});
    } else if (has_near) {
      list.near.push_back({other});
    }
  }
  return list;
}

WantedRanks sample_wanted(Random& random) {
  WantedRanks wanted{};
  for (std::uint8_t& forenames : wanted) forenames = static_cast<std::uint8_t>(random.below(8));
  return wanted;
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

/// Runs by full name.
class RunTable {
 public:
  RunTable(const std::vector<Identity>& right, const FullNames& names, std::uint32_t num_names)
      : num_names_(num_names), runs_(std::size_t{num_names} * num_names, kNone) {
    for (std::uint32_t run = 0; run < names.runs().size(); ++run) {
      const Identity& first = right[names.runs()[run].begin];
      std::uint32_t& of_name = runs_[place(first.forename, first.surname)];
      EXPECT_EQ(of_name, kNone);
      of_name = run;
    }
  }

  /// All names of wanted ranks in a double loop, ascending.
  [[nodiscard]] Found find(NameId forename, const NearList& forenames, NameId surname,
                           const NearList& surnames, const WantedRanks& wanted) const {
    Found found;
    for_ranks(forename, forenames, [&](NameId first, std::uint8_t forename_rank) {
      for_ranks(surname, surnames, [&](NameId last, std::uint8_t surname_rank) {
        const std::uint32_t run = runs_[place(first, last)];
        if (run == kNone || (wanted[surname_rank] >> forename_rank & 1) == 0) return;
        found.emplace_back(run, forename_rank, surname_rank);
      });
    });
    std::sort(found.begin(), found.end());
    return found;
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;

  [[nodiscard]] std::size_t place(NameId forename, NameId surname) const {
    return forename.index() * num_names_ + surname.index();
  }
  static void for_ranks(NameId name, const NearList& list, const auto& function) {
    function(name, kOwn);
    for (const NameId close : list.close) function(close, kClose);
    for (const NameId near : list.near) function(near, kNear);
  }

  std::size_t num_names_;
  std::vector<std::uint32_t> runs_;
};

/// Ascending; a run that is found twice stands there twice.
Found find_all(NearFullNames& names, NameId surname, const NearSpan& near = {},
               const WantedRanks& wanted = kAllRanks) {
  Found found;
  names.find(surname, near, wanted,
             [&](std::uint32_t run, std::uint8_t forename_rank, std::uint8_t surname_rank) {
               found.emplace_back(run, forename_rank, surname_rank);
             });
  std::sort(found.begin(), found.end());
  return found;
}

/// The runs of a surname in the table of a forename of many runs.
std::vector<std::uint32_t> runs_in_table(const FullNames& names, NameId forename, NameId surname) {
  std::vector<std::uint32_t> runs;
  find_runs(names.table(forename), surname, [&](std::uint32_t run) { runs.push_back(run); });
  return runs;
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
  near.set_forename({2}, {});
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
  near.set_forename({0}, {});
  EXPECT_EQ(find_all(near, {1}), (Found{{0, kOwn, kOwn}}));
  EXPECT_EQ(find_all(near, {1}, {}, kOwnNames), (Found{{0, kOwn, kOwn}}));
  EXPECT_TRUE(find_all(near, {1}, {}, {}).empty());
  EXPECT_TRUE(find_all(near, {1}, {}, {6, 7, 7}).empty());
  EXPECT_TRUE(find_all(near, {0}).empty());
}

/// One forename on either side of the number of runs from which there is a table.
TEST(FullNames, AForenameOfAsManyRunsAsAreFew) {
  for (const std::uint32_t count : {1u, 2u, FullNames::kFewRuns, FullNames::kFewRuns + 1, 1000u}) {
    std::vector<Identity> right;
    for (std::uint32_t i = 0; i < count; ++i) right.push_back({{1}, {3 * i}, {}, 0, {}, {}});
    const FullNames names(right, std::max(3 * count, 2u));
    const bool has_table = count > FullNames::kFewRuns;
    EXPECT_EQ(names.table({1}).empty(), !has_table);
    EXPECT_TRUE(names.table({0}).empty());
    NearFullNames near(names);
    near.set_forename({1}, {});
    for (std::uint32_t surname = 0; surname < 3 * count; ++surname) {
      const std::uint32_t run = surname / 3;
      const bool is_there = surname % 3 == 0;
      ASSERT_EQ(find_all(near, {surname}), is_there ? (Found{{run, kOwn, kOwn}}) : Found{})
          << surname;
      if (!has_table) continue;
      ASSERT_EQ(runs_in_table(names, {1}, {surname}),
                is_there ? std::vector{run} : std::vector<std::uint32_t>{});
    }
  }
}

/// A table has room left, however many runs it holds, or a search in it would not end.
TEST(FullNames, TablesAreAtMostHalfFull) {
  const std::vector<Identity> right = sample_right(7, 30'000, 1024);
  const FullNames names(right, 1024);
  for (std::uint32_t name = 0; name < 1024; ++name) {
    const std::span<const RunSlot> table = names.table({name});
    if (table.empty()) continue;
    const auto num_taken = std::ranges::count_if(
        table, [](const RunSlot& slot) { return slot.run != RunSlot::kEmpty; });
    ASSERT_EQ(num_taken, names.num_runs({name}));
    ASSERT_LE(2 * static_cast<std::size_t>(num_taken), table.size());
    ASSERT_TRUE(std::has_single_bit(table.size()));
  }
  EXPECT_FALSE(names.table({0}).empty());
}

/// Every surname after every near list, all ranks and a few of them: what is found is what a double
/// loop finds, once each.
void check_near(const std::vector<Identity>& right, std::uint32_t num_names, std::uint64_t seed) {
  const FullNames names(right, num_names);
  const RunTable runs(right, names, num_names);
  NearFullNames near(names);  // one object for all: a forename must leave no trace of the last
  std::array<std::array<std::size_t, kNumNearRanks>, kNumNearRanks> num_found{};
  std::size_t num_mixed = 0;
  for (std::uint32_t name = 0; name < num_names; ++name) {
    Random random(seed, 1, name);
    const NearList forenames = sample_near(random, {name}, num_names);
    near.set_forename({name}, forenames.span());
    const auto is_large = [&](NameId of) { return names.num_runs(of) > FullNames::kFewRuns; };
    const auto is_small = [&](NameId of) { return names.num_runs(of) > 0 && !is_large(of); };
    num_mixed += std::ranges::any_of(forenames.close, is_large) &&
                 std::ranges::any_of(forenames.close, is_small);
    for (std::uint32_t surname = 0; surname < num_names; ++surname) {
      const NearList surnames = sample_near(random, {surname}, num_names);
      // The first that are asked for decide which joint tables there are.
      for (const WantedRanks& wanted : {sample_wanted(random), kAllRanks, sample_wanted(random)}) {
        const Found expected = runs.find({name}, forenames, {surname}, surnames, wanted);
        ASSERT_EQ(find_all(near, {surname}, surnames.span(), wanted), expected)
            << name << ", " << surname;
        for (const auto& [run, first, last] : expected) ++num_found[first][last];
      }
    }
  }
  for (const auto& of_forename : num_found) {
    for (const std::size_t of_both : of_forename) EXPECT_GT(of_both, 1000u);
  }
  EXPECT_GT(num_mixed, num_names / 4);
}

TEST(NearFullNames, EqualADoubleLoopOnRandomNames) {
  for (std::uint64_t seed = 10; seed < 12; ++seed) {
    constexpr std::uint32_t kNumNames = 90;
    check_near(sample_right(seed, 1500, kNumNames), kNumNames, seed);
  }
}

/// A near name of few runs may have the same surname as another: both runs are found.
TEST(NearFullNames, OneSurnameOfSeveralNearForenames) {
  std::vector<Identity> right;
  for (std::uint32_t forename = 0; forename < 4; ++forename) {
    for (const std::uint32_t surname : {5u, 6u}) {
      right.push_back({{forename}, {surname}, {}, 0, {}, {}});
    }
  }
  const FullNames names(right, 8);
  NearFullNames near(names);
  const NearList forenames = {{{1}}, {{2}, {3}}};
  const NearList surnames = {{}, {{6}}};
  near.set_forename({0}, forenames.span());
  EXPECT_EQ(find_all(near, {5}),
            (Found{{0, kOwn, kOwn}, {2, kClose, kOwn}, {4, kNear, kOwn}, {6, kNear, kOwn}}));
  EXPECT_EQ(find_all(near, {5}, surnames.span(), {0, 7, 5}),
            (Found{{1, kOwn, kNear}, {5, kNear, kNear}, {7, kNear, kNear}}));
  near.set_forename({7}, {});
  EXPECT_TRUE(find_all(near, {5}, surnames.span()).empty());
}

TEST(NearFullNames, SameForAnyThreads) {
  constexpr std::uint32_t kNumNames = 5000;  // more than one block
  const std::vector<Identity> right = sample_right(20, 20'000, kNumNames);
  const FullNames expected(right, kNumNames);
  ASSERT_GT(expected.num_runs({0}), FullNames::kFewRuns);
  for (const test::ParallelSetting& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    const FullNames names(right, kNumNames);
    ASSERT_EQ(names.runs().size(), expected.runs().size());
    for (std::uint32_t surname = 0; surname < kNumNames; ++surname) {
      ASSERT_EQ(runs_in_table(names, {0}, {surname}), runs_in_table(expected, {0}, {surname}))
          << test::describe(setting);
    }
  }
}

}  // namespace
}  // namespace fsu::blocking

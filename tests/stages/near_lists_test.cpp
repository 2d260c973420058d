// The near names of mentions in the index against a double loop over all names.
#include "src/stages/near_lists.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/compare/name_samples.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

using compare::NameLevel;

/// Names by who bears them; some by both, some by nobody.
struct Bearers {
  std::vector<bool> of_mentions;
  std::vector<bool> of_index;
};

Bearers sample_bearers(std::uint64_t seed, std::size_t num_names) {
  Bearers bearers = {std::vector<bool>(num_names), std::vector<bool>(num_names)};
  for (std::size_t i = 0; i < num_names; ++i) {
    Random random(seed, 8, i);
    bearers.of_mentions[i] = random.chance(0.6);
    bearers.of_index[i] = random.chance(0.5);
  }
  return bearers;
}

NearLists make_lists(const compare::NameTraits& traits, const Bearers& bearers) {
  return {traits, compare::find_near_names(traits), bearers.of_mentions, bearers.of_index};
}

/// What the list of one name must be, by comparing it with every name.
struct ExpectedList {
  std::vector<NameId> close;
  std::vector<NameId> near;
};

ExpectedList expected_list(compare::NameComparer& comparer, NameId name, const Bearers& bearers) {
  ExpectedList expected;
  comparer.set_name(name);
  for (std::uint32_t other = 0; other < bearers.of_index.size(); ++other) {
    if (!bearers.of_mentions[name.index()] || !bearers.of_index[other]) continue;
    if (!comparer.is_neighbour({other})) continue;
    const NameLevel level = comparer.compare({other});
    EXPECT_TRUE(level == NameLevel::kClose || level == NameLevel::kNear);
    (level == NameLevel::kClose ? expected.close : expected.near).push_back({other});
  }
  return expected;
}

std::vector<NameId> to_vector(std::span<const NameId> names) {
  return {names.begin(), names.end()};
}

/// How many are close, and how many near.
std::pair<std::size_t, std::size_t> check(const StringColumn& names, const Bearers& bearers) {
  const compare::NameTraits traits(names);
  const NearLists lists = make_lists(traits, bearers);
  EXPECT_EQ(lists.num_names(), names.size());
  compare::NameComparer comparer(traits);
  std::size_t num_close = 0;
  std::size_t num_near = 0;
  for (std::uint32_t name = 0; name < names.size(); ++name) {
    const ExpectedList expected = expected_list(comparer, {name}, bearers);
    EXPECT_EQ(to_vector(lists.of({name}).close), expected.close) << names[name];
    EXPECT_EQ(to_vector(lists.of({name}).near), expected.near) << names[name];
    EXPECT_EQ(lists.of({name}).size(), expected.close.size() + expected.near.size());
    std::vector<NameId> all = expected.close;
    all.insert(all.end(), expected.near.begin(), expected.near.end());
    EXPECT_EQ(to_vector(lists.view().of({name})), all) << names[name];
    num_close += expected.close.size();
    num_near += expected.near.size();
  }
  return {num_close, num_near};
}

TEST(NearLists, EqualADoubleLoop) {
  for (std::uint64_t seed = 21; seed <= 23; ++seed) {
    const StringColumn names = compare::to_dictionary(compare::sample_names(seed, 1500));
    const auto [num_close, num_near] = check(names, sample_bearers(seed, names.size()));
    EXPECT_GT(num_close, 200u);
    EXPECT_GT(num_near, 200u);
  }
}

TEST(NearLists, LevelsAreThoseOfTheComparerWhereNamesAreNearByEdits) {
  const StringColumn names = compare::to_dictionary(compare::sample_names(24, 700));
  const Bearers bearers = sample_bearers(24, names.size());
  const compare::NameTraits traits(names);
  const NearLists lists = make_lists(traits, bearers);
  compare::NameComparer comparer(traits);
  std::size_t num_not_listed = 0;
  for (std::uint32_t a = 0; a < names.size(); ++a) {
    comparer.set_name({a});
    for (std::uint32_t b = 0; b < names.size(); ++b) {
      const bool is_near = comparer.is_neighbour({b});
      const bool is_listed = is_near && bearers.of_mentions[a] && bearers.of_index[b];
      const NameLevel expected = a == b      ? NameLevel::kSame
                                 : is_listed ? comparer.compare({b})
                                             : NameLevel::kOther;
      ASSERT_EQ(lists.level({a}, {b}), expected) << names[a] << ", " << names[b];
      num_not_listed += is_near && !is_listed;
    }
    ASSERT_EQ(lists.level({a}, {}), NameLevel::kOther);
    ASSERT_EQ(lists.level({}, {a}), NameLevel::kOther);
  }
  ASSERT_EQ(lists.level({}, {}), NameLevel::kOther);
  EXPECT_GT(num_not_listed, 500u);
}

TEST(NearLists, OfNoNamesAndOfNamesThatNobodyBears) {
  check({}, {});
  check(compare::to_dictionary({"ANNA"}), {{true}, {true}});
  const StringColumn names = compare::to_dictionary(compare::sample_names(25, 100));
  const std::vector<bool> none(names.size());
  const std::vector<bool> all(names.size(), true);
  for (const Bearers& bearers : {Bearers{none, none}, Bearers{all, none}, Bearers{none, all}}) {
    const auto [num_close, num_near] = check(names, bearers);
    EXPECT_EQ(num_close + num_near, 0u);
  }
  const auto [num_close, num_near] = check(names, {all, all});
  EXPECT_GT(num_close, 0u);
  EXPECT_GT(num_near, 0u);
}

TEST(NearLists, SameForAnyThreads) {
  const StringColumn names = compare::to_dictionary(compare::sample_names(26, 3000));
  const Bearers bearers = sample_bearers(26, names.size());
  const compare::NameTraits traits(names);
  const NearLists expected = make_lists(traits, bearers);
  for (const test::ParallelSetting& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    const NearLists lists = make_lists(traits, bearers);
    for (std::uint32_t name = 0; name < names.size(); ++name) {
      ASSERT_TRUE(std::ranges::equal(lists.of({name}).close, expected.of({name}).close) &&
                  std::ranges::equal(lists.of({name}).near, expected.of({name}).near))
          << test::describe(setting);
    }
  }
}

}  // namespace
}  // namespace fsu::stages

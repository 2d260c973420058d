#include "kernels/compare/near_names.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/compare/name_level_reference.hpp"
#include "tests/compare/name_samples.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::compare {
namespace {

/// All pairs by the definition.
std::vector<std::vector<NameId>> reference_near_names(const StringColumn& names) {
  std::vector<std::vector<NameId>> near(names.size());
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    for (std::uint32_t j = 0; j < names.size(); ++j) {
      if (reference_is_neighbour(names[i], names[j])) near[i].push_back(NameId{j});
    }
  }
  return near;
}

void expect_equal(const NearNames& near, const std::vector<std::vector<NameId>>& expected,
                  const StringColumn& names) {
  ASSERT_EQ(near.begins.size(), expected.size() + 1);
  ASSERT_EQ(near.begins.back(), near.neighbours.size());
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    const auto found = near.of(NameId{i});
    ASSERT_EQ(std::vector<NameId>(found.begin(), found.end()), expected[i]) << names[i];
  }
}

void check(const std::set<std::string>& sorted, NearNamesConfig config = {}) {
  const StringColumn names = to_dictionary(sorted);
  expect_equal(find_near_names(NameTraits(names), config), reference_near_names(names), names);
}

TEST(NearNames, Degenerate) {
  check({});
  check({""});
  check({"ANNA"});
  check({"", "A", "AB", "ABC"});
  check({"ANNA", "PETER", "XQ"});
}

TEST(NearNames, FindsNeighboursOfEveryRule) {
  const StringColumn names =
      to_dictionary({"BILL", "DE SOUZA", "DESOUZA", "JOHNSON", "JONSTON", "MOHAMMED", "MUHAMMAD",
                     "PRICE", "SAM", "SAMANTHA", "SMITH PRICE", "WILLIAM"});
  const NearNames near = find_near_names(NameTraits(names));
  const std::vector<std::uint32_t> expected = {11, 2, 1, 4, 3, 6, 5, 10, 9, 8, 7, 0};
  ASSERT_EQ(near.neighbours.size(), expected.size());
  for (std::uint32_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(near.of(NameId{i})[0], NameId{expected[i]}) << names[i];
  }
}

TEST(NearNames, EqualsTheReferenceOnRandomNames) {
  for (std::uint64_t seed = 11; seed <= 14; ++seed) check(sample_names(seed, 700));
}

TEST(NearNames, EqualsTheReferenceOnLongNamesThatDifferAnywhere) {
  std::set<std::string> names;
  const std::string stem =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRST";
  for (std::uint64_t i = 0; i < 250; ++i) {
    Random random(15, 1, i);
    const std::string name = stem.substr(0, 8 + random.below(stem.size() - 8));
    names.insert(misspell(random, misspell(random, name)));
  }
  check(names);
}

TEST(NearNames, AllNamesAlike) {
  std::set<std::string> names;
  for (std::size_t length = 1; length <= 80; ++length) names.insert(std::string(length, 'A'));
  check(names);
}

TEST(NearNames, PartitionsAndThreadsDoNotMatter) {
  const StringColumn names = to_dictionary(sample_names(16, 2'500));
  const NameTraits traits(names);
  const NearNames expected = find_near_names(traits);
  for (const std::size_t max_variants : {std::size_t{20'000}, std::size_t{1} << 20}) {
    for (const test::ParallelSetting& setting : test::all_parallel_settings()) {
      const test::ScopedParallelSetting scope(setting);
      const NearNames near = find_near_names(traits, {.max_variants = max_variants});
      ASSERT_EQ(near.begins, expected.begins) << test::describe(setting);
      ASSERT_EQ(near.neighbours, expected.neighbours) << test::describe(setting);
    }
  }
}

}  // namespace
}  // namespace fsu::compare

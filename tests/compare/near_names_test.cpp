#include "kernels/compare/near_names.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
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

/// Two surnames each, of a few that are common and many that are not; some have one.
std::set<std::string> double_names(std::size_t count) {
  std::set<std::string> names = {"GARCIA", "LOPEZ", "QUIROGA"};
  for (std::size_t i = 0; i < count; ++i) {
    Random random(17, 1, i);
    const char* common = std::array{"GARCIA", "LOPEZ", "MARTIN"}[random.below(3)];
    const std::string other = misspell(random, std::string(6, static_cast<char>('A' + i % 26)));
    names.insert(random.chance(0.5) ? common + (" " + other) : other + (" " + std::string(common)));
  }
  return names;
}

TEST(NearNames, AVeryCommonWordJoinsNamesToItselfAlone) {
  const std::set<std::string> sorted = double_names(300);
  const StringColumn names = to_dictionary(sorted);
  constexpr std::size_t kMost = 40;
  std::map<std::string, std::size_t> names_of_word;
  for (const std::string& name : sorted) {
    for (const std::string& word : words_of(name)) ++names_of_word[word];
  }
  EXPECT_GT(names_of_word["GARCIA"], kMost);
  const auto share_word = [&](const std::string& a, const std::string& b) {
    const auto ours = words_of(a);
    return std::ranges::any_of(words_of(b), [&](const std::string& word) {
      return word.size() >= 3 && std::ranges::find(ours, word) != ours.end() &&
             (names_of_word[word] <= kMost || a == word || b == word);
    });
  };
  std::vector<std::vector<NameId>> expected(names.size());
  std::size_t num_left_out = 0;
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    for (std::uint32_t j = 0; j < names.size(); ++j) {
      const std::string a(names[i]);
      const std::string b(names[j]);
      if (!reference_is_neighbour(a, b)) continue;
      const bool is_by_other_rule = text::reference_edit_distance(a, b) <= 2 || a.starts_with(b) ||
                                    b.starts_with(a) || without_blanks(a) == without_blanks(b) ||
                                    text::spelling_key(a) == text::spelling_key(b);
      if (is_by_other_rule || share_word(a, b)) {
        expected[i].push_back(NameId{j});
      } else {
        ++num_left_out;
      }
    }
  }
  EXPECT_GT(num_left_out, 1000);
  expect_equal(find_near_names(NameTraits(names), {.max_names_of_word = kMost}), expected, names);
}

TEST(NearNames, NamesOfAVeryCommonWordAreNearOneAnotherWhereTheirBeginningsAre) {
  std::set<std::string> sorted = {"GARCIA", "GARCIA LOPEZ", "GARCIA QUIROGA"};
  for (char letter = 'A'; letter <= 'Z'; ++letter) {
    sorted.insert("GARCIA FERNANDE" + std::string(4, letter));  // alike as far as 12 bytes
  }
  const StringColumn names = to_dictionary(sorted);
  const NearNames near = find_near_names(NameTraits(names), {.max_names_of_word = 20});
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    const bool is_word = names[i] == "GARCIA";
    const bool is_alike = names[i].starts_with("GARCIA FERNANDE");
    EXPECT_EQ(near.of(NameId{i}).size(), is_word ? 28u : is_alike ? 26u : 1u) << names[i];
  }
}

TEST(NearNames, NamesOutOfUseHaveNoneAndAreNone) {
  const StringColumn names = to_dictionary(sample_names(18, 400));
  std::vector<bool> in_use(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) in_use[i] = Random(19, 1, i).chance(0.6);
  std::vector<std::vector<NameId>> expected = reference_near_names(names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!in_use[i]) expected[i].clear();
    std::erase_if(expected[i], [&](NameId name) { return !in_use[name.index()]; });
  }
  expect_equal(find_near_names(NameTraits(names), {}, in_use), expected, names);
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

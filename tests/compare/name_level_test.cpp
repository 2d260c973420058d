#include "kernels/compare/name_level.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <vector>

#include "tests/compare/name_level_reference.hpp"
#include "tests/compare/name_samples.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::compare {
namespace {

NameLevel level_of(const std::string& a, const std::string& b) {
  const std::set<std::string> sorted = {a, b};
  const StringColumn names = to_dictionary(sorted);
  const NameTraits traits(names);
  const NameId first{0};
  const NameId second{static_cast<std::uint32_t>(sorted.size() - 1)};
  NameComparer comparer(traits);
  comparer.set_name(a <= b ? first : second);
  return comparer.compare(a <= b ? second : first);
}

struct Example {
  const char* a;
  const char* b;
  NameLevel level;
};

TEST(NameLevel, Examples) {
  const auto examples = std::to_array<Example>({
      {"", "", NameLevel::kMissing},
      {"", "ANNA", NameLevel::kMissing},
      {"ANNA", "ANNA", NameLevel::kSame},
      {"A", "A", NameLevel::kSame},
      {"SMITH", "SMYTH", NameLevel::kClose},
      {"BRAIN", "BRIAN", NameLevel::kClose},
      {"WILLIAM", "BILL", NameLevel::kClose},
      {"BILL", "LIAM", NameLevel::kClose},
      {"SAM", "SAMANTHA", NameLevel::kClose},
      {"DE SOUZA", "DESOUZA", NameLevel::kClose},
      {"SMITH PRICE", "PRICE", NameLevel::kClose},
      {"SMITH PRICE", "PRICE WRIGHT", NameLevel::kClose},
      {"MOHAMMED", "MUHAMMAD", NameLevel::kClose},
      {"AL", "ALA", NameLevel::kNear},  // two letters are too few for an edit or a beginning
      {"JOHNSON", "JONSTON", NameLevel::kNear},
      {"WINTERBOTTOM", "WINTERTOTAM", NameLevel::kNear},
      {"DWAYNE", "DUANE", NameLevel::kNear},
      {"MARTINS", "MARLENE", NameLevel::kAlike},
      {"J", "JOHN", NameLevel::kInitial},
      {"J", "JO", NameLevel::kInitial},
      {"J", "JO ANN", NameLevel::kInitial},
      {"J", "K", NameLevel::kOther},
      {"J", "SHAUN", NameLevel::kOther},
      {"LI", "LO", NameLevel::kOther},
      {"SMITH", "PATEL", NameLevel::kOther},
  });
  for (const Example& example : examples) {
    EXPECT_EQ(level_of(example.a, example.b), example.level) << example.a << ", " << example.b;
    EXPECT_EQ(level_of(example.b, example.a), example.level) << example.b << ", " << example.a;
  }
}

TEST(NameLevel, NoneIsMissing) {
  const StringColumn names = to_dictionary({"ANNA"});
  const NameTraits traits(names);
  NameComparer comparer(traits);
  EXPECT_EQ(comparer.compare(NameId{0}), NameLevel::kMissing);  // nothing set
  comparer.set_name(NameId{0});
  EXPECT_EQ(comparer.compare(NameId{}), NameLevel::kMissing);
  EXPECT_FALSE(comparer.is_neighbour(NameId{}));
  comparer.set_name(NameId{});
  EXPECT_EQ(comparer.compare(NameId{0}), NameLevel::kMissing);
  EXPECT_FALSE(comparer.is_neighbour(NameId{0}));
}

TEST(NameLevel, EmptyDictionary) {
  const StringColumn names;
  const NameTraits traits(names);
  EXPECT_EQ(traits.size(), 0u);
  EXPECT_EQ(traits.num_forms(), 0u);
}

TEST(NameLevel, RejectsADictionaryOutOfOrder) {
  for (const std::vector<std::string>& names : {std::vector<std::string>{"B", "A"}, {"A", "A"}}) {
    const StringColumn column = to_column(names);
    EXPECT_THROW(NameTraits{column}, InternalError) << names[0];
  }
}

/// All pairs of a dictionary against the reference; returns how many pairs have each level.
std::array<std::size_t, kNumNameLevels> check_all_pairs(const std::set<std::string>& sorted) {
  const StringColumn names = to_dictionary(sorted);
  const NameTraits traits(names);
  NameComparer comparer(traits);  // one object for all: a name must leave no trace of the last
  std::array<std::size_t, kNumNameLevels> counts{};
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    comparer.set_name(NameId{i});
    for (std::uint32_t j = 0; j < names.size(); ++j) {
      const NameLevel level = comparer.compare(NameId{j});
      ++counts[static_cast<std::size_t>(level)];
      EXPECT_EQ(level, reference_name_level(names[i], names[j])) << names[i] << ", " << names[j];
      EXPECT_EQ(level, reference_name_level(names[j], names[i])) << names[j] << ", " << names[i];
      EXPECT_EQ(comparer.is_neighbour(NameId{j}), reference_is_neighbour(names[i], names[j]))
          << names[i] << ", " << names[j];
      if (::testing::Test::HasFailure()) return counts;
    }
  }
  return counts;
}

TEST(NameLevel, EqualsTheReferenceOnRandomNames) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    std::set<std::string> names = sample_names(seed, 400);
    names.insert("");
    const auto counts = check_all_pairs(names);
    for (const std::size_t count : counts) EXPECT_GT(count, 100u);  // every level was met
  }
}

TEST(NameLevel, EqualsTheReferenceOnOddBytes) {
  std::set<std::string> names;
  for (std::uint64_t i = 0; i < 150; ++i) {
    Random random(5, 1, i);
    std::string name(1 + random.below(9), ' ');  // blanks before, behind and beside one another
    for (char& byte : name) byte = "  AB\xc3\x96\x01\0"[random.below(8)];
    names.insert(name);
  }
  check_all_pairs(names);
}

/// Counts of letters never keep out names that are alike; they do keep most others out.
TEST(MayBeAlike, IsTrueForAllThatAreAlike) {
  std::set<std::string> names = sample_names(6, 500);
  names.insert({"", "J", "AA", "AAA", "AAAA", "AAAAB", "BAAAA", std::string(70, 'A')});
  for (const char* name : {"MARTINS", "MARLENE", "DWAYNE", "DUANE", "SMITH", "PATEL", "MARTHA"}) {
    names.insert(name);
  }
  const StringColumn column = to_dictionary(names);
  const NameTraits traits(column);
  std::size_t num_alike = 0;
  std::size_t num_kept_out = 0;
  for (std::uint32_t i = 0; i < column.size(); ++i) {
    for (std::uint32_t j = 0; j < column.size(); ++j) {
      const bool may_be = may_be_alike(traits[NameId{i}], traits[NameId{j}]);
      const bool are = text::reference_jaro_winkler(column[i], column[j]) >= 0.80;
      if (column[i].empty() || column[j].empty()) continue;  // missing: never asked
      ASSERT_TRUE(may_be || !are) << column[i] << ", " << column[j];
      ASSERT_EQ(may_be, may_be_alike(traits[NameId{j}], traits[NameId{i}]));
      num_alike += are;
      num_kept_out += !may_be;
    }
  }
  EXPECT_GT(num_alike, 3000u);
  EXPECT_GT(num_kept_out, 3000u);
}

TEST(NameLevel, TraitsDoNotDependOnThreads) {
  const StringColumn names = to_dictionary(sample_names(9, 5'000));
  const NameTraits expected(names);
  for (const test::ParallelSetting& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    const NameTraits traits(names);
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      ASSERT_EQ(traits[NameId{i}], expected[NameId{i}]) << test::describe(setting);
    }
  }
}

}  // namespace
}  // namespace fsu::compare

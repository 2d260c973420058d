// The string index against std::map, and distinct strings against std::set.
#include "kernels/core/string_index.hpp"

#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>
#include <string>

#include "kernels/core/random.hpp"
#include "kernels/core/text_ranks.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu {
namespace {

std::string random_text(Random& random, std::size_t max_length, std::size_t num_letters) {
  std::string text(random.below(max_length + 1), ' ');
  for (char& c : text) c = static_cast<char>('a' + random.below(num_letters));
  return text;
}

TEST(StringIndex, EmptyFindsNothing) {
  const StringColumn column;
  const StringIndex index(column);
  EXPECT_FALSE(index.find(""));
  EXPECT_FALSE(index.find("a"));
}

TEST(StringIndex, AnEmptyStringIsAStringLikeAnyOther) {
  StringColumn column;
  column.push_back("");
  EXPECT_EQ(StringIndex(column).find(""), 0U);
}

TEST(StringIndex, AgreesWithAMap) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    Random random(seed, 2, 0);
    std::map<std::string, std::uint32_t> positions;
    StringColumn column;
    for (std::uint64_t i = random.below(400); i > 0; --i) {
      const std::string text = random_text(random, 5, 3);
      if (positions.emplace(text, static_cast<std::uint32_t>(column.size())).second)
        column.push_back(text);
    }
    const StringIndex index(column);
    for (int query = 0; query < 500; ++query) {
      const std::string text = random_text(random, 6, 3);
      const auto expected = positions.find(text);
      const auto found = index.find(text);
      ASSERT_EQ(found.has_value(), expected != positions.end()) << text;
      if (found) {
        EXPECT_EQ(*found, expected->second) << text;
      }
    }
  }
}

TEST(StringIndex, LongEqualPrefixesAndEnds) {
  const std::string common(200, 'x');
  StringColumn column;
  std::vector<std::string> texts;
  for (int i = 0; i < 2000; ++i) {
    const std::string number = std::to_string(i);
    texts.push_back(i % 2 == 0 ? common + number : number + common);
    column.push_back(texts.back());
  }
  const StringIndex index(column);
  for (std::uint32_t i = 0; i < texts.size(); ++i) EXPECT_EQ(index.find(texts[i]), i);
  EXPECT_FALSE(index.find(common));
  EXPECT_FALSE(index.find(common + "2000"));
}

TEST(DistinctStrings, AreThoseOfASetWithoutTheEmptyOne) {
  for (const auto& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    Random random(3, 3, 0);
    std::set<std::string> expected;
    std::array<StringColumn, 3> columns;
    for (StringColumn& column : columns) {
      for (int i = 0; i < 3000; ++i) {
        std::string text = random_text(random, 4, 4);
        if (i % 7 == 0) text += '\xE9';
        column.push_back(text);
        if (!text.empty()) expected.insert(text);
      }
    }
    const StringColumn distinct =
        distinct_strings(std::array<const StringColumn*, 3>{&columns[0], &columns[1], &columns[2]});
    ASSERT_EQ(distinct.size(), expected.size()) << describe(setting);
    std::size_t i = 0;
    for (const std::string& text : expected) EXPECT_EQ(distinct[i++], text);
  }
}

/// Many blocks, with texts that come again and again and such that come once.
TEST(DistinctStrings, OfManyBlocksAreThoseOfASet) {
  for (const std::uint64_t num_values : std::vector<std::uint64_t>{10, 20'000, 1'000'000'000}) {
    StringColumn column;
    std::set<std::string> expected;
    for (std::uint64_t i = 0; i < 200'000; ++i) {
      column.push_back(std::to_string(Random(4, num_values, i).below(num_values)));
      expected.emplace(column[i]);
    }
    const StringColumn distinct = distinct_strings(std::array<const StringColumn*, 1>{&column});
    ASSERT_EQ(distinct.size(), expected.size());
    std::size_t i = 0;
    for (const std::string& text : expected) ASSERT_EQ(distinct[i++], text);
  }
}

TEST(DistinctStrings, NoneOfNothing) {
  EXPECT_TRUE(distinct_strings({}).empty());
  StringColumn blanks;
  blanks.push_back("");
  blanks.push_back("");
  EXPECT_TRUE(distinct_strings(std::array<const StringColumn*, 1>{&blanks}).empty());
}

}  // namespace
}  // namespace fsu

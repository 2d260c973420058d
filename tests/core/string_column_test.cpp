// Columns of strings against a plain vector of strings.
#include "kernels/core/string_column.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

#include "kernels/core/random.hpp"

namespace fsu {
namespace {

static_assert(!std::is_copy_constructible_v<StringColumn>);
static_assert(std::is_nothrow_move_constructible_v<StringColumn>);

StringColumn column_of(const std::vector<std::string>& texts) {
  StringColumn column;
  for (const std::string& text : texts) column.push_back(text);
  return column;
}

std::vector<std::string> texts_of(const StringColumn& column) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < column.size(); ++i) texts.emplace_back(column[i]);
  return texts;
}

std::vector<std::string> random_texts(std::uint64_t seed, std::size_t count) {
  Random random(seed, 1, 0);
  std::vector<std::string> texts(count);
  for (std::string& text : texts) {
    text.resize(random.below(6));
    for (char& c : text) c = static_cast<char>(random.below(256));
  }
  return texts;
}

TEST(StringColumn, Empty) {
  const StringColumn column;
  EXPECT_TRUE(column.empty());
  EXPECT_EQ(column.size(), 0U);
  EXPECT_EQ(column.num_bytes(), 0U);
  EXPECT_EQ(column.max_length(), 0U);
  EXPECT_TRUE(column.clone().empty());
  EXPECT_TRUE(column.gather({}).empty());
}

TEST(StringColumn, EmptyStringsAreKept) {
  const StringColumn column = column_of({"", "", "a", ""});
  EXPECT_EQ(texts_of(column), (std::vector<std::string>{"", "", "a", ""}));
  EXPECT_EQ(column.num_bytes(), 1U);
  EXPECT_EQ(column.max_length(), 1U);
  EXPECT_FALSE(column.empty());
}

TEST(StringColumn, HoldsAnyBytes) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto texts = random_texts(seed, 50);
    EXPECT_EQ(texts_of(column_of(texts)), texts);
  }
}

TEST(StringColumn, CloneIsApartFromItsOriginal) {
  StringColumn column = column_of({"one", "two"});
  const StringColumn copy = column.clone();
  column.push_back("three");
  EXPECT_EQ(texts_of(copy), (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(column.size(), 3U);
}

TEST(StringColumn, AppendJoinsInOrder) {
  for (const std::size_t size_a : {0U, 1U, 30U}) {
    for (const std::size_t size_b : {0U, 1U, 30U}) {
      auto texts = random_texts(size_a, size_a);
      const auto added = random_texts(size_b + 100, size_b);
      StringColumn column = column_of(texts);
      column.append(column_of(added));
      texts.insert(texts.end(), added.begin(), added.end());
      EXPECT_EQ(texts_of(column), texts);
    }
  }
}

TEST(StringColumn, AppendToItselfDoublesIt) {
  StringColumn column = column_of({"a", "", "bc"});
  column.append(column.clone());
  EXPECT_EQ(texts_of(column), (std::vector<std::string>{"a", "", "bc", "a", "", "bc"}));
}

TEST(StringColumn, GatherRepeatsAndReorders) {
  const auto texts = random_texts(7, 40);
  const StringColumn column = column_of(texts);
  Random random(8, 0, 0);
  std::vector<std::uint32_t> rows(100);
  for (std::uint32_t& row : rows) row = static_cast<std::uint32_t>(random.below(40));
  const StringColumn gathered = column.gather(rows);
  ASSERT_EQ(gathered.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(gathered[i], texts[rows[i]]);
}

TEST(StringColumn, MaxLengthIsInBytes) {
  EXPECT_EQ(column_of({"a", "\xC3\xA9\xC3\xA9", "bcd"}).max_length(), 4U);
}

}  // namespace
}  // namespace fsu

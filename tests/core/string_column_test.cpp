// Columns of strings against a plain vector of strings.
#include "kernels/core/string_column.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
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

TEST(StringColumn, ManyBlocksOfStrings) {
  // Blocks of 4,096 strings have a base of their own: texts at and around their ends.
  StringColumn column;
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 3 * 4096 + 5; ++i)
    texts.push_back(std::string(i % 7, 'x') + std::to_string(i));
  for (const std::string& text : texts) column.push_back(text);
  EXPECT_EQ(texts_of(column), texts);
  for (const std::size_t size : {1U, 4095U, 4096U, 4097U}) {
    StringColumn joined =
        column_of({texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(size)});
    joined.append(column);
    auto expected = std::vector(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(size));
    expected.insert(expected.end(), texts.begin(), texts.end());
    ASSERT_EQ(texts_of(joined), expected) << size;
    ASSERT_EQ(texts_of(joined.clone()), expected);
  }
}

TEST(StringColumn, AppendsBytesAndEnds) {
  for (const std::size_t size_before : {0U, 3U, 4095U, 4096U}) {
    std::vector<std::string> texts(size_before, "ab");
    StringColumn column = column_of(texts);
    std::string bytes;
    std::vector<std::uint32_t> ends;
    for (std::size_t i = 0; i < 9000; ++i) {
      texts.push_back(std::string(i % 5, static_cast<char>('a' + i % 26)));
      bytes += texts.back();
      ends.push_back(static_cast<std::uint32_t>(bytes.size()));
    }
    column.append_plain(bytes, ends);
    column.append_plain({}, {});
    ASSERT_EQ(texts_of(column), texts);
  }
}

TEST(StringColumn, WordsAreTheirBytes) {
  StringColumn column;
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  std::memcpy(&first, "sixteen ", 8);
  std::memcpy(&second, "letters!", 8);
  for (const std::size_t size : {0U, 1U, 7U, 8U, 9U, 15U, 16U})
    column.push_back_words(first, second, size);
  column.push_back("next");
  EXPECT_EQ(texts_of(column),
            (std::vector<std::string>{"", "s", "sixteen", "sixteen ", "sixteen l",
                                      "sixteen letters", "sixteen letters!", "next"}));
}

/// The same texts, coded.
StringColumn coded_column(const std::vector<std::string>& texts) {
  std::vector<std::string> distinct;
  UnsetVector<std::uint32_t> codes;
  for (const std::string& text : texts) {
    const auto found = std::find(distinct.begin(), distinct.end(), text);
    codes.push_back(static_cast<std::uint32_t>(found - distinct.begin()));
    if (found == distinct.end()) distinct.push_back(text);
  }
  return StringColumn::coded(column_of(distinct), std::move(codes));
}

TEST(StringColumn, ACodedColumnLooksLikeAPlainOne) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const auto texts = random_texts(seed, seed * 3);
    const StringColumn coded = coded_column(texts);
    const StringColumn plain = column_of(texts);
    ASSERT_TRUE(coded.is_coded());
    ASSERT_FALSE(plain.is_coded());
    ASSERT_EQ(texts_of(coded), texts);
    ASSERT_EQ(texts_of(coded.clone()), texts);
    ASSERT_EQ(coded.max_length(), plain.max_length());
    ASSERT_EQ(coded.empty(), plain.empty());
    ASSERT_EQ(coded.codes().size(), texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i)
      ASSERT_EQ(coded.dictionary()[coded.codes()[i]], texts[i]);
  }
}

TEST(StringColumn, ACodedColumnIsGatheredWithItsDictionary) {
  const std::vector<std::string> texts = {"a", "longest", "", "a", "bb"};
  const StringColumn coded = coded_column(texts);
  const std::vector<std::uint32_t> rows = {4, 0, 0, 2};
  const StringColumn gathered = coded.gather(rows);
  EXPECT_EQ(texts_of(gathered), (std::vector<std::string>{"bb", "a", "a", ""}));
  EXPECT_EQ(&gathered.dictionary(), &coded.dictionary());
  EXPECT_EQ(gathered.max_length(), 2U);  // the longest one is in no row
  EXPECT_TRUE(coded.gather({}).empty());
}

TEST(StringColumn, ColumnsOfBothKindsAreJoined) {
  const std::vector<std::string> texts_a = {"x", "", "x"};
  const std::vector<std::string> texts_b = {"", "yy", "x"};
  std::vector<std::string> both = texts_a;
  both.insert(both.end(), texts_b.begin(), texts_b.end());
  const auto make = [](bool is_coded, const std::vector<std::string>& texts) {
    return is_coded ? coded_column(texts) : column_of(texts);
  };
  for (const bool is_a_coded : {false, true}) {
    for (const bool is_b_coded : {false, true}) {
      StringColumn column = make(is_a_coded, texts_a);
      column.append(make(is_b_coded, texts_b));
      EXPECT_EQ(texts_of(column), both) << is_a_coded << is_b_coded;
      column.push_back("more");
      EXPECT_EQ(column[both.size()], "more");
    }
  }
  StringColumn taken_on;
  taken_on.append(coded_column(texts_a));
  EXPECT_TRUE(taken_on.is_coded());
  taken_on.append(taken_on.clone());
  EXPECT_TRUE(taken_on.is_coded());  // of the same dictionary
  EXPECT_EQ(texts_of(taken_on), (std::vector<std::string>{"x", "", "x", "x", "", "x"}));
}

}  // namespace
}  // namespace fsu

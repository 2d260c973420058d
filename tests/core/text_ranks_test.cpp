#include "kernels/core/text_ranks.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu {
namespace {

/// By an ordered set of whole texts.
void check(const std::vector<std::string>& texts) {
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  std::map<std::string, std::uint32_t> rank;
  for (const std::string& text : texts) {
    if (!text.empty()) rank.emplace(text, 0);
  }
  std::uint32_t next = 0;
  for (auto& [text, number] : rank) number = next++;
  const TextRanks ranks = rank_texts(views);
  ASSERT_EQ(ranks.of.size(), texts.size());
  ASSERT_EQ(ranks.first.size(), rank.size());
  std::set<std::uint32_t> seen;
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    const std::uint32_t expected = texts[i].empty() ? kNoRank : rank.at(texts[i]);
    ASSERT_EQ(ranks.of[i], expected) << i;
    if (expected == kNoRank || !seen.insert(expected).second) continue;
    ASSERT_EQ(ranks.first[expected], i);
  }
}

/// Of few letters, zeros among them, and all lengths around that of a key.
std::string random_text(Random& random, std::size_t most) {
  std::string text(random.below(most + 1), ' ');
  constexpr std::string_view kLetters("AB\0\xff", 4);
  for (char& letter : text) letter = random.chance(0.9) ? 'A' : kLetters[random.below(4)];
  return text;
}

TEST(TextRanks, Degenerate) {
  check({});
  check({""});
  check({"", "", "A", ""});
  check({"A", "A", "A"});
  check({std::string("A\0", 2), "A", std::string("A\0\0", 3), std::string(1, '\0')});
  const std::string long_text(24, 'X');
  check({long_text, long_text + "B", long_text, long_text + "A", long_text + "B",
         long_text + std::string(1, '\0'), long_text.substr(1)});
}

TEST(TextRanks, EqualTheReferenceOnRandomTexts) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    Random random(seed, 0, 1);
    std::vector<std::string> texts(random.below(2000));
    const std::size_t most = 1 + random.below(40);
    for (std::string& text : texts) text = random_text(random, most);
    check(texts);
  }
}

TEST(TextRanks, EqualTheReferenceOnManyIds) {
  Random random(1, 0, 1);
  std::vector<std::string> texts(80'000);
  for (std::string& text : texts) text = "P" + std::to_string(1'000'000 + random.below(60'000));
  check(texts);
}

StringColumn column_of(const std::vector<std::string>& texts) {
  StringColumn column;
  for (const std::string& text : texts) column.push_back(text);
  return column;
}

/// A plain column, a sorted one, and a coded one of whose dictionary rows use a part.
TEST(StringRanks, OfColumnsOfAnyFormOnAnyThreads) {
  StringColumn plain = column_of({"B", "", "C", "B", "D"});
  StringColumn sorted = column_of({"", "A", "A", "C", "X"});
  UnsetVector<std::uint32_t> codes;
  for (const std::uint32_t code : {1U, 3U, 1U, 0U}) codes.push_back(code);
  StringColumn coded = StringColumn::coded(column_of({"", "C", "UNUSED", "AA"}), std::move(codes));
  const StringColumn nothing;
  const std::array columns = {&std::as_const(plain), &std::as_const(sorted), &std::as_const(coded),
                              &nothing};
  for (const test::ParallelSetting& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    const StringRanks ranks = rank_strings(columns);
    ASSERT_EQ(ranks.distinct.size(), 6U);
    std::vector<std::string> distinct;
    for (std::size_t i = 0; i < 6; ++i) distinct.emplace_back(ranks.distinct[i]);
    EXPECT_EQ(distinct, (std::vector<std::string>{"A", "AA", "B", "C", "D", "X"}));
    using Ranks = UnsetVector<std::uint32_t>;
    ASSERT_EQ(ranks.columns.size(), 4U);
    EXPECT_EQ(ranks.columns[0], (Ranks{2, kNoRank, 3, 2, 4}));
    EXPECT_EQ(ranks.columns[1], (Ranks{kNoRank, 0, 0, 3, 5}));
    EXPECT_EQ(ranks.columns[2], (Ranks{3, 1, 3, kNoRank}));
    EXPECT_TRUE(ranks.columns[3].empty());
  }
}

TEST(StringRanks, OfNoColumns) {
  const StringRanks ranks = rank_strings({});
  EXPECT_TRUE(ranks.distinct.empty());
  EXPECT_TRUE(ranks.columns.empty());
}

TEST(StringsInUse, AreThoseOfRows) {
  UnsetVector<std::uint32_t> codes;
  for (const std::uint32_t code : {2U, 2U, 0U}) codes.push_back(code);
  const StringColumn coded = StringColumn::coded(column_of({"A", "B", "C"}), std::move(codes));
  EXPECT_EQ(strings_in_use(coded), (std::vector<std::uint8_t>{1, 0, 1}));
}

}  // namespace
}  // namespace fsu

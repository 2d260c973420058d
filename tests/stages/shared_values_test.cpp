#include "src/stages/shared_values.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

using Texts = std::vector<std::vector<std::string>>;

SharedValues share(const Texts& texts) {
  std::vector<StringColumn> columns;
  for (const auto& of_column : texts) {
    StringColumn& column = columns.emplace_back();
    for (const std::string& text : of_column) column.push_back(text);
  }
  return share_values(columns);
}

void expect_reference(const Texts& texts) {
  std::set<std::string> distinct;
  for (const auto& column : texts) distinct.insert(column.begin(), column.end());
  distinct.erase("");
  const SharedValues shared = share(texts);
  ASSERT_EQ(shared.dictionary.size(), distinct.size());
  std::map<std::string, std::uint32_t> rank;
  for (const std::string& text : distinct) {
    EXPECT_EQ(shared.dictionary[rank.size()], text);
    rank.emplace(text, static_cast<std::uint32_t>(rank.size()));
  }
  ASSERT_EQ(shared.columns.size(), texts.size());
  for (std::size_t c = 0; c < texts.size(); ++c) {
    ASSERT_EQ(shared.columns[c].size(), texts[c].size());
    for (std::size_t row = 0; row < texts[c].size(); ++row) {
      const std::string& text = texts[c][row];
      ASSERT_EQ(shared.columns[c][row], text.empty() ? ValueId{} : ValueId{rank.at(text)});
    }
  }
}

TEST(SharedValues, OfFewTexts) {
  expect_reference({});
  expect_reference({{}});
  expect_reference({{}, {"A"}});
  expect_reference({{"", ""}, {""}});
  expect_reference({{"B", "A", "B"}, {"A", "", "C"}});
  expect_reference({{"X", "X", "X"}, {"X"}});
}

TEST(Normalised, EveryTextByItsKind) {
  StringColumn texts;
  for (const char* text : {"+44 7700 900123", "", "-"}) texts.push_back(text);
  const StringColumn phones = normalised(texts, FieldKind::kPhone);
  ASSERT_EQ(phones.size(), 3U);
  EXPECT_EQ(phones[0], "07700900123");
  EXPECT_EQ(phones[1], "");
  EXPECT_EQ(phones[2], "");
  EXPECT_EQ(normalised({}, FieldKind::kText).size(), 0U);
}

TEST(SharedValues, OfRandomTextsOnAnyThreads) {
  Texts texts(3);
  Random random(1, 0, 0);
  for (int i = 0; i < 40'000; ++i) {
    const std::uint64_t value = random.below(9'000);
    texts[random.below(3)].push_back(value == 0 ? "" : std::to_string(value));
  }
  for (const int threads : {1, 2, 3}) {
    const fsu::test::ScopedParallelSetting scope({parallel_backend(), threads});
    expect_reference(texts);
  }
}

}  // namespace
}  // namespace fsu::stages

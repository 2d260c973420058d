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

StringColumn column_of(const std::vector<std::string>& texts) {
  StringColumn column;
  for (const std::string& text : texts) column.push_back(text);
  return column;
}

SharedValues share(const Texts& texts) {
  std::vector<ComparedTexts> columns;
  for (const auto& of_column : texts) columns.push_back({column_of(of_column), {}});
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
  const StringColumn texts = column_of({"+44 7700 900123", "", "-"});
  const ComparedTexts phones = normalised(texts, FieldKind::kPhone);
  ASSERT_EQ(phones.size(), 3U);
  EXPECT_FALSE(phones.codes);
  EXPECT_EQ(phones.forms[0], "07700900123");
  EXPECT_EQ(phones.forms[1], "");
  EXPECT_EQ(phones.forms[2], "");
  EXPECT_EQ(normalised(StringColumn(), FieldKind::kText).size(), 0U);
}

/// Strings of the dictionary may be one value, and no row's.
TEST(SharedValues, OfCodedColumns) {
  UnsetVector<std::uint32_t> codes;
  for (const std::uint32_t code : {2U, 0U, 4U, 1U, 2U, 3U}) codes.push_back(code);
  const StringColumn coded = StringColumn::coded(
      column_of({"zz1 1aa", "", "ZZ11AA", "AA1 1AA", "-", "BB1 1BB"}), std::move(codes));
  const StringColumn plain = column_of({"zz11aa", "CC1 1CC"});
  std::vector<ComparedTexts> columns;
  columns.push_back(normalised(coded, FieldKind::kPostcode));
  columns.push_back(normalised(plain, FieldKind::kPostcode));
  const SharedValues shared = share_values(columns);
  ASSERT_EQ(shared.dictionary.size(), 3U);
  EXPECT_EQ(shared.dictionary[0], "AA11AA");
  EXPECT_EQ(shared.dictionary[1], "CC11CC");
  EXPECT_EQ(shared.dictionary[2], "ZZ11AA");
  using Values = std::vector<ValueId>;
  EXPECT_EQ(shared.columns[0],
            (Values{ValueId{2}, ValueId{2}, ValueId{}, ValueId{}, ValueId{2}, ValueId{0}}));
  EXPECT_EQ(shared.columns[1], (Values{ValueId{2}, ValueId{1}}));
}

TEST(ComparedTexts, OfRowsThatCount) {
  const auto form_of = [](std::string_view text) { return std::string(text) + "!"; };
  UnsetVector<std::uint32_t> codes;
  for (const std::uint32_t code : {0U, 1U, 0U}) codes.push_back(code);
  const StringColumn coded = StringColumn::coded(column_of({"A", "B"}), std::move(codes));
  const auto counts = [](std::size_t row) { return row == 2; };
  const ComparedTexts of_coded = compared_texts(coded, form_of, counts);
  EXPECT_EQ(of_coded.forms[of_coded.form_of(0)], "A!");
  EXPECT_EQ(of_coded.forms[of_coded.form_of(1)], "");
  const ComparedTexts of_plain = compared_texts(column_of({"A", "B", "C"}), form_of, counts);
  EXPECT_EQ(of_plain.forms[1], "");
  EXPECT_EQ(of_plain.forms[2], "C!");
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

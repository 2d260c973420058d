// The section [link]: columns of both files or of one, kinds, numbers, and what is wrong told with
// its line.
#include "src/cli/link_settings.hpp"

#include <gtest/gtest.h>

#include "src/cli/command_line.hpp"
#include "src/cli/commands.hpp"
#include "src/cli/section_settings.hpp"
#include "tests/cli/error_message.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fsu::cli {
namespace {

using Items = std::vector<std::string>;

struct Applied {
  config::LinkConfig config;
  LinkNumbers numbers;
  std::vector<std::string> problems;
};

/// The section with these lines, for two files or one.
Applied apply(const std::string& lines, bool is_one_file = false) {
  const test::TemporaryFolder folder;
  Applied applied;
  applied.config.left = "a.csv";
  if (!is_one_file) applied.config.right = "b.csv";
  const auto entries = read_settings_file(folder.write("link.ini", "[link]\n" + lines));
  applied.numbers = apply_link_section(entries, applied.config, applied.problems);
  return applied;
}

Applied apply_without_problems(const std::string& lines, bool is_one_file = false) {
  Applied applied = apply(lines, is_one_file);
  EXPECT_TRUE(applied.problems.empty()) << applied.problems.front();
  return applied;
}

constexpr const char* kContract =
    "left-id = rec_id\n"
    "right-id = reg_id\n"
    "forename = given_name\n"
    "surname = surname\n"
    "# one column, or year,month,day in three: dob_year,dob_mon,dob_day\n"
    "date-of-birth = date_of_birth\n"
    "date-format = %Y%m%d\n"
    "id = soc_sec_id:opaque\n"
    "compare = postcode:exact\n"
    "compare = suburb:text\n"
    "link-probability = 0.75\n"
    "pairs-floor-weight = -10.5\n";

TEST(LinkSettings, TheContractsOwnExample) {
  const Applied applied = apply_without_problems(kContract);
  const config::LinkConfig& config = applied.config;
  EXPECT_EQ(config.left_columns.id, "rec_id");
  EXPECT_EQ(config.right_columns.id, "reg_id");
  for (const config::RecordColumnsConfig& columns : {config.left_columns, config.right_columns}) {
    EXPECT_EQ(columns.forename, "given_name");
    EXPECT_EQ(columns.surname, "surname");
    EXPECT_EQ(columns.date_of_birth, Items{"date_of_birth"});
    EXPECT_EQ(columns.identifier, "soc_sec_id");
    EXPECT_EQ(columns.fields, (Items{"postcode", "suburb"}));
  }
  EXPECT_EQ(config.date_format, "%Y%m%d");
  EXPECT_EQ(config.identifier_kind, text::IdentifierKind::kOpaque);
  ASSERT_EQ(config.fields.size(), 2U);
  EXPECT_EQ(config.fields[0].kind, FieldKind::kExact);
  EXPECT_EQ(config.fields[1].kind, FieldKind::kText);
  EXPECT_EQ(applied.numbers.link_probability, 0.75);
  EXPECT_EQ(applied.numbers.pairs_floor_weight, -10.5);
  EXPECT_FALSE(applied.numbers.link_margin.has_value());
}

TEST(LinkSettings, AColumnOfOneFileWinsWhereverItStands) {
  const Applied applied = apply_without_problems(
      "left.surname = SURNAME\nright.postcode = PCODE\nright.id = ssn\n"
      "right.date-of-birth = y, m ,d\nleft.forename = fore\nright.forename = given\n"
      "left-id = id\nsurname = last_name\nid = pnc_no:pnc\ndate-of-birth = dob\n"
      "compare = postcode:postcode\n");
  const config::LinkConfig& config = applied.config;
  EXPECT_EQ(config.left_columns.surname, "SURNAME");
  EXPECT_EQ(config.right_columns.surname, "last_name");
  EXPECT_EQ(config.left_columns.fields, Items{"postcode"});
  EXPECT_EQ(config.right_columns.fields, Items{"PCODE"});
  EXPECT_EQ(config.left_columns.identifier, "pnc_no");
  EXPECT_EQ(config.right_columns.identifier, "ssn");
  EXPECT_EQ(config.identifier_kind, text::IdentifierKind::kPnc);
  EXPECT_EQ(config.left_columns.date_of_birth, Items{"dob"});
  EXPECT_EQ(config.right_columns.date_of_birth, (Items{"y", "m", "d"}));
  EXPECT_EQ(config.left_columns.forename, "fore");
  EXPECT_EQ(config.right_columns.forename, "given");
  EXPECT_EQ(config.right_columns.id, "id");  // as left-id
}

TEST(LinkSettings, OneFileNeedsNoRightColumns) {
  const Applied applied = apply_without_problems("left-id = a\nleft.surname = b\n", true);
  EXPECT_EQ(applied.config.right_columns.surname, "b");
  EXPECT_EQ(applied.config.right_columns.id, "a");
}

TEST(LinkSettings, AColumnMayHaveAColonInItsName) {
  const Applied applied =
      apply_without_problems("left-id = a\nid = Ref: No:opaque\ncompare = Tel: home:phone\n");
  EXPECT_EQ(applied.config.left_columns.identifier, "Ref: No");
  EXPECT_EQ(applied.config.left_columns.fields, Items{"Tel: home"});
  EXPECT_EQ(applied.config.fields[0].kind, FieldKind::kPhone);
}

TEST(LinkSettings, EveryKindOfFieldIsKnown) {
  for (const auto& [word, kind] : config::kFieldKindNames) {
    const Applied applied =
        apply_without_problems("left-id = a\ncompare = f:" + std::string(word) + "\n");
    EXPECT_EQ(applied.config.fields[0].kind, kind) << word;
    EXPECT_EQ(config::kind_name(kind), word);
  }
}

TEST(LinkSettings, EachProblemIsToldWithItsLine) {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"forenames = a", "[link] forenames: unknown"},
      {"left.postcode = a", "[link] left.postcode: unknown"},
      {"left.left-id = a", "[link] left.left-id: unknown"},
      {"forename =", "needs a value"},
      {"left.surname =", "needs a value"},
      {"id = a:number", "write column:opaque"},
      {"id = :pnc", "write column:opaque"},
      {"compare = a", "write column:kind"},
      {"compare = a:soundex", "exact, text, phone, postcode, email, date, number"},
      {"compare = :text", "write column:kind"},
      {"date-of-birth = a,b", "one column, or three"},
      {"date-of-birth = a,,c", "one column, or three"},
      {"date-format = %H:%M", "year, month and day"},
      {"link-probability = 1.5", "must be a number from 0 to 1"},
      {"link-probability = nan", "must be a number from 0 to 1"},
      {"link-margin = -1", "must be a number from 0"},
      {"pairs-floor-weight = low", "must be a number from -1000"}};
  for (const auto& [line, problem] : wrong) {
    const Applied applied = apply(line + "\nleft-id = a\nsurname = s\n");
    ASSERT_EQ(applied.problems.size(), 1U) << line;
    test::expect_has(applied.problems[0], problem);
    test::expect_has(applied.problems[0], "line 2: ");
  }
}

TEST(LinkSettings, WhatTheSectionAsAWholeLacks) {
  const std::vector<std::pair<std::string, std::string>> lacking = {
      {"surname = s", "left-id is needed"},
      {"left-id = a", "nothing to compare"},
      {"left-id = a\nsurname = s\nleft.forename = f", "forename names a column of the left file"},
      {"left-id = a\nsurname = s\nright.id = f", "id names a column of the right file only"},
      {"left-id = a\ncompare = s:text\ncompare = s:exact", "column s is compared already"},
      {"left-id = a\nid = x:pnc\nright.id = y:opaque", "must be of one kind"}};
  for (const auto& [lines, problem] : lacking) {
    const Applied applied = apply(lines + "\n");
    ASSERT_EQ(applied.problems.size(), 1U) << lines;
    test::expect_has(applied.problems[0], problem);
  }
}

TEST(LinkSettings, AtMostTwelveFields) {
  std::string lines = "left-id = a\n";
  for (int i = 1; i <= 12; ++i) lines += "compare = f" + std::to_string(i) + ":exact\n";
  EXPECT_EQ(apply_without_problems(lines).config.fields.size(), 12U);
  const Applied applied = apply(lines + "compare = f13:exact\n");
  ASSERT_EQ(applied.problems.size(), 1U);
  test::expect_has(applied.problems[0], "13 compared fields; there can be at most 12");
}

/// What a command makes of a settings file.
GivenOptions given_by(const CommandSpec& command, const std::string& text) {
  const test::TemporaryFolder folder;
  return parse_options(command, std::vector<CommandSpec>{command},
                       {"--config", folder.write("link.ini", text).string()});
}

TEST(LinkSettings, CompareMayRepeatAndNothingElse) {
  const GivenOptions given = given_by(
      link_command(), "[link]\ncompare = a:text\ncompare = b:text\nsurname = a\nsurname = b\n");
  ASSERT_EQ(given.problems.size(), 1U);
  test::expect_has(given.problems[0].text, "[link] surname is given twice");
  EXPECT_EQ(given.sections.size(), 3U);
  const GivenOptions other =
      given_by(link_command(), "[viewer]\ncompare = a:text\ncompare = b:text\n");
  EXPECT_EQ(other.problems.size(), 1U);
}

TEST(LinkSettings, OtherCommandsPassTheSectionOver) {
  const test::TemporaryFolder folder;
  const auto entries = read_settings_file(
      folder.write("run.ini", "[link]\nno such = setting\n[viewer]\ncustody-url = x\n"));
  config::RunConfig config;
  std::vector<std::string> problems;
  apply_sections(entries, config, problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(config.viewer.custody_url, "x");
}

TEST(LinkSettings, TheLinkCommandPassesOtherSectionsOver) {
  const test::TemporaryFolder folder;
  const auto entries = read_settings_file(
      folder.write("run.ini", "[viewer]\nsurname = x\n[link]\nleft-id = a\nforename = f\n"));
  Applied applied;
  static_cast<void>(apply_link_section(entries, applied.config, applied.problems));
  EXPECT_TRUE(applied.problems.empty());
  EXPECT_EQ(applied.config.left_columns.surname, "");
}

}  // namespace
}  // namespace fsu::cli

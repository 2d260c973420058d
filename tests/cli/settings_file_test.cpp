// Settings files: entries, sections, comments only at the begin of a line, and errors by line.
#include "src/cli/settings_file.hpp"

#include <gtest/gtest.h>

#include "kernels/core/random.hpp"
#include "tests/cli/error_message.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fsu::cli {
namespace {

std::vector<SettingsEntry> read(std::string_view text) {
  const test::TemporaryFolder folder;
  return read_settings_file(folder.write("run.ini", text));
}

/// The entries as "line [section] name=value".
std::vector<std::string> entries_of(std::string_view text) {
  std::vector<std::string> texts;
  for (const SettingsEntry& entry : read(text)) {
    texts.push_back(std::to_string(entry.line) + " [" + entry.section + "] " + entry.name + "=" +
                    entry.value);
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(SettingsFile, EmptyOnesHoldNothing) {
  EXPECT_TRUE(read("").empty());
  EXPECT_TRUE(read("\n\n  \n\t\r\n").empty());
  EXPECT_TRUE(read("# nothing = here\n   # nor = here").empty());
  EXPECT_TRUE(read("[incidents]\n[themes]").empty());
}

TEST(SettingsFile, OptionsAndSectionsWithTheirLines) {
  EXPECT_EQ(entries_of("as-of = 2026-01-01\n"
                       "\n"
                       "# a comment\n"
                       "months=6\n"
                       "[incidents]\n"
                       "column.incident_id = Log Number\n"
                       "\n"
                       "value.pre_planned.PRE-PLANNED EVENT = 1\n"
                       "[themes]\n"
                       "cse.keywords =  child sexual exploitation|child sexual  \n"),
            (Texts{"1 [] as-of=2026-01-01", "4 [] months=6",
                   "6 [incidents] column.incident_id=Log Number",
                   "8 [incidents] value.pre_planned.PRE-PLANNED EVENT=1",
                   "10 [themes] cse.keywords=child sexual exploitation|child sexual"}));
}

TEST(SettingsFile, AHashBeginsACommentOnlyAtTheBeginOfALine) {
  EXPECT_EQ(entries_of("[viewer]\n"
                       "investigation-url = https://connect.example/#/investigation/{id}\n"
                       "# custody-url = x\n"
                       "[incidents]\n"
                       "column.incident_id = Log #\n"
                       "value.grade.A#1 = P1 # not a comment\n"),
            (Texts{"2 [viewer] investigation-url=https://connect.example/#/investigation/{id}",
                   "5 [incidents] column.incident_id=Log #",
                   "6 [incidents] value.grade.A#1=P1 # not a comment"}));
}

TEST(SettingsFile, AValueMayHoldEqualSignsAndBeEmpty) {
  EXPECT_EQ(entries_of("input = a=b\noutput =\n"), (Texts{"1 [] input=a=b", "2 [] output="}));
}

TEST(SettingsFile, WindowsLineEndsAndByteOrderMark) {
  EXPECT_EQ(entries_of("\xEF\xBB\xBFmonths = 6\r\n\r\n[themes]\r\nda.flags = DA\r\n"),
            (Texts{"1 [] months=6", "4 [themes] da.flags=DA"}));
}

TEST(SettingsFile, RepeatedEntriesAreAllGivenInOrder) {
  EXPECT_EQ(entries_of("top = 1\ntop = 2\n"), (Texts{"1 [] top=1", "2 [] top=2"}));
}

TEST(SettingsFile, ALineThatIsNothingIsNamedByItsNumber) {
  for (const std::string_view line : {"months 12", "[incidents", "[incidents] months", "x"}) {
    const std::string text = "# first\n\ntop = 5\n" + std::string(line) + "\ntop = 6\n";
    test::expect_has(
        test::message_of(ErrorKind::kConfiguration, [&] { static_cast<void>(read(text)); }),
        "run.ini:4: neither");
  }
}

TEST(SettingsFile, AnyTextIsReadOrRefused) {
  constexpr std::string_view kAlphabet = "[]=#a. \t\r\n\v\"";
  const test::TemporaryFolder folder;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed, 1, 0);
    std::string text(random.below(30), ' ');
    for (char& c : text) c = kAlphabet[random.below(kAlphabet.size())];
    try {
      for (const SettingsEntry& entry : read_settings_file(folder.write("run.ini", text)))
        EXPECT_GT(entry.line, 0);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kConfiguration);
    }
  }
}

TEST(SettingsFile, AnAbsentFileIsNoInput) {
  static_cast<void>(test::message_of(
      ErrorKind::kNoInput, [] { static_cast<void>(read_settings_file("/nonexistent/run.ini")); }));
}

}  // namespace
}  // namespace fsu::cli

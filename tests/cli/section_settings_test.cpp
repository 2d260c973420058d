// Sections of a settings file: column maps, formats, values, themes, priority types, targets and
// the viewer's links.
#include "src/cli/section_settings.hpp"

#include <gtest/gtest.h>

#include "tests/cli/error_message.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fsu::cli {
namespace {

using Items = std::vector<std::string>;

struct Applied {
  config::RunConfig config;
  std::vector<std::string> problems;
};

Applied apply(std::string_view text) {
  const test::TemporaryFolder folder;
  Applied applied;
  apply_sections(read_settings_file(folder.write("run.ini", text)), applied.config,
                 applied.problems);
  return applied;
}

config::RunConfig config_of(std::string_view text) {
  Applied applied = apply(text);
  EXPECT_TRUE(applied.problems.empty()) << applied.problems.front();
  return applied.config;
}

TEST(SectionSettings, TheContractsOwnExample) {
  const config::RunConfig config = config_of(
      "[incidents]\n"
      "column.incident_id = Log Number\n"
      "column.created_at  = Date Created\n"
      "datetime-format    = %d/%m/%Y %H:%M:%S\n"
      "value.pre_planned.PRE-PLANNED EVENT = 1\n"
      "[investigation_roles]\n"
      "value.role.AGGRIEVED = victim\n"
      "[themes]\n"
      "cse.flags    = CSE\n"
      "cse.keywords = child sexual exploitation|child sexual\n"
      "[priority]\n"
      "violent.main-groups = VIOLENCE WITH INJURY\n"
      "serious-acquisitive.offence-codes = 28A|34B\n"
      "[targets]\n"
      "P1.attend-minutes = 15\n"
      "[viewer]\n"
      "investigation-url = https://connect.example/investigation/{id}\n"
      "custody-url       = https://connect.example/custody/{id}\n");
  const io::TableMapping& incidents = config.input.mappings.at("incidents");
  EXPECT_EQ(incidents.column_names.at("incident_id"), "Log Number");
  EXPECT_EQ(incidents.column_names.at("created_at"), "Date Created");
  EXPECT_EQ(incidents.datetime_format, "%d/%m/%Y %H:%M:%S");
  EXPECT_EQ(incidents.values.at("pre_planned").find("PRE-PLANNED EVENT")->second, "1");
  EXPECT_EQ(config.input.mappings.at("investigation_roles").values.at("role").begin()->second,
            "victim");
  ASSERT_EQ(config.priority_types.size(), 2U);
  EXPECT_EQ(config.priority_types[0].name, "violent");
  EXPECT_EQ(config.priority_types[0].main_groups, (Items{"VIOLENCE WITH INJURY"}));
  EXPECT_EQ(config.priority_types[1].offence_codes, (Items{"28A", "34B"}));
  ASSERT_EQ(config.targets.size(), 1U);
  EXPECT_EQ(config.targets[0].grade, "P1");
  EXPECT_EQ(config.targets[0].minutes, 15);
  EXPECT_EQ(config.viewer.custody_url, "https://connect.example/custody/{id}");
}

TEST(SectionSettings, ThemesReplaceWhatShips) {
  const config::RunConfig config = config_of("[themes]\nda.flags = DV | DA ||\nda.keywords =\n");
  for (const config::ThemeConfig& theme : config.themes) {
    if (theme.name == "da") {
      EXPECT_EQ(theme.flags, (Items{"DV", "DA"}));
      EXPECT_TRUE(theme.keywords.empty());
    } else {
      EXPECT_FALSE(theme.flags.empty()) << theme.name;
      EXPECT_FALSE(theme.keywords.empty()) << theme.name;
    }
  }
  EXPECT_EQ(config.themes.size(), 4U);
}

TEST(SectionSettings, PriorityTypesKeepTheOrderOfTheFile) {
  const config::RunConfig config = config_of(
      "[priority]\nz.main-groups = A\na.main-groups = B\nz.offence-codes = 1\na.b.main-groups = "
      "C\n");
  ASSERT_EQ(config.priority_types.size(), 3U);
  EXPECT_EQ(config.priority_types[0].name, "z");
  EXPECT_EQ(config.priority_types[0].offence_codes, (Items{"1"}));
  EXPECT_EQ(config.priority_types[1].name, "a");
  EXPECT_EQ(config.priority_types[2].name, "a.b");
}

TEST(SectionSettings, AtMost32PriorityTypes) {
  std::string text = "[priority]\n";
  for (int i = 1; i <= 32; ++i) text += "t" + std::to_string(i) + ".main-groups = A\n";
  EXPECT_EQ(config_of(text).priority_types.size(), 32U);
  const Applied applied = apply(text + "surplus.main-groups = A\n");
  ASSERT_EQ(applied.problems.size(), 1U);
  test::expect_has(applied.problems[0], "[priority]: 33 types; there can be at most 32");
}

TEST(SectionSettings, AValueOfTheFileMayHoldPointsAndAnyText) {
  const config::RunConfig config = config_of(
      "[investigation_roles]\nvalue.role.No. 1 #2 = suspect\n"
      "[incidents]\nvalue.grade.1 = P1\n");
  EXPECT_EQ(config.input.mappings.at("investigation_roles").values.at("role").begin()->first,
            "No. 1 #2");
  EXPECT_EQ(config.input.mappings.at("incidents").values.at("grade").begin()->second, "P1");
}

TEST(SectionSettings, EachProblemIsToldWithItsLine) {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"[incidents]\ncolumn.no_such = X", "[incidents] column.no_such: unknown"},
      {"[incidents]\ncolumn.incident_id =", "needs the name of a column"},
      {"[incidents]\ntop = 5", "[incidents] top: unknown"},
      {"[incidents]\ndatetime-format = %d/%m", "[incidents] datetime-format: format '%d/%m'"},
      {"[incidents]\ndate-format = %H:%M", "year, month and day"},
      {"[incidents]\nvalue.pre_planned.X = maybe", "'maybe' is no value of that column"},
      {"[incidents]\nvalue.record_type.X = call", "'call' is no value"},
      {"[investigation_roles]\nvalue.role.X = bystander", "'bystander' is no value"},
      {"[incidents]\nvalue.incident_id.X = Y", "cannot be mapped"},
      {"[incidents]\nvalue.created_at.X = 2024-01-01T00:00:00", "cannot be mapped"},
      {"[incidents]\nvalue.no_such.X = 1", "write value.<column>"},
      {"[incidents]\nvalue.pre_planned = 1", "write value.<column>"},
      {"[themes]\nxx.flags = A", "write <da|mh|cse|ca>.flags"},
      {"[themes]\nda = A", "write <da|mh|cse|ca>.flags"},
      {"[priority]\nviolent = A", "write <type>.main-groups"},
      {"[targets]\nP1.attend-minutes = soon", "whole minutes"},
      {"[targets]\nP1.attend-minutes = -1", "whole minutes"},
      {"[targets]\nattend-minutes = 5", "write <grade>"},
      {"[viewer]\nurl = x", "investigation-url and custody-url"},
      {"[crimes]\na = b", "unknown section"}};
  for (const auto& [text, problem] : wrong) {
    const Applied applied = apply(text);
    ASSERT_EQ(applied.problems.size(), 1U) << text;
    test::expect_has(applied.problems[0], problem);
    test::expect_has(applied.problems[0], "line 2: ");
  }
}

TEST(SectionSettings, AllProblemsAreGathered) {
  const Applied applied = apply("[crimes]\na = b\n[themes]\nx = y\n[viewer]\nz = 1\n");
  EXPECT_EQ(applied.problems.size(), 3U);
}

}  // namespace
}  // namespace fsu::cli

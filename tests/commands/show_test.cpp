// `fsu show`: what it prints of a small results file, in which order, and within which width.
#include "src/commands/show.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "io/h5_results_writer.hpp"
#include "io/result_schema.hpp"
#include "src/commands/text_columns.hpp"
#include "tests/io/h5_support.hpp"

namespace fsu::commands {
namespace {

/// Adds a row in which every text is empty and every number 1.
void add_plain_row(Table& table) {
  for (std::size_t i = 0; i < table.spec().columns.size(); ++i) {
    std::visit(
        [](auto& values) {
          if constexpr (std::is_same_v<std::decay_t<decltype(values)>, StringColumn>)
            values.push_back("");
          else
            values.push_back(1);
        },
        table.column(i));
  }
}

/// A person whose rank and score in every metric are given.
struct Ranked {
  std::string person_id;
  std::int64_t rank = 1;
  double score = 1;
};

Table individuals(const std::vector<Ranked>& people) {
  Table table(io::result_table("ranking/individuals"));
  for (const Ranked& person : people) {
    add_plain_row(table);
    for (const char* metric : {"investigation_and_custody", "originator", "subject", "overall"}) {
      table.int64s(std::string(metric) + "_rank").back() = person.rank;
      table.floats(std::string(metric) + "_score").back() = person.score;
    }
  }
  StringColumn ids;
  for (const Ranked& person : people) ids.push_back(person.person_id);
  table.text("person_id") = std::move(ids);
  return table;
}

Table selected(const std::string& person_id, const std::string& forenames,
               const std::string& surname) {
  Table table(io::result_table("ranking/frequent_service_users"));
  add_plain_row(table);
  for (const auto& [column, value] :
       {std::pair{"person_id", person_id}, std::pair{"forenames", forenames},
        std::pair{"surname", surname}}) {
    StringColumn text;
    text.push_back(value);
    table.text(column) = std::move(text);
  }
  return table;
}

Table summary() {
  Table table(io::result_table("linkage/summary"));
  const auto add = [&](const char* role, const char* measure, double value) {
    table.text("role").push_back(role);
    table.text("measure").push_back(measure);
    table.floats("value").push_back(value);
  };
  add("originator", "mentions", 1200);
  add("originator", "linked", 700);
  add("", "versions", 99999);
  return table;
}

ShowConfig overview(std::int64_t top) {
  ShowConfig config;
  config.top = top;
  return config;
}

ShowConfig of_table(const std::string& table, std::optional<std::int64_t> top = {}) {
  ShowConfig config;
  config.table = table;
  config.top = top;
  return config;
}

class ShowTest : public ::testing::Test {
 protected:
  ShowTest() {
    io::ResultFileWriter writer(path());
    writer.set_attribute("program_version", "9.9");
    writer.set_attribute("as_of", "2026-01-01");
    writer.set_attribute("window_start", "2025-01-01");
    std::vector<Ranked> people = {{"P9", 1, 2.5}, {"P7", 2, 1.5}, {"P3", 2, 1.5}, {"P0", 4, 0}};
    for (int i = 100; i < 150; ++i) people.push_back({"P" + std::to_string(i), i, 0.5});
    writer.write_table(individuals(people));
    writer.write_table(selected("P9", "Ann\x1b[31m", "Example"));
    writer.write_table(summary());
    writer.publish();
  }

  [[nodiscard]] std::filesystem::path path() const { return folder_ / "results.h5"; }

  [[nodiscard]] std::string shown(ShowConfig config) const {
    config.results = path();
    std::ostringstream out;
    show(config, out);
    return out.str();
  }

  io::TemporaryFolder folder_;
};

TEST_F(ShowTest, OverviewSaysWhereTheFileComesFromAndWhatItCounts) {
  const std::string text = shown({});
  for (const char* part : {"9.9", "as of       2026-01-01", "2025-01-01", "individuals 54",
                           "selected    1", "1200", "700"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(text.find("99999"), std::string::npos) << "the index is no mention";
}

TEST_F(ShowTest, OverviewListsThoseWithAScoreInDisplayOrder) {
  const std::string text = shown(overview(3));
  const std::string overall = text.substr(text.find("\nOverall\n"));
  EXPECT_LT(overall.find("P9"), overall.find("P3"));
  EXPECT_LT(overall.find("P3"), overall.find("P7"));
  EXPECT_EQ(overall.find("P100"), std::string::npos);
  EXPECT_EQ(shown(overview(1000)).find("P0 "), std::string::npos) << "a score of zero";
}

TEST_F(ShowTest, EveryLineFitsTheTerminalAndCannotSteerIt) {
  for (const ShowConfig& config : {ShowConfig{}, of_table("ranking/individuals"),
                                   of_table("ranking/frequent_service_users")}) {
    std::istringstream lines(shown(config));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(num_characters(line), kLineWidth) << line;
      EXPECT_EQ(line.find('\x1b'), std::string::npos) << line;
    }
  }
  EXPECT_NE(shown({}).find("Example, Ann?[31m"), std::string::npos);
}

TEST_F(ShowTest, TableShowsItsFirstRowsAndHowManyThereAre) {
  const std::string text = shown(of_table("ranking/individuals", 2));
  EXPECT_NE(text.find("2 of 54 rows"), std::string::npos);
  EXPECT_NE(text.find("P9"), std::string::npos);
  EXPECT_EQ(text.find("P3"), std::string::npos);
  EXPECT_NE(shown(of_table("ranking/individuals")).find("20 of 54 rows"), std::string::npos);
  EXPECT_NE(shown(of_table("linkage/summary")).find("3 of 3 rows"), std::string::npos);
}

TEST_F(ShowTest, UnknownTableAndBadTopAreCallersFaults) {
  for (const ShowConfig& config : {of_table("none"), overview(0)}) {
    try {
      static_cast<void>(shown(config));
      ADD_FAILURE() << "no error";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    }
  }
}

TEST_F(ShowTest, DigestsAreOneLineATable) {
  ShowConfig config;
  config.has_digests = true;
  const std::string text = shown(config);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
  EXPECT_NE(text.find(io::table_digest(summary()) + "  linkage/summary\n"), std::string::npos);
}

TEST_F(ShowTest, FileWithoutRankingShowsItsTables) {
  io::ResultFileWriter writer(path());
  writer.write_table(io::random_table({.path = "accuracy/lists", .rows = 7}));
  writer.publish();
  EXPECT_NE(shown({}).find("accuracy/lists     7  A table with every type"), std::string::npos);
}

TEST(TextColumns, WrapToPanelsThatRepeatTheFirstColumn) {
  std::vector<TextColumn> columns = {{"key", false, {"a", "b"}}};
  for (int i = 0; i < 5; ++i)
    columns.push_back({"column " + std::to_string(i), true, {std::string(50, 'x'), "1"}});
  std::ostringstream out;
  print_columns(out, columns);
  std::istringstream lines(out.str());
  int num_headings = 0;
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(num_characters(line), kLineWidth);
    num_headings += line.starts_with("key") ? 1 : 0;
  }
  EXPECT_EQ(num_headings, 3);
}

TEST(TextColumns, PrintableCutsAtCharactersAndMarksIt) {
  EXPECT_EQ(printable("", 3), "");
  EXPECT_EQ(printable("éé", 2), "éé");
  EXPECT_EQ(printable("ééé", 2), "é…");
  EXPECT_EQ(printable("a\nb\tc", 10), "a b c");
  EXPECT_EQ(printable("a\x1b\x7f", 10), "a??");
  EXPECT_EQ(printable("a\xC2\x9B", 10), "a?");
}

}  // namespace
}  // namespace fsu::commands

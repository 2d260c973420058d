// CSV text: every type of column, quoting that a strict reader undoes, guarded formulas, and files
// that appear whole.
#include "io/csv_writer.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "io/csv_records.hpp"
#include "kernels/core/missing.hpp"
#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

ColumnSpec column(std::string name, ColumnType type) { return {std::move(name), type, "", ""}; }

TableSpec spec_of_all_types() {
  return {"t",
          "",
          {column("text", ColumnType::kText), column("at", ColumnType::kInstant),
           column("day", ColumnType::kDate), column("count", ColumnType::kInt64),
           column("harm", ColumnType::kInt64), column("flag", ColumnType::kFlag),
           column("score", ColumnType::kFloat64)}};
}

struct Row {
  std::string text;
  std::int64_t at = kMissingInt64;
  std::int32_t day = kMissingDate;
  std::int64_t count = kMissingInt64;
  std::int64_t harm = kMissingInt64;
  std::int8_t flag = kMissingFlag;
  double score = kMissingFloat64;
};

Table table_of(const std::vector<Row>& rows) {
  Table table(spec_of_all_types());
  for (const Row& row : rows) {
    table.text("text").push_back(row.text);
    table.int64s("at").push_back(row.at);
    table.dates("day").push_back(row.day);
    table.int64s("count").push_back(row.count);
    table.int64s("harm").push_back(row.harm);
    table.flags("flag").push_back(row.flag);
    table.floats("score").push_back(row.score);
  }
  return table;
}

std::string rows_as_csv(const std::vector<Row>& rows, const CsvOptions& options = {}) {
  std::string text;
  append_csv_rows(text, table_of(rows), options);
  return text;
}

Table one_text_column(const std::vector<std::string>& cells) {
  Table table(TableSpec{"t", "", {column("text", ColumnType::kText)}});
  for (const std::string& cell : cells) table.text("text").push_back(cell);
  return table;
}

/// The records of a text as the reader of extracts sees them.
std::vector<std::vector<std::string>> read_back(std::string_view text, std::size_t num_fields) {
  std::vector<std::vector<std::string>> records;
  RecordReader reader(text, num_fields);
  Record record;
  std::string scratch;
  while (reader.next(record)) {
    EXPECT_EQ(record.fault, RecordFault::kNone);
    auto& cells = records.emplace_back();
    for (const Field& field : record.fields) cells.emplace_back(unescape(field, scratch));
  }
  return records;
}

TEST(CsvWriter, WritesEveryTypeOfColumn) {
  const Row row{"word", 1'750'000'000, 19800229, -7, 1250, 1, 0.1};
  EXPECT_EQ(rows_as_csv({row}), "word,2025-06-15T15:06:40Z,1980-02-29,-7,1250,1,0.1\n");
  EXPECT_EQ(rows_as_csv({row}, {.instants = InstantForm::kLocalCivil, .hundredths = {"harm"}}),
            "word,2025-06-15T15:06:40,1980-02-29,-7,12.5,1,0.1\n");
}

TEST(CsvWriter, MissingValuesAreBlank) {
  EXPECT_EQ(rows_as_csv({Row{}}, {.hundredths = {"harm"}}), ",,,,,,\n");
  EXPECT_EQ(rows_as_csv({}), "");
  EXPECT_EQ(format_csv(table_of({})), "text,at,day,count,harm,flag,score\n");
}

TEST(CsvWriter, WritesPartialDatesAndTimesBefore1970) {
  Row row;
  row.day = 19800500;
  row.at = -1;
  EXPECT_EQ(rows_as_csv({row}), ",1969-12-31T23:59:59Z,1980-05-??,,,,\n");
}

TEST(CsvWriter, WritesHundredthsExactly) {
  const std::pair<std::int64_t, std::string> cases[] = {
      {0, "0"}, {5, "0.05"}, {50, "0.5"}, {100, "1"}, {18225, "182.25"}, {-5, "-0.05"}};
  for (const auto& [value, text] : cases) {
    Row row;
    row.harm = value;
    EXPECT_EQ(csv_cells(table_of({row}), 0, {.hundredths = {"harm"}})[4], text);
  }
}

TEST(CsvWriter, QuotesWhatAReaderWouldTakeApart) {
  const std::vector<std::string> cells = {"plain",  "a,b", "say \"no\"",       "two\nlines",
                                          "cr\rlf", "\"",  "\xC3\xA9t\xC3\xA9"};
  const auto records = read_back(format_csv(one_text_column(cells)), 1);
  ASSERT_EQ(records.size(), cells.size() + 1);
  EXPECT_EQ(records[0][0], "text");
  for (std::size_t i = 0; i < cells.size(); ++i) EXPECT_EQ(records[i + 1][0], cells[i]);
}

TEST(CsvWriter, RandomTextsComeBack) {
  constexpr std::string_view kBytes = "ab,\"\n\r;'x";
  std::vector<std::string> cells;
  for (std::uint64_t i = 0; i < 2'000; ++i) {
    Random random(1, 2, i);
    std::string& cell = cells.emplace_back("<");  // readers trim blanks at the ends
    for (std::uint64_t length = random.below(9); length > 0; --length)
      cell += kBytes[random.below(kBytes.size())];
    cell += ">";
  }
  const auto records = read_back(format_csv(one_text_column(cells)), 1);
  ASSERT_EQ(records.size(), cells.size() + 1);
  for (std::size_t i = 0; i < cells.size(); ++i) EXPECT_EQ(records[i + 1][0], cells[i]);
}

TEST(CsvWriter, ALoneBlankCellIsNoEmptyLine) {
  EXPECT_EQ(format_csv(one_text_column({"", "x"})), "text\n\"\"\nx\n");
  std::string text;
  append_csv_record(text, std::vector<std::string>{"a", "", "b,c"});
  EXPECT_EQ(text, "a,,\"b,c\"\n");
}

TEST(CsvWriter, GuardsFormulasInTextsOnly) {
  for (const std::string formula : {"=1+1", "+44", "-2", "@SUM", "\tx", "\rx", "  =1"})
    EXPECT_EQ(guard_formula(formula), "'" + formula);
  for (const std::string harmless : {"", " ", "a=1", "1-2", "'=1", "O'BRIEN"})
    EXPECT_EQ(guard_formula(harmless), harmless);
  Row row{"=cmd(\"x\")", kMissingInt64, 0, -7, kMissingInt64, kMissingFlag, -0.5};
  const CsvOptions guarded{.is_formula_guarded = true};
  EXPECT_EQ(rows_as_csv({row}, guarded), "\"'=cmd(\"\"x\"\")\",,,-7,,,-0.5\n");
  EXPECT_EQ(csv_cells(table_of({row}), 0, guarded)[0], "'=cmd(\"x\")");
  EXPECT_EQ(csv_cells(table_of({row}), 0)[0], row.text);
}

class CsvFileTest : public ::testing::Test {
 protected:
  CsvFileTest() { std::filesystem::create_directory(folder_); }
  ~CsvFileTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string content() const {
    std::ostringstream text;
    text << std::ifstream(folder_ / "t.csv").rdbuf();
    return text.str();
  }
  [[nodiscard]] std::ptrdiff_t num_files() const {
    return std::distance(std::filesystem::directory_iterator(folder_), {});
  }

  std::filesystem::path folder_ =
      std::filesystem::path(::testing::TempDir()) / ("csv_writer_" + std::to_string(::getpid()));
};

TEST_F(CsvFileTest, GetsItsNameWhenItIsWhole) {
  CsvFile file(folder_ / "t.csv");
  file.append("a\n");
  file.append("1\n");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "t.csv"));
  file.finish();
  EXPECT_EQ(content(), "a\n1\n");
  struct stat status {};
  ASSERT_EQ(::stat((folder_ / "t.csv").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(num_files(), 1);
}

TEST_F(CsvFileTest, ReplacesAndLeavesNothingWhenGivenUp) {
  CsvFile first(folder_ / "t.csv");
  first.append("old\n");
  first.finish();
  { CsvFile given_up(folder_ / "t.csv"); }
  EXPECT_EQ(content(), "old\n");
  CsvFile second(folder_ / "t.csv");
  second.append("new\n");
  second.finish();
  EXPECT_EQ(content(), "new\n");
  EXPECT_EQ(num_files(), 1);
}

TEST_F(CsvFileTest, SaysWhereItCannotBeMade) {
  try {
    CsvFile file(folder_ / "absent" / "t.csv");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kCannotCreate);
    EXPECT_NE(std::string(error.what()).find("absent"), std::string::npos);
  }
}

}  // namespace
}  // namespace fsu::io

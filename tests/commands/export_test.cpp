// `fsu export`: the CSV text of a table, its files, and what it refuses.
#include "src/commands/export_tables.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "io/csv_writer.hpp"
#include "io/h5_results_reader.hpp"
#include "io/h5_results_writer.hpp"
#include "tests/io/h5_support.hpp"

namespace fsu::commands {
namespace {

class ExportTest : public ::testing::Test {
 protected:
  ExportTest() {
    tables_.push_back(io::random_table({.path = "group/many", .rows = 60000}));
    tables_.push_back(io::random_table({.path = "group/none", .rows = 0}));
    tables_.push_back(io::random_table({.path = "one", .rows = 1, .share_missing = 0}));
    io::ResultFileWriter writer(folder_ / "results.h5");
    for (const Table& table : tables_) writer.write_table(table);
    writer.publish();
  }

  [[nodiscard]] ExportConfig config() const {
    ExportConfig result;
    result.results = folder_ / "results.h5";
    return result;
  }

  [[nodiscard]] std::string exported(const std::string& table, bool is_guarded) const {
    ExportConfig wish = config();
    wish.table = table;
    wish.csv = "-";
    wish.is_formula_guarded = is_guarded;
    std::ostringstream out;
    export_tables(wish, out);
    return out.str();
  }

  io::TemporaryFolder folder_;
  std::vector<Table> tables_;
};

TEST_F(ExportTest, GivesTheTableThatWasWritten) {
  for (const Table& table : tables_)
    EXPECT_EQ(exported(table.spec().path, false), io::format_csv(table)) << table.spec().path;
}

TEST_F(ExportTest, WritesInstantsDatesAndMissingValuesInWords) {
  Table table(io::every_type("words"));
  for (const bool is_missing : {false, true}) {
    table.text("person_id").push_back(is_missing ? "" : "P1");
    table.int64s("at").push_back(is_missing ? kMissingInt64 : 86399);
    table.dates("born").push_back(is_missing ? 0 : 19800500);
    table.floats("hours").push_back(is_missing ? kMissingFloat64 : 1.5);
    table.flags("is_open").push_back(is_missing ? kMissingFlag : std::int8_t{1});
    table.int64s("rows").push_back(is_missing ? kMissingInt64 : 7);
    table.text("note").push_back(is_missing ? "" : "=1+1");
  }
  io::ResultFileWriter writer(folder_ / "results.h5");
  writer.write_table(table);
  writer.publish();
  EXPECT_EQ(exported("words", true),
            "person_id,at,born,hours,is_open,rows,note\n"
            "P1,1970-01-01T23:59:59Z,1980-05-??,1.5,1,7,'=1+1\n"
            ",,,,,,\n");
  EXPECT_NE(exported("words", false).find(",=1+1\n"), std::string::npos);
}

TEST_F(ExportTest, WritesOneFileOrAllForTheOwnerOnly) {
  std::ostringstream out;
  ExportConfig one = config();
  one.table = "one";
  one.csv = folder_ / "one.csv";
  export_tables(one, out);
  EXPECT_EQ(io::bytes_of(one.csv), exported("one", true));
  ExportConfig all = config();
  all.all = folder_ / "csv";
  export_tables(all, out);
  export_tables(all, out);
  EXPECT_TRUE(out.str().empty());
  for (const char* table : {"group.many", "group.none", "one"}) {
    const std::filesystem::path file = all.all / (std::string(table) + ".csv");
    std::string path = table;
    std::replace(path.begin(), path.end(), '.', '/');
    EXPECT_EQ(io::bytes_of(file), exported(path, true));
    EXPECT_EQ(std::filesystem::status(file).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
}

TEST_F(ExportTest, RefusesUnclearWishesAndUnknownTables) {
  ExportConfig nothing = config();
  ExportConfig both = config();
  both.table = "one";
  both.csv = "-";
  both.all = folder_ / "csv";
  ExportConfig unknown = config();
  unknown.table = "none";
  unknown.csv = folder_ / "none.csv";
  for (const ExportConfig& wish : {nothing, both, unknown}) {
    std::ostringstream out;
    try {
      export_tables(wish, out);
      ADD_FAILURE() << "no error";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    }
  }
  EXPECT_FALSE(std::filesystem::exists(folder_ / "none.csv"));
}

TEST_F(ExportTest, TellsThatStandardOutputIsClosed) {
  ExportConfig wish = config();
  wish.table = "one";
  wish.csv = "-";
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  EXPECT_THROW(export_tables(wish, out), Error);
}

}  // namespace
}  // namespace fsu::commands

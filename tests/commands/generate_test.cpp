// `fsu generate`: the same bytes on any number of threads and for any block size; files that the
// reader of extracts takes, with a few faulty rows or none; settings and folders as they should be.
#include "src/commands/generate.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "io/csv_table.hpp"
#include "io/input_schema.hpp"
#include "kernels/core/error.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::commands {
namespace {

namespace fs = std::filesystem;

class GenerateTest : public ::testing::Test {
 protected:
  GenerateTest() { fs::create_directory(folder_); }
  ~GenerateTest() override {
    set_num_threads(0);
    fs::remove_all(folder_);
  }

  [[nodiscard]] GenerateConfig small() const {
    GenerateConfig config;
    config.output = folder_ / "force";
    config.persons = 1'500;
    config.mentions = 9'000;
    return config;
  }

  void make(const GenerateConfig& config) {
    report::Reporter reporter({.is_quiet = true});
    generate(config, reporter);
  }

  [[nodiscard]] ErrorKind error_of(const GenerateConfig& config) {
    try {
      make(config);
    } catch (const Error& error) {
      return error.kind();
    }
    return ErrorKind::kInternal;
  }

  fs::path folder_ = fs::path(::testing::TempDir()) / ("generate_" + std::to_string(::getpid()));
};

using Contents = std::map<std::string, std::string>;

Contents contents_of(const fs::path& folder) {
  Contents contents;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    contents[entry.path().filename()] = text.str();
  }
  return contents;
}

io::ReadTable read(const fs::path& folder, const io::InputTable& table) {
  static const io::TimeZone london("Europe/London");
  io::TableSource source;
  source.schema = &table;
  source.parts = {folder / (table.name + ".csv")};
  io::ReadOptions options;
  options.time_zone = &london;
  return io::read_csv_table(source, options);
}

TEST_F(GenerateTest, SameBytesForAnyThreadsAndBlocks) {
  GenerateConfig config = small();
  make(config);
  const Contents expected = contents_of(config.output);
  EXPECT_EQ(expected.size(), 18U);
  for (const int threads : {1, 2, 3, 8}) {
    for (const std::uint64_t block_size : {1U, 100U, 4096U, 100'000U}) {
      if (block_size == 1 && threads != 3) continue;
      set_num_threads(threads);
      config.output = folder_ / "again";
      config.block_size = block_size;
      make(config);
      const Contents again = contents_of(config.output);
      ASSERT_EQ(again.size(), expected.size());
      for (const auto& [name, text] : expected)
        EXPECT_TRUE(again.at(name) == text) << name << threads << " threads " << block_size;
    }
  }
}

TEST_F(GenerateTest, ACleanForceIsReadWithoutAReject) {
  GenerateConfig config = small();
  config.is_clean = true;
  make(config);
  for (const io::InputTable& table : io::input_tables()) {
    const io::ReadTable result = read(config.output, table);
    EXPECT_GT(result.rows.num_rows(), 0U) << table.name;
    EXPECT_TRUE(result.rejects.empty()) << table.name;
    EXPECT_TRUE(result.unknown_columns.empty()) << table.name;
    for (const auto& [what, count] : result.value_counts) {
      EXPECT_EQ(what.find("unreadable"), std::string::npos) << table.name << what;
      EXPECT_EQ(what.find("skipped"), std::string::npos) << table.name << what << count;
    }
  }
}

TEST_F(GenerateTest, FaultyRowsAreFoundAndFew) {
  GenerateConfig config = small();
  config.mentions = 40'000;
  make(config);
  std::set<io::RejectKind> kinds;
  std::map<std::string, std::int64_t> value_counts;
  for (const io::InputTable& table : io::input_tables()) {
    const io::ReadTable result = read(config.output, table);
    for (const io::Reject& reject : result.rejects) kinds.insert(reject.kind);
    for (const auto& [what, count] : result.value_counts) value_counts[table.name + what] = count;
    EXPECT_LT(static_cast<std::int64_t>(result.rejects.size()) * 100, result.num_rows_read)
        << table.name;
  }
  for (const auto* what :
       {"personsunreadable_date_of_birth", "personsunreadable_recorded_at",
        "incidentsunreadable_originator_dob", "incidentsunreadable_closed_at",
        "investigationsunreadable_outcome_at", "investigation_rolesunmapped_role"})
    EXPECT_EQ(value_counts[what], 3) << what;
  for (const io::RejectKind kind :
       {io::RejectKind::kTooFewValues, io::RejectKind::kInvalidUtf8, io::RejectKind::kMissingValue,
        io::RejectKind::kUnmappedValue, io::RejectKind::kUnreadableInstant,
        io::RejectKind::kUnreadableNumber})
    EXPECT_TRUE(kinds.contains(kind)) << io::reject_kind_name(kind);
}

TEST_F(GenerateTest, AForceReplacesTheOneBefore) {
  GenerateConfig config = small();
  make(config);
  const Contents first = contents_of(config.output);
  config.seed = 2;
  make(config);
  EXPECT_NE(contents_of(config.output).at("persons.csv"), first.at("persons.csv"));
  config.seed = 1;
  make(config);
  EXPECT_EQ(contents_of(config.output), first);
}

TEST_F(GenerateTest, FolderAndFilesAreTheOwnersOnly) {
  const GenerateConfig config = small();
  make(config);
  struct stat status {};
  ASSERT_EQ(::stat(config.output.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U);
  for (const auto& entry : fs::directory_iterator(config.output)) {
    ASSERT_EQ(::stat(entry.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << entry.path();
  }
}

TEST_F(GenerateTest, SettingsNameTheEnd) {
  GenerateConfig config = small();
  config.end_date = 20240301;
  make(config);
  const std::string settings = contents_of(config.output).at("run.ini");
  EXPECT_NE(settings.find("as-of = 2024-03-01\n"), std::string::npos);
  EXPECT_NE(settings.find("input = .\n"), std::string::npos);
}

TEST_F(GenerateTest, TakesFullerNameLists) {
  std::ofstream(folder_ / "firstname_uk.csv")
      << "\"firstname\",\"freq\",\"sex\",\"birthyear\"\n\"zed\",0.5,\"male\",1980\n"
         "\"zed\",0.25,\"male\",1981\n\"zara\",0.5,\"female\",1980\n";
  std::ofstream(folder_ / "lastname_uk.csv") << "\"surname\",\"freq\"\n\"quux\",0.5\n";
  GenerateConfig config = small();
  config.names = folder_;
  make(config);
  const std::string persons = contents_of(config.output).at("persons.csv");
  EXPECT_NE(persons.find("ZED"), std::string::npos);
  EXPECT_NE(persons.find("ZARA"), std::string::npos);
  EXPECT_NE(persons.find("QUUX"), std::string::npos);
}

TEST_F(GenerateTest, AFaultyNameListIsRefused) {
  std::ofstream(folder_ / "firstname_uk.csv") << "firstname,freq,sex\nzed,0.5,male\nzara,0.5\n";
  std::ofstream(folder_ / "lastname_uk.csv") << "surname,freq\nquux,0.5\n";
  GenerateConfig config = small();
  config.names = folder_;
  try {
    make(config);
    FAIL() << "taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kData);
    EXPECT_NE(std::string(error.what()).find("firstname_uk.csv, line 3"), std::string::npos);
  }
}

TEST_F(GenerateTest, RefusesWhatMakesNoForce) {
  GenerateConfig config = small();
  config.preset = "huge";
  EXPECT_EQ(error_of(config), ErrorKind::kUsage);
  config = small();
  config.persons = 3;
  EXPECT_EQ(error_of(config), ErrorKind::kUsage);
  config = small();
  config.years = 0;
  EXPECT_EQ(error_of(config), ErrorKind::kUsage);
  config = small();
  config.end_date = 20250230;
  EXPECT_EQ(error_of(config), ErrorKind::kUsage);
  config = small();
  config.names = folder_ / "absent";
  EXPECT_EQ(error_of(config), ErrorKind::kNoInput);
  config = small();
  std::ofstream(folder_ / "file") << "x";
  config.output = folder_ / "file";
  EXPECT_EQ(error_of(config), ErrorKind::kCannotCreate);
}

TEST_F(GenerateTest, DoesNotReplaceSomebodysExtracts) {
  const GenerateConfig config = small();
  std::filesystem::create_directories(config.output);
  std::ofstream(config.output / "persons.csv") << "person_id\n";
  EXPECT_EQ(error_of(config), ErrorKind::kCannotCreate);
  EXPECT_EQ(std::filesystem::file_size(config.output / "persons.csv"), 10U);
  std::filesystem::remove(config.output / "persons.csv");
  report::Reporter reporter({.is_quiet = true});
  generate(config, reporter);
  EXPECT_NO_THROW(generate(config, reporter)) << "a force may be made again";
}

}  // namespace
}  // namespace fsu::commands

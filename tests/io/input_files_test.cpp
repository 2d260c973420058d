// Which files of a folder are a table's, and in what order.
#include "io/input_files.hpp"

#include <gtest/gtest.h>

#include "tests/io/csv_reading.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fsu::io {
namespace {

using Names = std::vector<std::string>;

Names parts_of(const std::string& table, const Names& files) {
  Names names;
  for (const Path& path : find_parts("folder", files, table)) {
    EXPECT_EQ(path.parent_path(), "folder");
    names.push_back(path.filename().string());
  }
  return names;
}

TEST(InputFiles, OneFilePlainOrPacked) {
  EXPECT_EQ(parts_of("persons", {"calls.csv", "persons.csv"}), (Names{"persons.csv"}));
  EXPECT_EQ(parts_of("persons", {"persons.csv.gz"}), (Names{"persons.csv.gz"}));
  EXPECT_EQ(parts_of("persons", {"calls.csv"}), Names{});
  EXPECT_EQ(parts_of("persons", {}), Names{});
}

TEST(InputFiles, PartsInTheOrderOfTheirNames) {
  EXPECT_EQ(parts_of("incidents",
                     {"incidents.2016.csv", "incidents.2017.csv.gz", "incidents.2018.a.csv"}),
            (Names{"incidents.2016.csv", "incidents.2017.csv.gz", "incidents.2018.a.csv"}));
}

TEST(InputFiles, OtherNamesAreNotTheTables) {
  EXPECT_EQ(parts_of("persons", {"persons", "persons.CSV", "persons.csv.bak", "persons.txt",
                                 "persons_old.csv", "person.csv", "old.persons.csv", "persons.gz",
                                 "persons.csv~", "truth_persons.csv"}),
            Names{});
}

TEST(InputFiles, TwoFormsOfOneTableAreRefused) {
  for (const Names& files : {Names{"calls.csv", "calls.csv.gz"}, Names{"calls.1.csv", "calls.csv"},
                             Names{"calls.1.csv.gz", "calls.csv.gz"}}) {
    const std::string message = test::error_of(
        ErrorKind::kData, [&] { static_cast<void>(find_parts("folder", files, "calls")); });
    EXPECT_NE(message.find("table calls"), std::string::npos);
    EXPECT_NE(message.find("keep one"), std::string::npos);
  }
}

TEST(InputFiles, AFoldersRegularFilesInByteOrder) {
  const test::TemporaryFolder folder;
  for (const char* const name : {"b.csv", "a.csv", "a.10.csv", "a.9.csv", "A.csv"})
    folder.write(name, "x");
  std::filesystem::create_directory(folder.path() / "c.csv");
  std::filesystem::create_symlink(folder.path() / "a.csv", folder.path() / "link.csv");
  std::filesystem::create_symlink(folder.path() / "nothing", folder.path() / "broken.csv");
  EXPECT_EQ(list_folder(folder.path()),
            (Names{"A.csv", "a.10.csv", "a.9.csv", "a.csv", "b.csv", "link.csv"}));
}

TEST(InputFiles, AnAbsentFolderIsNoInput) {
  const test::TemporaryFolder folder;
  const std::string message = test::error_of(
      ErrorKind::kNoInput, [&] { static_cast<void>(list_folder(folder.path() / "absent")); });
  EXPECT_NE(message.find("absent"), std::string::npos);
  const Path file = folder.write("file", "");
  EXPECT_THROW(static_cast<void>(list_folder(file)), Error);
}

}  // namespace
}  // namespace fsu::io

// Faults: files that are absent, foreign, unfinished or damaged, and a disk that is full.
#include <gtest/gtest.h>
#include <hdf5.h>
#include <signal.h>
#include <sys/resource.h>

#include <cstdlib>
#include <filesystem>

#include "io/h5_attributes.hpp"
#include "io/h5_results_reader.hpp"
#include "io/h5_results_writer.hpp"
#include "tests/io/h5_support.hpp"

namespace fsu::io {
namespace {

template <class Call>
std::string message_of(ErrorKind expected, const Call& call) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), expected) << error.what();
    return error.what();
  }
  ADD_FAILURE() << "no error";
  return "";
}

std::string open_failure(const Path& path, ErrorKind expected = ErrorKind::kData) {
  return message_of(expected, [&] { const ResultFileReader reader(path); });
}

/// A finished file in the eyes of the reader, in which a test puts what it likes.
H5Handle foreign_file(const Path& path) {
  prepare_h5();
  H5Handle file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose);
  write_attribute(file.get(), "schema_version", std::int64_t{1});
  write_attribute(file.get(), "complete", std::int64_t{1});
  return file;
}

void add_dataset(H5Id file, const char* name, H5Id type, const void* values, hsize_t rows) {
  const H5Handle space(H5Screate_simple(1, &rows, nullptr), H5Sclose);
  const H5Handle dataset(
      H5Dcreate2(file, name, type, space.get(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), H5Dclose);
  ASSERT_GE(dataset.get(), 0);
  ASSERT_GE(H5Dwrite(dataset.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), 0);
}

TEST(ResultsFault, AbsentFileFolderAndOtherFormats) {
  const TemporaryFolder folder;
  static_cast<void>(open_failure(folder / "absent.h5", ErrorKind::kNoInput));
  static_cast<void>(open_failure(folder.path(), ErrorKind::kNoInput));
  std::ofstream(folder / "empty.h5");
  std::ofstream(folder / "text.h5") << "person_id,score\n";
  EXPECT_NE(open_failure(folder / "empty.h5").find("not HDF5"), std::string::npos);
  EXPECT_NE(open_failure(folder / "text.h5").find("not HDF5"), std::string::npos);
}

TEST(ResultsFault, UnfinishedForeignAndNewerFiles) {
  const TemporaryFolder folder;
  prepare_h5();
  const auto make = [&](const Path& path, std::int64_t version, std::int64_t complete) {
    const H5Handle file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose);
    if (version > 0) write_attribute(file.get(), "schema_version", version);
    write_attribute(file.get(), "complete", complete);
  };
  make(folder / "foreign.h5", 0, 1);
  make(folder / "unfinished.h5", 1, 0);
  make(folder / "newer.h5", 1000, 1);
  EXPECT_NE(open_failure(folder / "foreign.h5").find("not a results file"), std::string::npos);
  EXPECT_NE(open_failure(folder / "unfinished.h5").find("not complete"), std::string::npos);
  EXPECT_NE(open_failure(folder / "newer.h5").find("newer program"), std::string::npos);
}

TEST(ResultsFault, UnknownTableIsToldWithThoseThatAre) {
  const TemporaryFolder folder;
  ResultFileWriter writer(folder / "out.h5");
  writer.write_table(random_table({.path = "ranking/some", .rows = 1}));
  writer.publish();
  const ResultFileReader reader(folder / "out.h5");
  const std::string message =
      message_of(ErrorKind::kUsage, [&] { static_cast<void>(reader.open_table("ranking/other")); });
  EXPECT_NE(message.find("ranking/some"), std::string::npos);
}

TEST(ResultsFault, DatasetsThatAreNoTablesAreLeftOut) {
  const TemporaryFolder folder;
  {
    const H5Handle file = foreign_file(folder / "out.h5");
    const std::vector<double> values = {1, 2, 3};
    add_dataset(file.get(), "numbers", H5T_NATIVE_DOUBLE, values.data(), values.size());
    H5Lcreate_soft("/numbers", file.get(), "soft", H5P_DEFAULT, H5P_DEFAULT);
    H5Lcreate_external("/etc/passwd", "/", file.get(), "elsewhere", H5P_DEFAULT, H5P_DEFAULT);
  }
  EXPECT_TRUE(ResultFileReader(folder / "out.h5").tables().empty());
}

TEST(ResultsFault, ColumnsOfOtherProgramsAreReadOrRefused) {
  struct Row {
    float share;
    std::int32_t count;
    char name[4];
  };
  const TemporaryFolder folder;
  {
    const H5Handle file = foreign_file(folder / "out.h5");
    const std::vector<Row> rows = {{0.5F, -3, {'a', 'b', '\0', '\0'}},
                                   {2.0F, 9, {'c', 'd', 'e', 'f'}}};
    const H5Handle name(H5Tcopy(H5T_C_S1), H5Tclose);
    H5Tset_size(name.get(), 4);
    H5Tset_strpad(name.get(), H5T_STR_NULLPAD);
    const H5Handle type(H5Tcreate(H5T_COMPOUND, sizeof(Row)), H5Tclose);
    H5Tinsert(type.get(), "share", HOFFSET(Row, share), H5T_NATIVE_FLOAT);
    H5Tinsert(type.get(), "count", HOFFSET(Row, count), H5T_NATIVE_INT32);
    H5Tinsert(type.get(), "name", HOFFSET(Row, name), name.get());
    add_dataset(file.get(), "good", type.get(), rows.data(), rows.size());
    const H5Handle texts(H5Tcopy(H5T_C_S1), H5Tclose);
    H5Tset_size(texts.get(), H5T_VARIABLE);
    const H5Handle variable(H5Tcreate(H5T_COMPOUND, sizeof(char*)), H5Tclose);
    H5Tinsert(variable.get(), "text", 0, texts.get());
    const std::vector<const char*> pointers = {"one"};
    add_dataset(file.get(), "bad", variable.get(), pointers.data(), pointers.size());
  }
  const ResultFileReader reader(folder / "out.h5");
  const Table good = reader.read_table("good");
  EXPECT_EQ(good.floats("share"), (std::vector<double>{0.5, 2.0}));
  EXPECT_EQ(good.int64s("count"), (std::vector<std::int64_t>{-3, 9}));
  EXPECT_EQ(good.text("name")[0], "ab");
  EXPECT_EQ(good.text("name")[1], "cdef");
  const std::string message =
      message_of(ErrorKind::kData, [&] { static_cast<void>(reader.open_table("bad")); });
  EXPECT_NE(message.find("column text of bad"), std::string::npos);
}

TEST(ResultsFault, DamageIsNeverReadAsValues) {
  const TemporaryFolder folder;
  const Table table = random_table({.rows = 3000});
  {
    ResultFileWriter writer(folder / "good.h5");
    writer.write_table(table);
    writer.publish();
  }
  const std::string good = bytes_of(folder / "good.h5");
  for (std::uint64_t trial = 0; trial < 60; ++trial) {
    std::string damaged = good;
    Random random(11, 0, trial);
    if (trial % 4 == 0) {
      damaged.resize(random.below(good.size()));
    } else {
      damaged[random.below(good.size())] ^= static_cast<char>(1 << random.below(8));
    }
    std::ofstream(folder / "damaged.h5", std::ios::binary) << damaged;
    try {
      const ResultFileReader reader(folder / "damaged.h5");
      EXPECT_EQ(table_digest(reader.read_table("group/table")), table_digest(table)) << trial;
    } catch (const Error&) {  // said so: that is what it shall do
    }
  }
}

/// Writes with files limited to some bytes, as a full disk would limit them; exit code 0 where the
/// failure was told as kIo and nothing is left.
[[noreturn]] void write_on_full_disk(const Path& folder) {
  ::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{1 << 19, 1 << 19};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  int code = 1;
  try {
    ResultFileWriter writer(folder / "out.h5");
    writer.write_table(random_table({.rows = 100000}));
    writer.publish();
  } catch (const Error& error) {
    code = error.kind() == ErrorKind::kIo ? 0 : 2;
  }
  if (!std::filesystem::is_empty(folder)) code = 3;
  // This process made the folder for itself, and std::exit runs no destructor of it.
  std::filesystem::remove_all(folder);
  // The end of the program is part of the test: the library could crash there.
  std::exit(code);
}

TEST(ResultsFaultDeathTest, FullDiskIsToldAndLeavesNothing) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const TemporaryFolder folder;
  EXPECT_EXIT(write_on_full_disk(folder.path()), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace fsu::io

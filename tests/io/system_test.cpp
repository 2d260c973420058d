// The wrappers of system calls: results on good files, kinds of error on bad ones.
#include "io/system.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/io/h5_support.hpp"

namespace fsu::io {
namespace {

template <class Call>
ErrorKind kind_of(const Call& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.kind();
  }
  ADD_FAILURE() << "no error";
  return ErrorKind::kInternal;
}

TEST(System, WritesAndMapsWholeFiles) {
  const TemporaryFolder folder;
  const std::string bytes(100000, 'x');
  const FileDescriptor file = create_exclusively(folder / "new");
  write_all(file, folder / "new", bytes);
  EXPECT_EQ(file_size(file, folder / "new"), bytes.size());
  EXPECT_EQ(MappedFile(folder / "new").bytes(), bytes);
  sync_file(folder / "new");
  sync_folder(folder.path());
}

TEST(System, MapsAnEmptyFile) {
  const TemporaryFolder folder;
  std::ofstream(folder / "empty");
  EXPECT_EQ(MappedFile(folder / "empty").bytes(), "");
}

TEST(System, NeverMakesOverAFileThatIsThere) {
  const TemporaryFolder folder;
  std::ofstream(folder / "there") << "kept";
  EXPECT_EQ(kind_of([&] { static_cast<void>(create_exclusively(folder / "there")); }),
            ErrorKind::kCannotCreate);
  EXPECT_EQ(bytes_of(folder / "there"), "kept");
}

TEST(System, TellsWhatIsWrongByKind) {
  const TemporaryFolder folder;
  EXPECT_EQ(kind_of([&] { static_cast<void>(open_for_reading(folder / "absent")); }),
            ErrorKind::kNoInput);
  EXPECT_EQ(kind_of([&] { const MappedFile mapped(folder.path()); }), ErrorKind::kNoInput);
  EXPECT_EQ(kind_of([&] { static_cast<void>(create_exclusively(folder / "absent/new")); }),
            ErrorKind::kCannotCreate);
  EXPECT_EQ(kind_of([&] { rename_file(folder / "absent", folder / "new"); }),
            ErrorKind::kCannotCreate);
}

TEST(System, MessageNamesTheFileAndTheReason) {
  try {
    static_cast<void>(open_for_reading("/no/such/file"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "cannot open /no/such/file: No such file or directory");
  }
}

TEST(System, RenameReplacesInOneStep) {
  const TemporaryFolder folder;
  std::ofstream(folder / "old") << "old";
  std::ofstream(folder / "new") << "new";
  rename_file(folder / "new", folder / "old");
  EXPECT_EQ(bytes_of(folder / "old"), "new");
  remove_quietly(folder / "absent");
}

}  // namespace
}  // namespace fsu::io

// Publishing: nothing bears the final name before its time, and nothing is left behind.
#include "io/publish.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/io/h5_support.hpp"

namespace fsu::io {
namespace {

void fill(const Path& path, const std::string& text) { std::ofstream(path) << text; }

ErrorKind kind_of_failure(const Path& target) {
  try {
    check_can_publish(target);
  } catch (const Error& error) {
    return error.kind();
  }
  ADD_FAILURE() << "no error for " << target;
  return ErrorKind::kInternal;
}

TEST(Publish, KeepsTheOldFileUntilTheNewOneTakesItsName) {
  const TemporaryFolder folder;
  fill(folder / "out.h5", "old");
  UnpublishedFile file(folder / "out.h5");
  fill(file.temporary_path(), "new");
  EXPECT_EQ(bytes_of(folder / "out.h5"), "old");
  file.publish();
  EXPECT_EQ(bytes_of(folder / "out.h5"), "new");
  EXPECT_EQ(folder.num_entries(), 1u);
}

TEST(Publish, MakesFilesForTheOwnerOnly) {
  const TemporaryFolder folder;
  UnpublishedFile file(folder / "out.h5");
  file.publish();
  EXPECT_EQ(std::filesystem::status(folder / "out.h5").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(Publish, RemovesWhatWasNotPublished) {
  const TemporaryFolder folder;
  {
    const UnpublishedFile file(folder / "out.h5");
    EXPECT_TRUE(std::filesystem::exists(file.temporary_path()));
    EXPECT_EQ(file.temporary_path().parent_path(), folder.path());
  }
  EXPECT_EQ(folder.num_entries(), 0u);
}

TEST(Publish, MovedFileIsRemovedOnce) {
  const TemporaryFolder folder;
  UnpublishedFile file(folder / "out.h5");
  {
    const UnpublishedFile moved(std::move(file));
    EXPECT_EQ(folder.num_entries(), 1u);
  }
  EXPECT_EQ(folder.num_entries(), 0u);
}

TEST(Publish, TakesAnotherNameWhereAKilledRunLeftItsOwn) {
  const TemporaryFolder folder;
  const Path left = folder / (".out.h5." + std::to_string(::getpid()) + ".tmp");
  fill(left, "left");
  UnpublishedFile file(folder / "out.h5");
  EXPECT_NE(file.temporary_path(), left);
  file.publish();
  EXPECT_EQ(bytes_of(left), "left");
}

TEST(Publish, ChecksLeaveNothing) {
  const TemporaryFolder folder;
  check_can_publish(folder / "out.h5");
  EXPECT_EQ(folder.num_entries(), 0u);
}

TEST(Publish, SaysUpFrontWhereItCannotBeDone) {
  const TemporaryFolder folder;
  EXPECT_EQ(kind_of_failure(folder / "absent/out.h5"), ErrorKind::kCannotCreate);
  EXPECT_EQ(kind_of_failure(folder.path()), ErrorKind::kCannotCreate);
  EXPECT_EQ(kind_of_failure(folder / ""), ErrorKind::kCannotCreate);
  EXPECT_EQ(kind_of_failure("/dev/null"), ErrorKind::kCannotCreate);
}

TEST(Publish, SaysUpFrontThatAFolderIsClosedToIt) {
  const TemporaryFolder folder;
  if (::geteuid() == 0) GTEST_SKIP() << "root may write anywhere";
  ::chmod(folder.path().c_str(), 0500);
  EXPECT_EQ(kind_of_failure(folder / "out.h5"), ErrorKind::kPermission);
  ::chmod(folder.path().c_str(), 0700);
}

TEST(Publish, SignalHandlerRemovesOnlyWhatIsUnpublished) {
  const TemporaryFolder folder;
  UnpublishedFile published(folder / "a.h5");
  published.publish();
  const UnpublishedFile first(folder / "b.h5");
  const UnpublishedFile second(folder / "c.h5");
  EXPECT_EQ(folder.num_entries(), 3u);
  remove_unpublished_files_in_signal_handler();
  EXPECT_EQ(folder.num_entries(), 1u);
  EXPECT_TRUE(std::filesystem::exists(folder / "a.h5"));
}

}  // namespace
}  // namespace fsu::io

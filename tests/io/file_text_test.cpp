// The text of plain and packed files, packed ones of several members, cut short or no gzip at all.
#include "io/file_text.hpp"

#include <gtest/gtest.h>

#include "kernels/core/random.hpp"
#include "tests/io/csv_reading.hpp"
#include "tests/io/gzip_packing.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fsu::io {
namespace {

using test::pack;

std::string random_text(std::size_t size) {
  Random random(size, 0, 0);
  std::string text(size, ' ');
  for (char& c : text) c = static_cast<char>('a' + random.below(26));
  return text;
}

TEST(FileText, PlainAndPackedAreTheSame) {
  const test::TemporaryFolder folder;
  // The step of unpacking is 4 MiB: texts that end at it are the ones that go wrong.
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{1000},
                                 std::size_t{4} << 20, (std::size_t{4} << 20) + 1}) {
    const std::string text = random_text(size);
    EXPECT_TRUE(FileText(folder.write("a.csv", text)).text() == text);
    const std::string packed = pack(text);
    const FileText file(folder.write("a.csv.gz", packed));
    EXPECT_TRUE(file.text() == text) << size;
    EXPECT_TRUE(file.file_bytes() == packed);
  }
}

TEST(FileText, ABeginTellsWhatItTook) {
  const test::TemporaryFolder folder;
  const std::string text = random_text(std::size_t{12} << 20);
  const FileText begin(folder.write("a.csv.gz", pack(text)), 1000);
  ASSERT_LT(begin.text().size(), text.size());
  EXPECT_TRUE(text.starts_with(begin.text()));
  EXPECT_FALSE(begin.is_whole());
  const double ratio =
      static_cast<double>(begin.text().size()) / static_cast<double>(begin.bytes_taken());
  EXPECT_NEAR(ratio * static_cast<double>(begin.file_bytes().size()),
              static_cast<double>(text.size()), 0.02 * static_cast<double>(text.size()));
  const FileText small(folder.write("b.csv.gz", pack("one\n") + pack("two\n")), 1000);
  EXPECT_EQ(small.text(), "one\ntwo\n");
  EXPECT_TRUE(small.is_whole());
  EXPECT_TRUE(FileText(folder.write("c.csv", text)).is_whole());
}

TEST(FileText, MembersFollowEachOther) {
  const test::TemporaryFolder folder;
  const Path path = folder.write("a.csv.gz", pack("one,") + pack("") + pack("two\n"));
  EXPECT_EQ(FileText(path).text(), "one,two\n");
}

TEST(FileText, APackedFileCutShortAnywhereIsRefused) {
  const test::TemporaryFolder folder;
  const std::string packed = pack(random_text(300));
  for (std::size_t length = 1; length < packed.size(); length += 5) {
    const Path path = folder.write("a.csv.gz", packed.substr(0, length));
    const std::string message =
        test::error_of(ErrorKind::kData, [&] { const FileText file(path); });
    EXPECT_NE(message.find("a.csv.gz is cut short"), std::string::npos);
  }
  const Path path = folder.write("a.csv.gz", packed + packed.substr(0, 30));
  EXPECT_THROW(FileText{path}, Error);
}

TEST(FileText, DamageAndOtherFilesAreRefused) {
  const test::TemporaryFolder folder;
  std::string packed = pack(random_text(300));
  packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] ^ 1);  // its checksum
  EXPECT_THROW(FileText{folder.write("a.csv.gz", packed)}, Error);
  EXPECT_THROW(FileText{folder.write("a.csv.gz", "person_id,reason\nP1,x\n")}, Error);
}

TEST(FileText, AnEmptyFileIsAnEmptyText) {
  const test::TemporaryFolder folder;
  EXPECT_TRUE(FileText(folder.write("a.csv", "")).text().empty());
  EXPECT_TRUE(FileText(folder.write("a.csv.gz", "")).text().empty());
}

TEST(FileText, UnpacksNoMoreThanAsked) {
  const test::TemporaryFolder folder;
  const std::string text = random_text(std::size_t{9} << 20);
  const FileText file(folder.write("a.csv.gz", pack(text)), 100);
  EXPECT_GE(file.text().size(), 100U);
  EXPECT_LT(file.text().size(), text.size());
  EXPECT_TRUE(text.starts_with(file.text()));
}

TEST(FileText, AnAbsentFileIsNoInput) {
  static_cast<void>(
      test::error_of(ErrorKind::kNoInput, [] { const FileText file("/nonexistent/a.csv"); }));
}

}  // namespace
}  // namespace fsu::io

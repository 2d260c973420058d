// The text of plain and packed files, packed ones of several members, cut short or no gzip at all.
#include "io/file_text.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include "kernels/core/random.hpp"
#include "tests/io/csv_reading.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fsu::io {
namespace {

std::string pack(const std::string& text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string packed(deflateBound(&stream, text.size()) + 64, '\0');
  std::string input = text;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

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

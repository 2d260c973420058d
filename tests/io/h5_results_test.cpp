// The results file, written and read back: every type, every size, any blocks and threads, the
// same bytes; and publishing of the whole file.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "io/h5_results_reader.hpp"
#include "io/h5_results_writer.hpp"
#include "io/result_schema.hpp"
#include "kernels/core/isa.hpp"
#include "kernels/core/parallel.hpp"
#include "tests/io/h5_support.hpp"

namespace fsu::io {
namespace {

void write_file(const Path& path, const std::vector<const Table*>& tables) {
  ResultFileWriter writer(path);
  for (const Table* table : tables) writer.write_table(*table);
  writer.publish();
}

/// Rows of a chunk of every_type() where every text is at most 20 bytes wide and some are.
std::size_t rows_of_a_chunk(const Table& table) {
  return (1 << 20) / record_layout(table.spec(), text_widths(table)).num_bytes;
}

TEST(ResultsFile, GivesBackWhatWasWritten) {
  const TemporaryFolder folder;
  for (const std::size_t rows : std::vector<std::size_t>{0, 1, 2, 100, 5000}) {
    for (const double missing : {0.0, 0.3, 1.0}) {
      const Table table = random_table({.rows = rows, .seed = rows, .share_missing = missing});
      write_file(folder / "out.h5", {&table});
      const ResultFileReader reader(folder / "out.h5");
      expect_same_values(table, reader.read_table("group/table"));
      EXPECT_EQ(reader.open_table("group/table").stated_digest(), table_digest(table));
    }
  }
}

TEST(ResultsFile, KeepsTheDescription) {
  const TemporaryFolder folder;
  const Table table = random_table({.rows = 3});
  write_file(folder / "out.h5", {&table});
  const TableReader reader = ResultFileReader(folder / "out.h5").open_table("group/table");
  EXPECT_EQ(reader.spec().title, table.spec().title);
  for (std::size_t i = 0; i < table.spec().columns.size(); ++i) {
    const ColumnSpec& written = table.spec().columns[i];
    const ColumnSpec& read = reader.spec().columns[i];
    EXPECT_EQ(read.name, written.name);
    EXPECT_EQ(read.unit, written.unit);
    EXPECT_EQ(read.meaning, written.meaning);
    EXPECT_EQ(read.type, written.type == ColumnType::kDate ? ColumnType::kText : written.type);
  }
}

TEST(ResultsFile, TakesSizesAroundWholeChunksAndBatches) {
  const TemporaryFolder folder;
  set_num_threads(1);
  const std::size_t chunk = rows_of_a_chunk(random_table({.rows = 2000}));
  for (const std::size_t rows :
       std::vector<std::size_t>{chunk - 1, chunk, chunk + 1, 2 * chunk, 4 * chunk, 4 * chunk + 1}) {
    const Table table = random_table({.rows = rows});
    ASSERT_EQ(rows_of_a_chunk(table), chunk);
    write_file(folder / "out.h5", {&table});
    const TableReader reader = ResultFileReader(folder / "out.h5").open_table("group/table");
    EXPECT_TRUE(reader.has_all_chunks());
    EXPECT_EQ(table_digest(reader.read_all()), table_digest(table)) << rows << " rows";
  }
  set_num_threads(0);
}

/// A table with a record of some bytes: a text and, where there is room, a number and a flag.
Table table_of_width(std::size_t record_bytes, std::size_t rows) {
  TableSpec spec{"group/table", "A table", {}};
  std::size_t text_bytes = record_bytes;
  if (record_bytes > 12) {
    spec.columns.push_back({"number", ColumnType::kInt64, "", "a number"});
    spec.columns.push_back({"flag", ColumnType::kFlag, "", "a flag"});
    text_bytes -= 9;
  }
  spec.columns.push_back({"text", ColumnType::kText, "", "a text"});
  Table table(spec);
  for (std::size_t row = 0; row < rows; ++row) {
    Random random(record_bytes, 4, row);
    if (record_bytes > 12) {
      table.int64s("number").push_back(random.between(-1000, 1000));
      table.flags("flag").push_back(static_cast<std::int8_t>(row % 3));
    }
    // The first text is as wide as the column.
    const std::size_t length = row == 0 ? text_bytes : random.below(text_bytes + 1);
    table.text("text").push_back(std::string(length, static_cast<char>('a' + row % 26)));
  }
  return table;
}

/// Written, and read by this program and by the library's own filters.
void expect_round_trip(const Path& path, const Table& table) {
  write_file(path, {&table});
  const TableReader reader = ResultFileReader(path).open_table("group/table");
  const std::string expected = table_digest(table);
  EXPECT_EQ(reader.stated_digest(), expected);
  EXPECT_EQ(table_digest(reader.read_all()), expected);
  EXPECT_EQ(table_digest(reader.read_rows_by_library(0, reader.num_rows())), expected);
}

TEST(ResultsFile, GivesBackRecordsOfEverySize) {
  const TemporaryFolder folder;
  for (std::size_t record_bytes = 1; record_bytes <= 200; ++record_bytes) {
    SCOPED_TRACE(record_bytes);
    expect_round_trip(folder / "out.h5", table_of_width(record_bytes, 1 + 37 * (record_bytes % 5)));
  }
}

TEST(ResultsFile, GivesBackRowsAroundAChunkAtAnySizeOfRecord) {
  const TemporaryFolder folder;
  for (const std::size_t record_bytes : std::vector<std::size_t>{3, 16, 77, 200}) {
    SCOPED_TRACE(record_bytes);
    const std::size_t chunk = (1 << 20) / record_bytes;
    for (const std::size_t rows : std::vector<std::size_t>{chunk - 1, chunk, chunk + 1})
      expect_round_trip(folder / "out.h5", table_of_width(record_bytes, rows));
  }
}

TEST(ResultsFile, ReadsAnyRangeLikeTheLibrary) {
  const TemporaryFolder folder;
  const Table table = random_table({.rows = 40000});
  write_file(folder / "out.h5", {&table});
  const TableReader reader = ResultFileReader(folder / "out.h5").open_table("group/table");
  for (std::uint64_t trial = 0; trial < 12; ++trial) {
    Random random(3, 0, trial);
    const std::size_t begin = random.below(40001);
    const std::size_t end = begin + random.below(40001 - begin);
    const Table rows = reader.read_rows(begin, end);
    expect_same_values(slice(table, begin, end), rows);
    expect_same_values(reader.read_rows_by_library(begin, end), rows);
  }
}

TEST(ResultsFile, IsTheSameBytesForAnyThreadsAndBlocks) {
  const TemporaryFolder folder;
  const Table table = random_table({.rows = 60000});
  const Table empty = random_table({.path = "other", .rows = 0});
  write_file(folder / "expected.h5", {&table, &empty});
  const std::string expected = bytes_of(folder / "expected.h5");
  for (const int threads : {1, 2, 3, 8}) {
    set_num_threads(threads);
    for (const std::size_t block : std::vector<std::size_t>{777, 20000, 60000}) {
      ResultFileWriter file(folder / "out.h5");
      TableWriter writer = file.begin_table(table.spec(), 60000, text_widths(table));
      for (std::size_t begin = 0; begin < 60000; begin += block)
        writer.append(slice(table, begin, std::min<std::size_t>(60000, begin + block)));
      EXPECT_EQ(writer.finish(), table_digest(table));
      file.write_table(empty);
      file.publish();
      EXPECT_TRUE(bytes_of(folder / "out.h5") == expected) << threads << " threads, " << block;
    }
  }
  set_num_threads(0);
}

TEST(ResultsFile, IsTheSameBytesOnEveryPath) {
  const TemporaryFolder folder;
  const Table table = random_table({.rows = 60000});
  write_file(folder / "expected.h5", {&table});
  const std::string expected = bytes_of(folder / "expected.h5");
  const Isa before = isa();
  for (const Isa path : {Isa::kPortable, Isa::kAvx2, Isa::kAvx512}) {
    if (path > best_isa()) continue;
    set_isa(path);
    expect_round_trip(folder / "out.h5", table);
    EXPECT_TRUE(bytes_of(folder / "out.h5") == expected) << isa_name(path);
  }
  set_isa(before);
}

/// Each bit of a chunk that is turned is found, by a checksum of the chunk or of what describes it.
TEST(ResultsFile, FindsTurnedBitsInChunks) {
  const TemporaryFolder folder;
  const Table table = random_table({.rows = 30000});
  write_file(folder / "good.h5", {&table});
  const std::string good = bytes_of(folder / "good.h5");
  int num_found = 0;
  for (std::uint64_t trial = 0; trial < 100; ++trial) {
    // The chunks are most of the file and stand in its middle.
    std::string damaged = good;
    const std::size_t place = good.size() / 4 + Random(2, 0, trial).below(good.size() / 2);
    damaged[place] ^= static_cast<char>(1 << trial % 8);
    std::ofstream(folder / "damaged.h5", std::ios::binary) << damaged;
    try {
      const ResultFileReader reader(folder / "damaged.h5");
      EXPECT_EQ(table_digest(reader.read_table("group/table")), table_digest(table)) << trial;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kData);
      ++num_found;
    }
  }
  EXPECT_EQ(num_found, 100);
}

TEST(ResultsFile, HoldsNoTimes) {
  const TemporaryFolder folder;
  const Table table = random_table({.rows = 10});
  write_file(folder / "first.h5", {&table});
  ::usleep(1100000);
  write_file(folder / "second.h5", {&table});
  EXPECT_TRUE(bytes_of(folder / "first.h5") == bytes_of(folder / "second.h5"));
}

TEST(ResultsFile, HasTheContentDigestOfItsTables) {
  const TemporaryFolder folder;
  const Table counted = random_table({.path = "ranking/some", .rows = 10});
  const Table run = random_table({.path = "run/stages", .rows = 10});
  const Table other_run = random_table({.path = "run/stages", .rows = 11});
  write_file(folder / "one.h5", {&counted, &run});
  write_file(folder / "two.h5", {&other_run, &counted});
  const std::string digest = ResultFileReader(folder / "one.h5").attribute_text("content_digest");
  EXPECT_EQ(digest, content_digest({{"ranking/some", table_digest(counted)}}));
  EXPECT_EQ(digest, ResultFileReader(folder / "two.h5").attribute_text("content_digest"));
}

TEST(ResultsFile, HoldsEveryTableOfTheRegistryEmpty) {
  const TemporaryFolder folder;
  ResultFileWriter writer(folder / "out.h5");
  std::vector<std::string> paths;
  for (const TableSpec& spec : result_tables()) {
    writer.write_table(Table(spec));
    paths.push_back(spec.path);
  }
  writer.publish();
  std::sort(paths.begin(), paths.end());
  const ResultFileReader reader(folder / "out.h5");
  EXPECT_EQ(reader.tables(), paths);
  for (const std::string& path : paths) EXPECT_EQ(reader.read_table(path).num_rows(), 0u);
}

TEST(ResultsFile, HasRootAttributes) {
  const TemporaryFolder folder;
  ResultFileWriter writer(folder / "out.h5");
  writer.set_attribute("as_of", "2026-01-01");
  writer.set_attribute("empty", "");
  writer.set_attribute("number", std::int64_t{-7});
  writer.publish();
  const ResultFileReader reader(folder / "out.h5");
  EXPECT_EQ(reader.attribute_text("as_of"), "2026-01-01");
  EXPECT_EQ(reader.attribute_text("empty"), "");
  EXPECT_EQ(reader.attribute_text("number"), "-7");
  EXPECT_EQ(reader.attribute_text("absent"), "");
  EXPECT_EQ(reader.attribute_text("complete"), "1");
  EXPECT_EQ(reader.attribute_text("schema_version"), std::to_string(kSchemaVersion));
}

TEST(ResultsFile, IsForItsOwnerAndAppearsAtPublishOnly) {
  const TemporaryFolder folder;
  std::ofstream(folder / "out.h5") << "old";
  {
    ResultFileWriter abandoned(folder / "out.h5");
    abandoned.write_table(random_table({.rows = 100}));
  }
  EXPECT_EQ(bytes_of(folder / "out.h5"), "old");
  EXPECT_EQ(folder.num_entries(), 1u);
  write_file(folder / "out.h5", {});
  EXPECT_EQ(folder.num_entries(), 1u);
  EXPECT_EQ(std::filesystem::status(folder / "out.h5").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_TRUE(ResultFileReader(folder / "out.h5").tables().empty());
}

TEST(ResultsFile, RefusesToPublishAnUnfinishedTable) {
  const TemporaryFolder folder;
  const Table table = random_table({.rows = 10});
  ResultFileWriter writer(folder / "out.h5");
  TableWriter unfinished = writer.begin_table(table.spec(), 10, text_widths(table));
  EXPECT_THROW(writer.publish(), InternalError);
  EXPECT_FALSE(std::filesystem::exists(folder / "out.h5"));
}

TEST(ResultsFile, ChecksWidthsAndRows) {
  const TemporaryFolder folder;
  const Table table = random_table({.rows = 10, .share_missing = 0});
  ResultFileWriter writer(folder / "out.h5");
  const std::vector<std::size_t> none(table.spec().columns.size(), 0);
  TableWriter narrow = writer.begin_table(table.spec(), 10, none);
  EXPECT_THROW(narrow.append(table), InternalError);
  TableWriter few = writer.begin_table(every_type("few"), 9, text_widths(table));
  EXPECT_THROW(few.append(table), InternalError);
  TableWriter many = writer.begin_table(every_type("many"), 11, text_widths(table));
  many.append(table);
  EXPECT_THROW(static_cast<void>(many.finish()), InternalError);
}

}  // namespace
}  // namespace fsu::io

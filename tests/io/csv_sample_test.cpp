// The sample of a table: rows estimated from windows, of files with quotes, of parts, of packed
// ones; small ones counted exactly, empty ones and ones that cannot be used.
#include "io/csv_sample.hpp"

#include <gtest/gtest.h>

#include <set>

#include "kernels/core/random.hpp"
#include "tests/io/csv_reading.hpp"
#include "tests/io/gzip_packing.hpp"

namespace fsu::io {
namespace {

constexpr const char* kHeader = "custody_id,person_id,arrived_at,released_at,outcome\n";

/// A good row; `length` of its last value, which is quoted and holds a comma, a quote and a line
/// end now and then.
std::string row(Random& random, std::size_t number, std::size_t length) {
  std::string note(length, 'n');
  if (length > 4 && random.chance(0.1)) note.replace(1, 4, "\"\"\n,");
  return "C" + std::to_string(number) + ",P1,2024-05-01T10:00:00,,\"" + note + "\"\n";
}

/// Rows with lengths from `shortest` to `longest`, longer towards the end.
std::string rows(std::size_t begin, std::size_t end, std::size_t shortest, std::size_t longest) {
  Random random(begin, end, 0);
  std::string text;
  for (std::size_t i = begin; i < end; ++i) {
    const std::size_t most = shortest + (longest - shortest) * (i - begin) / (end - begin);
    text += row(random, i, shortest + random.below(most - shortest + 1));
  }
  return text;
}

class CsvSample : public testing::Test {
 protected:
  void add(const std::string& name, const std::string& text) {
    source_.parts.push_back(folder_.write(name, text));
  }
  [[nodiscard]] TableSample sample(const SampleOptions& options = {}) const {
    return sample_csv_table(source_, time_zone_, options);
  }

  test::TemporaryFolder folder_;
  TimeZone time_zone_{"Europe/London"};
  TableSource source_{&input_table("custody"), {}, {}};
};

constexpr SampleOptions kSmallSample = {std::uint64_t{128} << 10, std::uint64_t{4} << 10,
                                        std::uint64_t{64} << 10};

TEST_F(CsvSample, SmallTablesAreCounted) {
  // Line ends in quotes, faulty rows, empty lines, CRLF, and a last line without an end.
  add("custody.0.csv", kHeader + rows(0, 100, 0, 30) + "\n\nC,P\nx,P2,,a\"b,\r\n");
  add("custody.1.csv", kHeader + rows(100, 120, 5, 50) + "C9999,P1,2024-05-01T10:00:00,,x");
  const TableSample found = sample();
  ReadOptions options;
  options.time_zone = &time_zone_;
  const ReadTable whole = read_csv_table(source_, options);
  EXPECT_TRUE(found.is_counted);
  EXPECT_EQ(found.num_rows, static_cast<double>(whole.num_rows_read));
  EXPECT_EQ(found.num_sampled, found.num_rows);
  EXPECT_EQ(test::rows_text(found.rows), test::rows_text(whole.rows));
}

TEST_F(CsvSample, AHeaderAloneHasNoRows) {
  add("custody.csv", kHeader);
  EXPECT_EQ(sample().num_rows, 0);
  EXPECT_TRUE(sample().is_counted);
  EXPECT_EQ(sample().rows.num_rows(), 0U);
}

TEST_F(CsvSample, AnEmptyFileIsRefusedAsTheReaderDoes) {
  add("custody.csv", "");
  const std::string told = test::error_of(ErrorKind::kData, [&] { (void)sample(); });
  EXPECT_NE(told.find("is empty"), std::string::npos) << told;
}

TEST_F(CsvSample, LongTablesAreEstimatedThoughRowsGrow) {
  add("custody.csv", kHeader + rows(0, 40'000, 0, 200));
  const TableSample found = sample(kSmallSample);
  EXPECT_FALSE(found.is_counted);
  EXPECT_NEAR(found.num_rows, 40'000, 2'000);
  EXPECT_LT(found.num_sampled, 4'000);
  EXPECT_GT(found.num_sampled, 500);
}

TEST_F(CsvSample, RowsAreWholeAndReadOnce) {
  add("custody.csv", kHeader + rows(0, 20'000, 10, 100));
  const TableSample found = sample(kSmallSample);
  const StringColumn& ids = found.rows.text("custody_id");
  std::set<std::string> distinct;
  for (std::size_t i = 0; i < ids.size(); ++i) distinct.emplace(ids[i]);
  EXPECT_EQ(distinct.size(), found.rows.num_rows());
  EXPECT_GE(static_cast<double>(distinct.size()), 0.99 * found.num_sampled);
}

TEST_F(CsvSample, PartsStandForEachOther) {
  // More parts than windows, and one that is larger than all others.
  for (std::size_t i = 0; i < 100; ++i) {
    add("custody." + std::to_string(100 + i) + ".csv",
        kHeader + rows(i * 200, (i + 1) * 200, 20, 20 + i));
  }
  add("custody.900.csv", kHeader + rows(20'000, 50'000, 40, 90));
  const TableSample found = sample(kSmallSample);
  EXPECT_FALSE(found.is_counted);
  EXPECT_NEAR(found.num_rows, 50'000, 5'000);
}

TEST_F(CsvSample, PackedPartsAreEstimatedByTheirBegin) {
  // The begin can stand for the rest alone where rows are of one kind all through.
  std::string text = kHeader;
  for (std::size_t i = 0; i < 150; ++i) text += rows(i * 1000, (i + 1) * 1000, 80, 120);
  ASSERT_GT(text.size(), std::size_t{10} << 20);  // unpacked by 4 MiB at a time
  add("custody.csv.gz", test::pack(text));
  const TableSample found = sample(kSmallSample);
  EXPECT_FALSE(found.is_counted);
  EXPECT_NEAR(found.num_rows, 150'000, 7'500);
  EXPECT_NEAR(found.text_bytes, static_cast<double>(text.size()),
              0.05 * static_cast<double>(text.size()));
}

TEST_F(CsvSample, SmallPackedPartsAreCounted) {
  add("custody.csv.gz", test::pack(kHeader + rows(0, 50, 0, 30)) + test::pack(rows(50, 70, 3, 9)));
  EXPECT_TRUE(sample().is_counted);
  EXPECT_EQ(sample().num_rows, 70);
}

TEST_F(CsvSample, AQuoteThatIsNeverClosedCostsItsWindow) {
  const std::string half = rows(0, 20'000, 20, 60);
  add("custody.csv", kHeader + half + "C0,P1,2024-05-01T10:00:00,,\"never closed\n" + half);
  EXPECT_NEAR(sample(kSmallSample).num_rows, 40'000, 4'000);
}

}  // namespace
}  // namespace fsu::io

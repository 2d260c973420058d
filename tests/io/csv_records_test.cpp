// Records and fields of CSV text against the slow twin: every short text, many longer ones, and
// any cut into ranges.
#include "io/csv_records.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "kernels/core/random.hpp"
#include "tests/io/csv_records_reference.hpp"

namespace fsu::io {
namespace {

using test::ReferenceReading;
using test::ReferenceRecord;
using test::ReferenceRecordReader;

constexpr std::string_view kAlphabet = "a,\"\n\r ";

ReferenceRecord plain(const Record& record) {
  ReferenceRecord result{record.offset, record.line, std::string(record.bytes), {}, record.fault};
  std::string scratch;
  if (record.fault == RecordFault::kNone) {
    for (const Field& field : record.fields) result.values.emplace_back(unescape(field, scratch));
  }
  return result;
}

ReferenceReading read_all(std::string_view text, std::size_t num_fields) {
  ReferenceReading reading;
  RecordReader reader(text, num_fields);
  try {
    for (Record record; reader.next(record);) reading.records.push_back(plain(record));
  } catch (const UnclosedQuote& quote) {
    reading.unclosed = quote;
  }
  return reading;
}

std::string visible(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else if (c == '\r') {
      result += "\\r";
    } else {
      result += c;
    }
  }
  return result;
}

void expect_as_reference(std::string_view text, std::size_t num_fields) {
  const ReferenceReading expected = ReferenceRecordReader(text, num_fields).read();
  const ReferenceReading found = read_all(text, num_fields);
  ASSERT_EQ(found.unclosed.has_value(), expected.unclosed.has_value()) << visible(text);
  if (expected.unclosed) {
    EXPECT_EQ(found.unclosed->line, expected.unclosed->line) << visible(text);
    EXPECT_EQ(found.unclosed->offset, expected.unclosed->offset) << visible(text);
  }
  ASSERT_EQ(found.records.size(), expected.records.size()) << visible(text);
  for (std::size_t i = 0; i < found.records.size(); ++i) {
    ASSERT_TRUE(found.records[i] == expected.records[i])
        << "record " << i << " of " << visible(text) << " with " << num_fields << " fields";
  }
}

std::string random_text(Random& random, std::size_t max_length) {
  std::string text(random.below(max_length + 1), ' ');
  for (char& c : text) c = kAlphabet[random.below(kAlphabet.size())];
  return text;
}

TEST(CsvRecords, EveryTextOfUpToSixCharacters) {
  for (std::size_t length = 0; length <= 6; ++length) {
    std::string text(length, kAlphabet[0]);
    std::vector<std::size_t> digits(length, 0);
    for (;;) {
      for (std::size_t i = 0; i < length; ++i) text[i] = kAlphabet[digits[i]];
      for (const std::size_t num_fields : {0U, 1U, 2U}) {
        expect_as_reference(text, num_fields);
        if (HasFatalFailure()) return;
      }
      std::size_t i = 0;
      while (i < length && ++digits[i] == kAlphabet.size()) digits[i++] = 0;
      if (i == length) break;
    }
  }
}

TEST(CsvRecords, ManyLongerTexts) {
  for (std::uint64_t seed = 0; seed < 20000; ++seed) {
    Random random(seed, 1, 0);
    const std::string text = random_text(random, 60);
    expect_as_reference(text, random.below(5));
    if (HasFatalFailure()) return;
  }
}

TEST(CsvRecords, DegenerateTexts) {
  for (const std::string& text :
       {std::string(), std::string("\n\n\n"), std::string("\r\n\r\n"), std::string("\r"),
        std::string(1000, ','), std::string(1000, '\n'), std::string(1000, '"'),
        std::string(999, '"'), std::string(1000, '\r'), std::string(1000, ' '),
        std::string("\0,\0\n", 4), std::string("\xEF\xBB\xBF\"a\"\n")}) {
    for (const std::size_t num_fields : {0U, 1U, 3U}) expect_as_reference(text, num_fields);
  }
}

TEST(CsvRecords, PlainAndQuotedValues) {
  const auto reading = read_all("a, b ,\"c,\"\"d\"\"\ne\" \r\n,,\n", 3);
  ASSERT_EQ(reading.records.size(), 2U);
  EXPECT_EQ(reading.records[0].values, (std::vector<std::string>{"a", "b", "c,\"d\"\ne"}));
  EXPECT_EQ(reading.records[1].values, (std::vector<std::string>{"", "", ""}));
  EXPECT_EQ(reading.records[1].line, 3U);
  EXPECT_EQ(reading.records[1].offset, 20U);
}

TEST(CsvRecords, ACarriageReturnInsideALineIsData) {
  // With and without a quote in the line, which are read in two ways.
  EXPECT_EQ(read_all("a\r,b\r\r\n", 2).records.at(0).values,
            (std::vector<std::string>{"a\r", "b\r"}));
  EXPECT_EQ(read_all("a\r,\"b\"\n", 2).records.at(0).values,
            (std::vector<std::string>{"a\r", "b"}));
  EXPECT_EQ(read_all("\"a\"\r,b\n", 2).records.at(0).fault, RecordFault::kStrayQuote);
}

TEST(CsvRecords, AStrayQuoteCostsOneRecord) {
  const std::string text =
      "1,\"x\" y,\"open\n"  // the last value takes in the next line
      "2,b,c\n"
      "3,d\",e\n"
      "4,f,g\n";
  const auto reading = read_all(text, 3);
  ASSERT_EQ(reading.records.size(), 4U);
  EXPECT_EQ(reading.records[0].fault, RecordFault::kStrayQuote);
  EXPECT_EQ(reading.records[0].bytes, "1,\"x\" y,\"open");
  EXPECT_EQ(reading.records[1].values, (std::vector<std::string>{"2", "b", "c"}));
  EXPECT_EQ(reading.records[1].line, 2U);
  EXPECT_EQ(reading.records[2].fault, RecordFault::kStrayQuote);
  EXPECT_EQ(reading.records[3].values, (std::vector<std::string>{"4", "f", "g"}));
}

TEST(CsvRecords, TooManyValuesOverSeveralLinesCostTheFirst) {
  const auto reading = read_all("1,\"x\ny\",z\n2,b\n", 2);
  ASSERT_EQ(reading.records.size(), 3U);
  EXPECT_EQ(reading.records[0].fault, RecordFault::kTooManyValues);
  EXPECT_EQ(reading.records[1].fault, RecordFault::kStrayQuote);  // y",z
  EXPECT_EQ(reading.records[2].values, (std::vector<std::string>{"2", "b"}));
}

TEST(CsvRecords, AnUnclosedQuoteTellsWhereItBegins) {
  const auto reading = read_all("a,b\n\n\"x\ny\",\"z\nlast", 2);
  ASSERT_EQ(reading.records.size(), 1U);
  ASSERT_TRUE(reading.unclosed);
  EXPECT_EQ(reading.unclosed->line, 4U);
  EXPECT_EQ(reading.unclosed->offset, 11U);
}

TEST(CsvRecords, AQuoteThatRunsOnForAMegabyteIsNeverClosed) {
  const auto text_of = [](std::size_t length) {
    return "\"" + std::string(length, 'x') + "\",b\n1,2\n";
  };
  EXPECT_EQ(read_all(text_of(kMaxRecordBytes - 2), 2).records.size(), 2U);
  EXPECT_TRUE(read_all(text_of(kMaxRecordBytes - 1), 2).unclosed);
}

/// Reads range by range, as the table reader does.
std::vector<ReferenceRecord> read_by_ranges(std::string_view text,
                                            const std::vector<RecordRange>& ranges,
                                            std::size_t num_fields) {
  std::vector<ReferenceRecord> records;
  for (const RecordRange& range : ranges) {
    RecordReader reader(text, num_fields);
    reader.keep_within(range);
    for (Record record; reader.next(record);) records.push_back(plain(record));
  }
  return records;
}

void expect_same_by_ranges(std::string_view text, std::size_t num_fields, std::size_t size) {
  const std::vector<RecordRange> ranges =
      cut_into_ranges(text, {0, text.size(), 1}, num_fields, size);
  std::uint64_t end = 0;
  for (const RecordRange& range : ranges) {
    ASSERT_EQ(range.begin, end);
    ASSERT_LT(range.begin, range.end);
    ASSERT_EQ(range.line, 1U + static_cast<std::uint64_t>(std::count(
                                   text.begin(),
                                   text.begin() + static_cast<std::ptrdiff_t>(range.begin), '\n')));
    end = range.end;
  }
  ASSERT_EQ(end, text.size());
  const auto expected = ReferenceRecordReader(text, num_fields).read().records;
  ASSERT_TRUE(read_by_ranges(text, ranges, num_fields) == expected)
      << visible(text) << " in ranges of " << size;
}

TEST(CsvRecords, RangesOfAnySizeHoldAllRecordsOnce) {
  int num_tried = 0;
  for (std::uint64_t seed = 0; num_tried < 4000; ++seed) {
    Random random(seed, 2, 0);
    const std::string text = random_text(random, 80);
    const std::size_t num_fields = 1 + random.below(3);
    if (ReferenceRecordReader(text, num_fields).read().unclosed) continue;
    ++num_tried;
    for (const std::size_t size : {1U, 2U, 7U, 64U, 4096U}) {
      expect_same_by_ranges(text, num_fields, size);
      if (HasFatalFailure()) return;
    }
  }
}

TEST(CsvRecords, ARangeMayEndInsideWhatAFaultyRecordTookIn) {
  // The first record is given up at its line end, where the first range ends; its quote is closed
  // in the next range only.
  expect_same_by_ranges("\"x\ny\" z,1\n2,b\n", 2, 1);
}

TEST(CsvRecords, RangesBeginBehindTheHeader) {
  const std::string text = "head,er\n1,a\n2,b\n";
  const auto ranges = cut_into_ranges(text, {8, text.size(), 2}, 2, 4);
  ASSERT_EQ(ranges.size(), 2U);
  EXPECT_EQ(ranges[1].begin, 12U);
  EXPECT_EQ(ranges[1].line, 3U);
  EXPECT_TRUE(cut_into_ranges(text, {text.size(), text.size(), 4}, 2, 4).empty());
}

TEST(CsvRecords, CuttingMeetsAnUnclosedQuoteFirst) {
  const std::string text = "1,a\n2,\"b\n";
  EXPECT_THROW(static_cast<void>(cut_into_ranges(text, {0, text.size(), 1}, 2, 1)), UnclosedQuote);
}

TEST(Unescape, PutsQuotesBackOnlyWhereThereAreSome) {
  std::string scratch = "kept";
  const std::string_view raw = "no quotes";
  EXPECT_EQ(unescape({raw, false}, scratch).data(), raw.data());
  EXPECT_EQ(scratch, "kept");
  EXPECT_EQ(unescape({"\"\"a\"\"\"\"b", true}, scratch), "\"a\"\"b");
}

}  // namespace
}  // namespace fsu::io

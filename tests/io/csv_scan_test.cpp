// The scan for separators against a walk byte by byte, on every path of the machine.
#include "io/csv_scan.hpp"

#include <gtest/gtest.h>

#include <string>

#include "kernels/core/isa.hpp"
#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

struct ExpectedMarks {
  std::vector<std::uint32_t> separators;
  std::vector<std::uint32_t> record_ends;
  std::vector<std::uint32_t> quoted_line_ends;
  bool is_clean = true;
};

/// One state a byte. Marks behind the last record end count only up to the first quote that is not
/// clean, so that many are compared.
ExpectedMarks walk(const std::string& text) {
  ExpectedMarks marks;
  bool is_inside = false;
  bool is_field_begin = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto offset = static_cast<std::uint32_t>(i);
    if (c == '"') {
      if (!is_inside && !is_field_begin) return marks.is_clean = false, marks;
      if (is_inside && i + 1 < text.size()) {
        const char next = text[i + 1];
        const bool is_crlf = next == '\r' && (i + 2 == text.size() || text[i + 2] == '\n');
        if (next != ',' && next != '\n' && !is_crlf) return marks.is_clean = false, marks;
      }
      is_inside = !is_inside;
      is_field_begin = false;
    } else if (is_inside) {
      if (c == '\n') marks.quoted_line_ends.push_back(offset);
    } else if (c == ',' || c == '\n') {
      if (c == '\n')
        marks.record_ends.push_back(static_cast<std::uint32_t>(marks.separators.size()));
      marks.separators.push_back(offset + 1);
      is_field_begin = true;
    } else {
      is_field_begin = false;
    }
  }
  return marks;
}

template <class Values>
std::vector<std::uint32_t> as_vector(const Values& values, std::size_t most) {
  return {values.begin(),
          values.begin() + static_cast<std::ptrdiff_t>(std::min(most, values.size()))};
}

void expect_as_walked(const std::string& text) {
  const Isa before = isa();
  const ExpectedMarks expected = walk(text);
  const std::string padded = text + std::string(kScanBlock, ',');
  for (const Isa path : {Isa::kPortable, Isa::kAvx2, Isa::kAvx512}) {
    set_isa(path);
    CsvMarks marks;
    marks.num_reserved = 3;
    marks.separator_buffer = {7, 8, 9};
    scan_csv(padded.data(), text.size() / kScanBlock, marks);
    ASSERT_EQ(marks.is_clean, expected.is_clean) << text << isa_name(path);
    // All whole records before the place where a scan stops are found; what else is, is right.
    ASSERT_EQ(as_vector(marks.record_ends, marks.record_ends.size()),
              as_vector(expected.record_ends, marks.record_ends.size()));
    ASSERT_EQ(as_vector(marks.separators, marks.separators.size()),
              as_vector(expected.separators, marks.separators.size()));
    ASSERT_EQ(marks.record_ends.size(), expected.record_ends.size()) << text << isa_name(path);
    const std::size_t end =
        expected.record_ends.empty() ? 0 : marks.separators[expected.record_ends.back()];
    for (const std::uint32_t line_end : expected.quoted_line_ends) {
      if (line_end >= end) break;
      ASSERT_TRUE(std::find(marks.quoted_line_ends.begin(), marks.quoted_line_ends.end(),
                            line_end) != marks.quoted_line_ends.end());
    }
    ASSERT_EQ(marks.separator_buffer[0], 7U);
    ASSERT_EQ(marks.separator_buffer[2], 9U);
  }
  set_isa(before);
}

TEST(CsvScan, AgreesWithAWalkOnRandomText) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    Random random(seed, 1, 0);
    // From nearly plain text to nothing but quotes and separators.
    const std::string alphabet = random.chance(0.5) ? "abcdefgh,,\n" : "ab\",\n\r";
    std::string text(kScanBlock * random.below(20), ' ');
    for (char& c : text) c = alphabet[random.below(alphabet.size())];
    expect_as_walked(text);
    if (HasFatalFailure()) return;
  }
}

TEST(CsvScan, AgreesWithAWalkOnCleanQuotes) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    Random random(seed, 2, 0);
    const std::vector<std::string> fields = {"\"a,b\"", "\"\"", "x", "", "\"line\nend\"", "yy"};
    std::string text;
    const std::size_t size = kScanBlock * (1 + random.below(40));
    while (text.size() < size) {
      text += fields[random.below(fields.size())];
      text += random.chance(0.8) ? "," : (random.chance(0.5) ? "\n" : "\r\n");
    }
    text.resize(size);
    expect_as_walked(text);
    if (HasFatalFailure()) return;
  }
}

TEST(CsvScan, DegenerateTexts) {
  for (const std::string& text :
       {std::string(), std::string(64, ','), std::string(4096, '\n'), std::string(1024, '"'),
        std::string(128, 'x'), "\"" + std::string(63 + 64, 'x'), std::string(64, '\r')})
    expect_as_walked(text);
}

TEST(CsvScan, TellsOddBytes) {
  const Isa before = isa();
  for (const Isa path : {Isa::kPortable, Isa::kAvx2, Isa::kAvx512}) {
    set_isa(path);
    for (std::size_t at = 0; at < 128; at += 7) {
      for (const char c : {'\0', '\x80', '\xFF', '\x7F', '\x01'}) {
        std::string text(128 + kScanBlock, 'x');
        text[at] = c;
        CsvMarks marks;
        scan_csv(text.data(), 2, marks);
        ASSERT_EQ(marks.has_odd_bytes, c <= 0) << isa_name(path) << at;
      }
    }
  }
  set_isa(before);
}

}  // namespace
}  // namespace fsu::io

// Cuts CSV text into records and records into fields (RFC 4180, strict in its quotes).
//
// A field is quoted only where its first byte is a quote; inside, "" is one quote, and commas and
// line ends are data. Lines end in LF or CRLF (a CR that ends the text is one cut short, any other
// is data); empty lines between records are passed over. What does not follow this is a faulty
// record, never guessed at. Where a faulty record took in more than one line (a stray quote does
// that), only its first line is given up and reading goes on at the next, so that one fault costs
// one record. A quote that is never closed makes the rest of the file unreadable and is thrown.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fsu::io {

/// Longest record that is read; a quoted value that runs on beyond it counts as never closed.
inline constexpr std::size_t kMaxRecordBytes = std::size_t{1} << 20;

enum class RecordFault { kNone, kTooFewValues, kTooManyValues, kStrayQuote };

struct Field {
  std::string_view raw;      ///< without the enclosing quotes, blanks around it trimmed
  bool has_escapes = false;  ///< holds "" that stand for one quote
};

struct Record {
  std::uint64_t offset = 0;  ///< of its first byte
  std::uint64_t line = 0;    ///< of its first byte, from 1
  std::string_view bytes;    ///< the whole record without its line end
  std::vector<Field> fields;
  RecordFault fault = RecordFault::kNone;
};

/// One piece of a text that holds whole records.
struct RecordRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t line = 0;  ///< of its first byte
};

/// Walks through the records of a text from a given place.
class RecordReader {
 public:
  /// `num_fields` 0: any number of fields is right (the header).
  RecordReader(std::string_view text, std::size_t num_fields)
      : text_(text), num_fields_(num_fields), stop_(text.size()) {}

  void move_to(std::uint64_t offset, std::uint64_t line) {
    offset_ = offset;
    line_ = line;
  }

  /// Moves to a range and reads the records that begin in it. What a faulty record took in may
  /// reach beyond the range, so the reader keeps the whole text in sight.
  void keep_within(const RecordRange& range) {
    move_to(range.begin, range.line);
    stop_ = range.end;
  }

  /// Reads the next record; false at the end of the text or range. Throws UnclosedQuote.
  bool next(Record& record);

  [[nodiscard]] std::uint64_t offset() const { return offset_; }
  [[nodiscard]] std::uint64_t line() const { return line_; }

 private:
  void split_fields(Record& record, std::uint64_t& end, std::uint64_t& num_line_ends);

  std::string_view text_;
  std::size_t num_fields_;
  std::uint64_t stop_;
  std::uint64_t offset_ = 0;
  std::uint64_t line_ = 1;
};

/// Where a quoted value begins that is never closed.
struct UnclosedQuote {
  std::uint64_t line = 0;
  std::uint64_t offset = 0;
};

/// Cuts the records from `begin` on into ranges of about `range_bytes`; throws UnclosedQuote.
[[nodiscard]] std::vector<RecordRange> cut_into_ranges(std::string_view text,
                                                       const RecordRange& begin,
                                                       std::size_t num_fields,
                                                       std::size_t range_bytes);

/// Where the first record behind `from` probably begins: the first line there that reads as a
/// record with the right number of fields, or else just the first line. Wrong only inside long
/// quoted values or among faults.
[[nodiscard]] std::uint64_t guess_record_begin(std::string_view text, std::size_t num_fields,
                                               std::uint64_t from);

/// The value of a field with "" put back to one quote; `scratch` holds it where that was needed.
[[nodiscard]] std::string_view unescape(const Field& field, std::string& scratch);

}  // namespace fsu::io

#include "io/csv_records.hpp"

#include <algorithm>
#include <cstring>

#include "kernels/core/split.hpp"

namespace fsu::io {
namespace {

constexpr std::uint64_t kMaxGuessBytes = std::uint64_t{1} << 30;

/// Lines that are tried as the begin of a record.
constexpr int kMaxTries = 16;

/// Position of the next line end at or after `from`; the end of the text where there is none.
std::size_t find_line_end(std::string_view text, std::size_t from) {
  const void* const found = std::memchr(text.data() + from, '\n', text.size() - from);
  return found == nullptr ? text.size()
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::string_view without_carriage_return(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The bytes from `from` to the comma or line end at `stop`, without the CR of a CRLF.
std::string_view up_to(std::string_view text, std::size_t from, std::size_t stop) {
  const std::string_view bytes = text.substr(from, stop - from);
  return stop < text.size() && text[stop] == ',' ? bytes : without_carriage_return(bytes);
}

/// Splits a line that holds no quote.
void split_plain(std::string_view line, std::vector<Field>& fields) {
  for (;;) {
    const std::size_t comma = line.find(',');
    fields.push_back({trimmed(line.substr(0, comma)), false});
    if (comma == std::string_view::npos) return;
    line.remove_prefix(comma + 1);
  }
}

struct QuotedField {
  Field field;
  std::size_t end = 0;  // behind the closing quote
};

/// Reads a quoted field whose opening quote is at `begin`; throws UnclosedQuote with an offset
/// only.
QuotedField read_quoted(std::string_view text, std::size_t begin) {
  QuotedField result;
  const std::size_t limit = std::min(text.size(), begin + kMaxRecordBytes);
  for (std::size_t i = begin + 1;; ++i) {
    const void* const found = i < limit ? std::memchr(text.data() + i, '"', limit - i) : nullptr;
    if (found == nullptr) throw UnclosedQuote{0, begin};
    i = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    if (i + 1 < text.size() && text[i + 1] == '"') {
      result.field.has_escapes = true;
      ++i;
      continue;
    }
    result.field.raw = trimmed(text.substr(begin + 1, i - begin - 1));
    result.end = i + 1;
    return result;
  }
}

}  // namespace

void RecordReader::split_fields(Record& record, std::uint64_t& end, std::uint64_t& num_line_ends) {
  std::size_t at = offset_;
  for (;;) {
    if (at < text_.size() && text_[at] == '"') {
      const QuotedField quoted = read_quoted(text_, at);
      num_line_ends += static_cast<std::uint64_t>(
          std::count(text_.begin() + static_cast<std::ptrdiff_t>(at),
                     text_.begin() + static_cast<std::ptrdiff_t>(quoted.end), '\n'));
      record.fields.push_back(quoted.field);
      at = quoted.end;
    } else {
      const std::size_t stop = std::min(text_.find_first_of(",\n", at), text_.size());
      const std::string_view raw = up_to(text_, at, stop);
      if (raw.find('"') != std::string_view::npos) record.fault = RecordFault::kStrayQuote;
      record.fields.push_back({trimmed(raw), false});
      at = stop;
    }
    // Behind a closing quote only blanks may stand before the comma or the line end.
    const std::size_t stop = std::min(text_.find_first_of(",\n", at), text_.size());
    if (!trimmed(up_to(text_, at, stop)).empty()) {
      record.fault = RecordFault::kStrayQuote;
    }
    if (stop == text_.size() || text_[stop] == '\n') {
      end = stop;
      return;
    }
    at = stop + 1;
  }
}

bool RecordReader::next(Record& record) {
  record.fields.clear();
  record.fault = RecordFault::kNone;
  std::string_view line;
  std::uint64_t end = 0;
  for (;; offset_ = end + 1, ++line_) {  // passes over empty lines
    if (offset_ >= stop_) return false;
    end = find_line_end(text_, offset_);
    line = without_carriage_return(text_.substr(offset_, end - offset_));
    if (!line.empty()) break;
  }
  record.offset = offset_;
  record.line = line_;
  const std::uint64_t first_line_end = end;
  std::uint64_t num_line_ends = 0;
  if (line.find('"') == std::string_view::npos) {
    split_plain(line, record.fields);
  } else {
    try {
      split_fields(record, end, num_line_ends);
    } catch (UnclosedQuote& quote) {
      const auto begin = text_.begin();
      quote.line = line_ + static_cast<std::uint64_t>(
                               std::count(begin + static_cast<std::ptrdiff_t>(offset_),
                                          begin + static_cast<std::ptrdiff_t>(quote.offset), '\n'));
      throw;
    }
  }
  if (record.fault == RecordFault::kNone && num_fields_ != 0 &&
      record.fields.size() != num_fields_) {
    record.fault = record.fields.size() < num_fields_ ? RecordFault::kTooFewValues
                                                      : RecordFault::kTooManyValues;
  }
  if (record.fault != RecordFault::kNone && num_line_ends > 0) {
    end = first_line_end;
    num_line_ends = 0;
  }
  record.bytes = without_carriage_return(text_.substr(offset_, end - offset_));
  offset_ = std::min<std::uint64_t>(end + 1, text_.size());
  line_ += num_line_ends + 1;
  return true;
}

std::vector<RecordRange> cut_into_ranges(std::string_view text, const RecordRange& begin,
                                         std::size_t num_fields, std::size_t range_bytes) {
  std::vector<RecordRange> ranges;
  RecordReader reader(text, num_fields);
  reader.move_to(begin.begin, begin.line);
  Record record;
  RecordRange range = begin;
  while (reader.next(record)) {
    if (reader.offset() - range.begin < range_bytes) continue;
    range.end = reader.offset();
    ranges.push_back(range);
    range = {reader.offset(), 0, reader.line()};
  }
  range.end = text.size();
  if (range.end > range.begin) ranges.push_back(range);
  return ranges;
}

std::uint64_t guess_record_begin(std::string_view text, std::size_t num_fields,
                                 std::uint64_t from) {
  const auto next_line_begin = [&](std::uint64_t place) {
    return std::min<std::uint64_t>(find_line_end(text, place) + 1, text.size());
  };
  const std::uint64_t first = next_line_begin(from - 1);
  const std::uint64_t limit = from + kMaxGuessBytes;
  RecordReader reader(text, num_fields);
  Record record;
  std::uint64_t begin = first;
  for (int i = 0; i < kMaxTries && begin < limit; ++i, begin = next_line_begin(begin)) {
    try {
      reader.move_to(begin, 1);
      if (!reader.next(record) || record.fault == RecordFault::kNone) return begin;
    } catch (const UnclosedQuote&) {
      // No record begins here.
    }
  }
  return std::min(first, limit);
}

std::string_view unescape(const Field& field, std::string& scratch) {
  if (!field.has_escapes) return field.raw;
  scratch.clear();
  for (std::size_t i = 0; i < field.raw.size(); ++i) {
    scratch.push_back(field.raw[i]);
    if (field.raw[i] == '"') ++i;
  }
  return scratch;
}

}  // namespace fsu::io

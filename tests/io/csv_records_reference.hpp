// The slow twin of RecordReader: one state machine that looks at one character at a time.
//
// It is written from the rules at the head of io/csv_records.hpp alone and shares no code with the
// reader.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv_records.hpp"

namespace fsu::test {

struct ReferenceRecord {
  std::uint64_t offset = 0;
  std::uint64_t line = 0;
  std::string bytes;
  std::vector<std::string> values;  ///< trimmed, quotes undone; only where there is no fault
  io::RecordFault fault = io::RecordFault::kNone;

  friend bool operator==(const ReferenceRecord&, const ReferenceRecord&) = default;
};

struct ReferenceReading {
  std::vector<ReferenceRecord> records;
  std::optional<io::UnclosedQuote> unclosed;  ///< reading ended here
};

class ReferenceRecordReader {
 public:
  ReferenceRecordReader(std::string_view text, std::size_t num_fields)
      : text_(text), num_fields_(num_fields) {}

  ReferenceReading read() {
    while (at_ < text_.size()) {
      if (const std::size_t length = line_end_length(at_)) {  // an empty line
        at_ += length;
        ++line_;
      } else if (!read_record()) {
        break;
      }
    }
    return reading_;
  }

 private:
  enum class State { kFieldStart, kPlain, kQuoted, kBehindQuote };

  /// Length of the line end at a place: 0 where there is none; a CR that ends the text is one.
  [[nodiscard]] std::size_t line_end_length(std::size_t at) const {
    if (at < text_.size() && text_[at] == '\n') return 1;
    if (at < text_.size() && text_[at] == '\r') {
      if (at + 1 == text_.size()) return 1;
      if (text_[at + 1] == '\n') return 2;
    }
    return 0;
  }

  static std::string trimmed(const std::string& value) {
    const std::size_t first = value.find_first_not_of(" \t");
    if (first == std::string::npos) return "";
    return value.substr(first, value.find_last_not_of(" \t") - first + 1);
  }

  bool read_record() {
    ReferenceRecord record{at_, line_, "", {}, io::RecordFault::kNone};
    State state = State::kFieldStart;
    std::string value;
    std::uint64_t line = line_;
    io::UnclosedQuote open;
    std::size_t i = at_;
    const auto end_field = [&] {
      record.values.push_back(trimmed(value));
      value.clear();
      state = State::kFieldStart;
    };
    for (; i < text_.size(); ++i) {
      const char c = text_[i];
      if (state == State::kQuoted) {
        if (c == '\n') ++line;
        if (c != '"') {
          value += c;
        } else if (i + 1 < text_.size() && text_[i + 1] == '"') {
          value += '"';
          ++i;
        } else {
          state = State::kBehindQuote;
        }
        continue;
      }
      if (line_end_length(i) > 0) break;
      if (c == ',') {
        end_field();
      } else if (c == '"' && state == State::kFieldStart) {
        state = State::kQuoted;
        open = {line, i};
      } else if (state == State::kBehindQuote) {
        if (c != ' ' && c != '\t') record.fault = io::RecordFault::kStrayQuote;
      } else {
        if (c == '"') record.fault = io::RecordFault::kStrayQuote;
        state = State::kPlain;
        value += c;
      }
    }
    if (state == State::kQuoted) {
      reading_.unclosed = open;
      return false;
    }
    end_field();
    finish(record, i, line);
    return true;
  }

  /// Ends a record at the line end at `end`; a faulty one of several lines at that of its first.
  void finish(ReferenceRecord& record, std::size_t end, std::uint64_t line) {
    if (record.fault == io::RecordFault::kNone && num_fields_ > 0) {
      if (record.values.size() < num_fields_) record.fault = io::RecordFault::kTooFewValues;
      if (record.values.size() > num_fields_) record.fault = io::RecordFault::kTooManyValues;
    }
    if (record.fault != io::RecordFault::kNone) {
      record.values.clear();
      for (end = at_; end < text_.size() && line_end_length(end) == 0;) ++end;
      line = line_;
    }
    record.bytes = std::string(text_.substr(at_, end - at_));
    at_ = end + line_end_length(end);
    line_ = line + 1;
    reading_.records.push_back(record);
  }

  std::string_view text_;
  std::size_t num_fields_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
  ReferenceReading reading_;
};

}  // namespace fsu::test

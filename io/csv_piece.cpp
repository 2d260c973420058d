#include "io/csv_piece.hpp"

#include "io/csv_header.hpp"
#include "io/utf8.hpp"

namespace fsu::io {
namespace {

/// In front of the separators lie 0, 1, 2 and so on: the separators of a record of empty fields,
/// which stands for slow records and absent columns; then a 0 behind which the piece begins.
constexpr std::uint32_t kBlankRecord = 1;

bool has_odd_record(std::string_view bytes) {
  return bytes.find('\0') != std::string_view::npos || !is_valid_utf8(bytes);
}

}  // namespace

CsvPiece::CsvPiece(std::size_t num_fields) : num_fields_(num_fields) {
  marks_.num_reserved = num_fields + 2;
  marks_.separator_buffer.resize(marks_.num_reserved, 0);
  for (std::size_t i = 0; i <= num_fields; ++i)
    marks_.separator_buffer[i] = static_cast<std::uint32_t>(i);
}

void CsvPiece::read(std::string_view text, std::uint64_t begin, std::size_t num_blocks,
                    std::uint64_t stop) {
  text_ = text.substr(begin);
  scan_csv(text_.data(), num_blocks, marks_);
  firsts_.clear();
  offsets_.clear();
  lines_.clear();
  num_bytes_ = 0;
  num_lines_ = 0;
  has_slow_ = false;
  is_stopped_ = !marks_.is_clean;
  is_line_by_line_ = find_regular_records(stop - begin);
  if (!is_line_by_line_) find_records(stop - begin);
  is_slow_.assign(num_records(), 0);
  for (std::size_t i = 0; i < num_records(); ++i) {
    if (firsts_[i] == kBlankRecord) mark_slow(i);
  }
  if (marks_.has_odd_bytes && has_odd_record(text_.substr(0, num_bytes_))) mark_odd_bytes();
}

/// Finds the records where each is one line and has the right number of fields; false where one is
/// not so.
bool CsvPiece::find_regular_records(std::uint64_t stop) {
  const auto num_fields = static_cast<std::uint32_t>(num_fields_);
  std::size_t num_records = marks_.record_ends.size();
  // A line without a comma may be an empty one, which is no record.
  if (num_fields < 2 || num_records == 0 || stop == 0 || !marks_.quoted_line_ends.empty())
    return false;
  std::uint32_t differences = 0;
  for (std::size_t i = 0; i < num_records; ++i) {
    const auto expected = static_cast<std::uint32_t>((i + 1) * num_fields - 1);
    differences |= marks_.record_ends[i] ^ expected;
  }
  if (differences != 0) return false;
  const auto end_of = [&](std::size_t record) {
    return marks_.separators[(record + 1) * num_fields - 1];
  };
  while (num_records > 1 && end_of(num_records - 2) >= stop) --num_records;
  firsts_.resize(num_records);
  offsets_.resize(num_records);
  lines_.resize(num_records);
  for (std::size_t i = 0; i < num_records; ++i) {
    firsts_[i] = static_cast<std::uint32_t>(marks_.num_reserved + i * num_fields);
    offsets_[i] = i == 0 ? 0 : end_of(i - 1);
    lines_[i] = static_cast<std::uint32_t>(i);
  }
  num_bytes_ = end_of(num_records - 1);
  num_lines_ = static_cast<std::uint32_t>(num_records);
  return true;
}

void CsvPiece::find_records(std::uint64_t stop) {
  const std::uint32_t* const separators = marks_.separators.data();
  auto quoted_line_end = marks_.quoted_line_ends.begin();
  std::uint32_t first = 0;
  for (const std::uint32_t last : marks_.record_ends) {
    if (num_bytes_ >= stop) return;
    const std::uint32_t end = separators[last];
    std::uint32_t num_lines = 1;
    for (; quoted_line_end != marks_.quoted_line_ends.end() && *quoted_line_end < end;
         ++quoted_line_end) {
      ++num_lines;
    }
    const bool is_whole = last - first + 1 == num_fields_;
    const std::uint32_t length = end - 1 - num_bytes_;
    const bool is_empty =
        first == last && (length == 0 || (length == 1 && text_[num_bytes_] == '\r'));
    if (!is_whole && num_lines > 1) {
      // Only the first line of a faulty record is given up.
      is_stopped_ = true;
      return;
    }
    if (!is_empty) {
      const auto place = static_cast<std::uint32_t>(marks_.num_reserved) + first;
      firsts_.push_back(is_whole ? place : kBlankRecord);
      offsets_.push_back(num_bytes_);
      lines_.push_back(num_lines_);
    }
    num_lines_ += num_lines;
    num_bytes_ = end;
    first = last + 1;
  }
}

void CsvPiece::mark_odd_bytes() {
  for (std::size_t i = 0; i < num_records(); ++i) {
    const std::uint32_t end = i + 1 < num_records() ? offsets_[i + 1] : num_bytes_;
    if (has_odd_record(text_.substr(offsets_[i], end - offsets_[i]))) mark_slow(i);
  }
}

CsvPiece::Fields CsvPiece::fields(std::size_t field) const {
  Fields fields;
  fields.text_ = text_.data();
  if (field == kNotInFile) {
    fields.separators_ = marks_.separator_buffer.data();
    fields.firsts_ = &kBlankRecord;
    fields.step_ = 0;
  } else {
    fields.separators_ = marks_.separator_buffer.data() + field;
    fields.firsts_ = firsts_.data();
    fields.is_last_ = field + 1 == num_fields_;
  }
  return fields;
}

}  // namespace fsu::io

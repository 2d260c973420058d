#include "io/csv_column_parser.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "io/csv_row_parser.hpp"
#include "io/number_format.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::io {
namespace {

/// Ranges after which it is looked at again whether a column's texts repeat.
constexpr std::size_t kRangesOfOneMind = 16;

DateTimeFormat format_of(const InputColumn& input, const TableMapping& mapping) {
  const bool is_instant = input.kind == ValueKind::kInstant;
  const std::string& format = is_instant ? mapping.datetime_format : mapping.date_format;
  if (format.empty()) return DateTimeFormat();
  return DateTimeFormat(format,
                        is_instant ? DateTimeFormat::Use::kDateTime : DateTimeFormat::Use::kDate);
}

bool has_words(ValueKind kind) {
  return kind == ValueKind::kCategory || kind == ValueKind::kRole || kind == ValueKind::kFlag;
}

}  // namespace

ColumnParser::ColumnParser(const PartPlan& plan, std::size_t column)
    : input_(plan.source.schema->columns[column]),
      column_(column),
      field_(plan.header.field_of_column[column]),
      time_zone_(plan.time_zone),
      iso_values_(plan.iso_values),
      is_text_(input_.column.type == ColumnType::kText),
      is_coded_(is_text_ && input_.repeats),
      has_words_(has_words(input_.kind)) {
  const TableMapping& mapping = plan.source.mapping;
  const auto found = mapping.values.find(input_.column.name);
  if (found != mapping.values.end()) value_map_ = &found->second;
  format_ = format_of(input_, mapping);
  is_iso_ =
      (input_.kind == ValueKind::kInstant ? mapping.datetime_format : mapping.date_format).empty();
  if (has_words_) words_.emplace(input_, value_map_);
}

void ColumnParser::begin_range() {
  num_filled_ = 0;
  num_asked_recent_ = 0;
  num_not_recent_ = 0;
  is_varied_ = false;
  recent_codes_.begin_range();
  if (++num_ranges_ % kRangesOfOneMind == 0) repeats_seldom_ = false;
  code_of_word_.assign(has_words_ ? words_->texts().size() : 0, RangeDictionary::kNone);
  counts_ = {};
}

std::string_view ColumnParser::mapped(std::string_view text) const {
  if (value_map_ == nullptr) return text;
  const auto found = value_map_->find(text);
  return found == value_map_->end() ? text : std::string_view(found->second);
}

void ColumnParser::parse(CsvPiece& piece) {
  const CsvPiece::Fields fields = piece.fields(field_);
  noted_.clear();
  numbers_.resize(piece.num_records());
  switch (input_.kind) {
    case ValueKind::kId:
    case ValueKind::kText:
      return check_texts(piece, fields);
    case ValueKind::kCategory:
    case ValueKind::kRole:
    case ValueKind::kFlag:
      return parse_words(piece, fields);
    case ValueKind::kInstant:
      return parse_instants(piece, fields);
    case ValueKind::kDateOfBirth:
    case ValueKind::kWrittenDate:
      return parse_dates(piece, fields);
    case ValueKind::kCount:
    case ValueKind::kHundredths:
      return parse_numbers(piece, fields);
  }
}

void ColumnParser::check_texts(CsvPiece& piece, CsvPiece::Fields fields) const {
  const std::size_t least = input_.is_value_required ? 1 : 0;
  const std::size_t most =
      input_.kind == ValueKind::kId ? kMaxIdBytes : std::numeric_limits<std::size_t>::max();
  if (least == 0 && input_.kind != ValueKind::kId) return;
  for (std::size_t i = 0; i < piece.num_records(); ++i) {
    if (value_map_ == nullptr && fields.is_surely_within(i, least, most)) continue;
    const std::size_t size = mapped(fields[i]).size();
    if (size < least || size > most) piece.mark_slow(i);
  }
}

void ColumnParser::parse_words(CsvPiece& piece, CsvPiece::Fields fields) {
  for (std::size_t i = 0; i < piece.num_records(); ++i) {
    const std::optional<WordTable::Meaning> meaning = words_->find(fields[i]);
    if (!meaning) {
      numbers_[i] = 0;
      piece.mark_slow(i);
      continue;
    }
    numbers_[i] = meaning->value;
    if (meaning->is_unmapped) note(i, Event::kUnmapped);
  }
}

void ColumnParser::set_missing(std::size_t record, CsvPiece& piece) {
  numbers_[record] = kMissingInt64;
  if (input_.is_value_required) piece.mark_slow(record);
}

void ColumnParser::parse_instants(CsvPiece& piece, CsvPiece::Fields fields) {
  const std::size_t num_records = piece.num_records();
  if (!is_iso_ || value_map_ != nullptr) {
    for (std::size_t i = 0; i < num_records; ++i) parse_other_instant(i, mapped(fields[i]), piece);
    return;
  }
  FieldWords words;
  IsoValues::InstantBatch batch;
  for (std::size_t begin = 0; begin < num_records; begin += FieldWords::kMost) {
    const std::size_t count = std::min(FieldWords::kMost, num_records - begin);
    fields.load_words(begin, count, words);
    const std::uint64_t num_left =
        IsoValues::read_known_days(known_days_, words, count, !input_.is_value_required, batch);
    std::copy_n(batch.instants.begin(), count, numbers_.data() + begin);
    for (std::size_t i = 0; num_left > 0 && i < count; ++i) {
      if (batch.is_left[i] != 0) parse_left_instant(begin + i, fields[begin + i], piece);
    }
  }
}

/// One that is not of a known day, or not of the plain form.
void ColumnParser::parse_left_instant(std::size_t record, std::string_view text, CsvPiece& piece) {
  std::int64_t instant = 0;
  bool is_instant = false;
  if (text.size() == IsoValues::kInstantLength) {
    if (IsoValues::is_of_day(last_day_, text.data())) {
      is_instant = IsoValues::read_time(text.data(), last_day_, instant);
    } else {
      is_instant = iso_values_.read_instant(text.data(), last_day_, instant);
      known_days_.add(last_day_);
    }
  }
  if (!is_instant) return parse_other_instant(record, text, piece);
  numbers_[record] = instant;
}

void ColumnParser::parse_other_instant(std::size_t record, std::string_view text, CsvPiece& piece) {
  if (text.empty()) return set_missing(record, piece);
  const auto time = format_.parse_time(text);
  if (!time) {
    numbers_[record] = kMissingInt64;
    if (input_.is_required) piece.mark_slow(record);
    note(record, Event::kUnreadable);
  } else if (time->offset_seconds) {
    numbers_[record] = time->seconds - *time->offset_seconds;
  } else {
    const LocalTime local = time_zone_.resolve(time->seconds);
    numbers_[record] = local.first;
    if (local.kind == LocalTimeKind::kAmbiguous) piece.mark_slow(record);
    if (local.kind == LocalTimeKind::kSkipped) note(record, Event::kSkipped);
  }
}

void ColumnParser::parse_dates(CsvPiece& piece, CsvPiece::Fields fields) {
  const bool is_plain = is_iso_ && value_map_ == nullptr;
  const bool is_blank_plain = is_plain && !input_.is_value_required;
  for (std::size_t i = 0; i < piece.num_records(); ++i) {
    const std::string_view text = fields[i];
    std::int32_t date = 0;
    const bool is_date =
        iso_values_.read_date(text.data(), date) & (text.size() == IsoValues::kDateLength);
    numbers_[i] = is_date ? date : kMissingInt64;
    const bool is_done = (is_date & is_plain) | (text.empty() & is_blank_plain);
    if (!is_done) [[unlikely]]
      parse_other_date(i, mapped(text), piece);
  }
}

void ColumnParser::parse_other_date(std::size_t record, std::string_view text, CsvPiece& piece) {
  if (text.empty()) return set_missing(record, piece);
  const auto date = input_.kind == ValueKind::kDateOfBirth ? format_.parse_date(text)
                                                           : format_.parse_written_date(text);
  numbers_[record] = date ? *date : kMissingInt64;
  if (!date) note(record, Event::kUnreadable);
}

void ColumnParser::parse_numbers(CsvPiece& piece, CsvPiece::Fields fields) {
  for (std::size_t i = 0; i < piece.num_records(); ++i) {
    const std::string_view text = mapped(fields[i]);
    if (text.empty()) {
      set_missing(i, piece);
      continue;
    }
    const auto number =
        input_.kind == ValueKind::kCount ? parse_count(text) : parse_hundredths(text);
    numbers_[i] = number.value_or(kMissingInt64);
    if (number) continue;
    if (input_.is_required) piece.mark_slow(i);
    note(i, Event::kUnreadable);
  }
}

bool ColumnParser::is_missing(const CsvPiece& piece, std::size_t record) const {
  if (input_.kind == ValueKind::kFlag) return false;
  if (!is_text_) return numbers_[record] == kMissingInt64;
  return text_of(piece.fields(field_), record).empty();
}

/// A category's own text, or what stands in the file.
std::string_view ColumnParser::text_of(CsvPiece::Fields fields, std::size_t record) const {
  if (has_words_) return words_->texts()[static_cast<std::size_t>(numbers_[record])];
  return mapped(fields[record]);
}

void ColumnParser::end_range(RangeRows& range) const {
  constexpr std::array<std::string_view, 3> kNames = {"unreadable_", "unmapped_", "skipped_"};
  for (std::size_t event = 0; event < kNames.size(); ++event) {
    if (counts_[event] > 0)
      range.value_counts[std::string(kNames[event]) + input_.column.name] += counts_[event];
  }
}

}  // namespace fsu::io

#include "io/csv_column_parser.hpp"

#include <algorithm>
#include <cstring>
#include <string>

#include "io/csv_row_parser.hpp"
#include "io/number_format.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::io {
namespace {

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

bool is_text(const InputColumn& input) { return input.column.type == ColumnType::kText; }

/// Values after which a column may be taken for one whose texts seldom repeat, and ranges after
/// which that is looked at again.
constexpr std::size_t kEnoughValues = 2048;
constexpr std::size_t kRangesOfOneMind = 16;

/// Makes `values` longer; the new ones are for the caller to set.
template <class Values>
auto* add_room(Values& values, std::size_t count) {
  const std::size_t old_size = values.size();
  values.resize(old_size + count);
  return values.data() + old_size;
}

/// Adds a text to the column's bytes; one from the file is copied in whole words, over its end.
template <bool kIsPadded>
void push_text(std::string_view text, RangeColumn& column) {
  const std::size_t needed = column.num_bytes + text.size() + kTextPadding;
  if (needed > column.bytes.size()) column.bytes.resize(std::max(needed, column.bytes.size() * 2));
  char* const to = column.bytes.data() + column.num_bytes;
  if (kIsPadded && text.size() <= kTextPadding) {
    if (!text.empty()) std::memcpy(to, text.data(), kTextPadding);
  } else if (!text.empty()) {
    std::memcpy(to, text.data(), text.size());
  }
  column.num_bytes += text.size();
  column.ends.push_back(static_cast<std::uint32_t>(column.num_bytes));
}

}  // namespace

ColumnParser::ColumnParser(const PartPlan& plan, std::size_t column)
    : input_(plan.source.schema->columns[column]),
      column_(column),
      field_(plan.header.field_of_column[column]),
      time_zone_(plan.time_zone),
      iso_values_(plan.iso_values),
      is_coded_(is_text(input_) && input_.repeats),
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

void ColumnParser::check_texts(CsvPiece& piece, const CsvPiece::Fields& fields) const {
  const std::size_t least = input_.is_value_required ? 1 : 0;
  const std::size_t most =
      input_.kind == ValueKind::kId ? kMaxIdBytes : std::numeric_limits<std::size_t>::max();
  if (least == 0 && input_.kind != ValueKind::kId) return;
  for (std::size_t i = 0; i < piece.num_records(); ++i) {
    const std::size_t size = mapped(fields[i]).size();
    if (size < least || size > most) piece.mark_slow(i);
  }
}

void ColumnParser::parse_words(CsvPiece& piece, const CsvPiece::Fields& fields) {
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

void ColumnParser::parse_instants(CsvPiece& piece, const CsvPiece::Fields& fields) {
  const bool is_plain = is_iso_ && value_map_ == nullptr;
  const bool is_blank_plain = is_plain && !input_.is_value_required;
  for (std::size_t i = 0; i < piece.num_records(); ++i) {
    const std::string_view text = fields[i];
    // Blank values are read like others, since a branch on them would often be foreseen wrongly.
    const bool is_filled = text.size() == IsoValues::kInstantLength;
    std::int64_t instant = 0;
    bool is_instant = iso_values_.read_time(text.data(), last_day_, instant) & is_filled;
    if (is_filled & !IsoValues::is_of_day(last_day_, text.data()))
      is_instant = iso_values_.read_new_day(text.data(), last_day_, instant);
    numbers_[i] = is_instant ? instant : kMissingInt64;
    const bool is_done = (is_instant & is_plain) | (text.empty() & is_blank_plain);
    if (!is_done) [[unlikely]]
      parse_other_instant(i, mapped(text), piece);
  }
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

void ColumnParser::parse_dates(CsvPiece& piece, const CsvPiece::Fields& fields) {
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

void ColumnParser::parse_numbers(CsvPiece& piece, const CsvPiece::Fields& fields) {
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
  if (!is_text(input_)) return numbers_[record] == kMissingInt64;
  return text_of(piece.fields(field_), record).empty();
}

/// A category's own text, or what stands in the file.
std::string_view ColumnParser::text_of(const CsvPiece::Fields& fields, std::size_t record) const {
  if (has_words_) return words_->texts()[static_cast<std::size_t>(numbers_[record])];
  return mapped(fields[record]);
}

template <class Add, class AddSlow>
void ColumnParser::for_rows(std::size_t num_records, const RecordFates* fates, const Add& add,
                            const AddSlow& add_slow) const {
  if (fates == nullptr) {
    for (std::size_t i = 0; i < num_records; ++i) add(i);
    return;
  }
  for (std::size_t i = 0; i < num_records; ++i) {
    const std::uint32_t fate = fates->fates[i];
    if (fate == RecordFates::kFast) {
      add(i);
    } else if (fate != RecordFates::kRejected) {
      add_slow(fate);
    }
  }
}

void ColumnParser::commit(const CsvPiece& piece, const RecordFates* fates, RangeRows& range) {
  for (const NotedEvent& noted : noted_) {
    if (fates == nullptr || fates->fates[noted.record] == RecordFates::kFast)
      ++counts_[static_cast<std::size_t>(noted.event)];
  }
  if (is_coded_) return commit_codes(piece, fates, range);
  if (is_text(input_)) return commit_texts(piece, fates, range);
  RangeColumn& column = range.columns[column_];
  const auto add_slow = [&](std::uint32_t row) { commit_slow(*fates->slow_rows, row, range); };
  const auto is_missing_at = [&](std::size_t i) { return numbers_[i] == kMissingInt64; };
  switch (input_.column.type) {
    case ColumnType::kDate:
      return for_rows(
          piece.num_records(), fates,
          [&](std::size_t i) {
            column.dates.push_back(is_missing_at(i) ? kMissingDate
                                                    : static_cast<std::int32_t>(numbers_[i]));
          },
          add_slow);
    case ColumnType::kFlag:
      return for_rows(
          piece.num_records(), fates,
          [&](std::size_t i) { column.flags.push_back(static_cast<std::int8_t>(numbers_[i])); },
          add_slow);
    default:
      if (fates == nullptr) {
        column.numbers.insert(column.numbers.end(), numbers_.begin(), numbers_.end());
      } else {
        for_rows(
            piece.num_records(), fates,
            [&](std::size_t i) { column.numbers.push_back(numbers_[i]); }, add_slow);
      }
  }
}

void ColumnParser::commit_codes(const CsvPiece& piece, const RecordFates* fates, RangeRows& range) {
  RangeColumn& column = range.columns[column_];
  const CsvPiece::Fields fields = piece.fields(field_);
  const std::size_t num_records = piece.num_records();
  if (fates == nullptr && !has_words_ && value_map_ == nullptr)
    return add_field_codes(fields, num_records, column);
  const auto code_at = [&](std::size_t i) {
    return has_words_ ? word_code(static_cast<std::size_t>(numbers_[i]), column)
                      : code_of(mapped(fields[i]), column);
  };
  if (fates == nullptr) {
    std::uint32_t* const codes = add_room(column.codes, num_records);
    for (std::size_t i = 0; i < num_records; ++i) codes[i] = code_at(i);
    return;
  }
  for_rows(
      num_records, fates, [&](std::size_t i) { column.codes.push_back(code_at(i)); },
      [&](std::uint32_t row) { commit_slow(*fates->slow_rows, row, range); });
}

void ColumnParser::add_field_codes(const CsvPiece::Fields& fields, std::size_t num_records,
                                   RangeColumn& column) {
  RangeDictionary& dictionary = column.dictionary;
  std::uint32_t* const codes = add_room(column.codes, num_records);
  if (repeats_seldom_) {
    const std::uint32_t blank = dictionary.code_of(key_of({}));
    for (std::size_t i = 0; i < num_records; ++i) {
      const std::string_view text = fields[i];
      codes[i] = text.empty() ? blank : dictionary.add_unseen(key_of_padded(text));
    }
    return;
  }
  // In groups, so that what the dictionary reads can be fetched ahead.
  std::array<TextKey, 32> keys;
  for (std::size_t begin = 0; begin < num_records; begin += keys.size()) {
    const std::size_t count = std::min(keys.size(), num_records - begin);
    for (std::size_t i = 0; i < count; ++i) {
      keys[i] = key_of_padded(fields[begin + i]);
      num_filled_ += keys[i].size > 0 ? 1U : 0U;
    }
    dictionary.codes_of(std::span(keys).first(count), codes + begin);
  }
  repeats_seldom_ = num_filled_ >= kEnoughValues && dictionary.size() * 5 > num_filled_ * 4;
}

std::uint32_t ColumnParser::code_of(std::string_view text, RangeColumn& column) {
  // A mapped text lies in the map, where nothing may be read behind it.
  return column.dictionary.code_of(value_map_ == nullptr ? key_of_padded(text) : key_of(text));
}

std::uint32_t ColumnParser::word_code(std::size_t word, RangeColumn& column) {
  std::uint32_t& code = code_of_word_[word];
  if (code == RangeDictionary::kNone)
    code = column.dictionary.code_of(key_of(words_->texts()[word]));
  return code;
}

/// Slow rows may move, so a new text is kept with the range.
std::uint32_t ColumnParser::slow_code(std::string_view text, RangeRows& range) {
  RangeDictionary& dictionary = range.columns[column_].dictionary;
  const std::uint32_t known = dictionary.find(key_of(text));
  if (known != RangeDictionary::kNone) return known;
  return dictionary.code_of(key_of(range.kept_texts.emplace_back(text)));
}

void ColumnParser::commit_texts(const CsvPiece& piece, const RecordFates* fates, RangeRows& range) {
  RangeColumn& column = range.columns[column_];
  const CsvPiece::Fields fields = piece.fields(field_);
  const auto add_slow = [&](std::uint32_t row) { commit_slow(*fates->slow_rows, row, range); };
  if (has_words_ || value_map_ != nullptr) {
    return for_rows(
        piece.num_records(), fates,
        [&](std::size_t i) { push_text<false>(text_of(fields, i), column); }, add_slow);
  }
  for_rows(
      piece.num_records(), fates, [&](std::size_t i) { push_text<true>(fields[i], column); },
      add_slow);
}

void ColumnParser::commit_slow(const Table& slow_rows, std::size_t row, RangeRows& range) {
  RangeColumn& column = range.columns[column_];
  const ColumnData& data = slow_rows.column(column_);
  if (const auto* texts = std::get_if<StringColumn>(&data)) {
    if (is_coded_) {
      column.codes.push_back(slow_code((*texts)[row], range));
    } else {
      push_text<false>((*texts)[row], column);
    }
  } else if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&data)) {
    column.numbers.push_back((*numbers)[row]);
  } else if (const auto* dates = std::get_if<std::vector<std::int32_t>>(&data)) {
    column.dates.push_back((*dates)[row]);
  } else if (const auto* flags = std::get_if<std::vector<std::int8_t>>(&data)) {
    column.flags.push_back((*flags)[row]);
  }
}

void ColumnParser::end_range(RangeRows& range) const {
  constexpr std::array<std::string_view, 3> kNames = {"unreadable_", "unmapped_", "skipped_"};
  for (std::size_t event = 0; event < kNames.size(); ++event) {
    if (counts_[event] > 0)
      range.value_counts[std::string(kNames[event]) + input_.column.name] += counts_[event];
  }
}

}  // namespace fsu::io

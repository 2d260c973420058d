// The second step of ColumnParser: values of a piece's rows go into the range.
#include <algorithm>
#include <cstring>

#include "io/csv_column_parser.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::io {
namespace {

/// Values after which a column may be taken for one whose texts seldom repeat.
constexpr std::size_t kEnoughValues = 2048;

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
  column.ends.push_back(checked_cast<std::uint32_t>(column.num_bytes));
}

/// Adds a field of all records of a piece, which has more bytes than all of them together.
void push_fields(CsvPiece::Fields fields, const CsvPiece& piece, RangeColumn& column) {
  const std::size_t needed = column.num_bytes + piece.num_bytes() + kTextPadding;
  if (needed > column.bytes.size()) column.bytes.resize(std::max(needed, column.bytes.size() * 2));
  std::uint32_t* const ends = add_room(column.ends, piece.num_records());
  char* const bytes = column.bytes.data();
  std::size_t num_bytes = column.num_bytes;
  for (std::size_t i = 0; i < piece.num_records(); ++i) {
    const std::string_view text = fields[i];
    std::memcpy(bytes + num_bytes, text.data(), kTextPadding);
    if (text.size() > kTextPadding) [[unlikely]]
      std::memcpy(bytes + num_bytes, text.data(), text.size());
    num_bytes += text.size();
    ends[i] = static_cast<std::uint32_t>(num_bytes);
  }
  static_cast<void>(checked_cast<std::uint32_t>(num_bytes));
  column.num_bytes = num_bytes;
}

}  // namespace

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
  if (is_text_) return commit_texts(piece, fates, range);
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

void ColumnParser::add_field_codes(CsvPiece::Fields fields, std::size_t num_records,
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
  is_varied_ |= num_asked_recent_ >= kEnoughValues && num_not_recent_ * 4 > num_asked_recent_;
  if (is_varied_) {
    add_varied_codes(fields, num_records, dictionary, codes);
  } else {
    add_recent_codes(fields, num_records, dictionary, codes);
  }
  repeats_seldom_ = num_filled_ >= kEnoughValues && dictionary.size() * 5 > num_filled_ * 4;
}

/// Where values mostly came before and not long ago.
void ColumnParser::add_recent_codes(CsvPiece::Fields fields, std::size_t num_records,
                                    RangeDictionary& dictionary, std::uint32_t* codes) {
  std::size_t num_blank = 0;
  std::size_t num_not_recent = 0;
  recent_codes_.make_room();
  for (std::size_t i = 0; i < num_records; ++i) {
    const std::string_view text = fields[i];
    num_blank += static_cast<std::size_t>(text.empty());
    if (text.size() > ShortText::kMostBytes) {
      codes[i] = dictionary.code_of(key_of_padded(text));
      ++num_not_recent;
      continue;
    }
    const ShortText words = ShortText::of_padded(text);
    RecentCodes::Entry& entry = recent_codes_.entry_of(words);
    if (!recent_codes_.holds(entry, words)) [[unlikely]] {
      recent_codes_.put(entry, words, dictionary.code_of(key_of_padded(text)));
      ++num_not_recent;
    }
    codes[i] = entry.code;
  }
  num_filled_ += num_records - num_blank;
  num_asked_recent_ += num_records;
  num_not_recent_ += num_not_recent;
}

/// Of many values: in groups, so that what the dictionary reads can be fetched ahead.
void ColumnParser::add_varied_codes(CsvPiece::Fields fields, std::size_t num_records,
                                    RangeDictionary& dictionary, std::uint32_t* codes) {
  std::array<TextKey, 32> keys;
  for (std::size_t begin = 0; begin < num_records; begin += keys.size()) {
    const std::size_t count = std::min(keys.size(), num_records - begin);
    for (std::size_t i = 0; i < count; ++i) {
      keys[i] = key_of_padded(fields[begin + i]);
      num_filled_ += keys[i].size > 0 ? 1U : 0U;
    }
    dictionary.codes_of(std::span(keys).first(count), codes + begin);
  }
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
  const bool is_as_in_file = !has_words_ && value_map_ == nullptr;
  if (is_as_in_file && fates == nullptr) return push_fields(fields, piece, column);
  const auto add_slow = [&](std::uint32_t row) { commit_slow(*fates->slow_rows, row, range); };
  if (!is_as_in_file) {
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

}  // namespace fsu::io

#include "io/csv_row_parser.hpp"

#include <algorithm>
#include <limits>

#include "io/number_format.hpp"
#include "io/utf8.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::io {
namespace {

RejectKind kind_of(RecordFault fault) {
  switch (fault) {
    case RecordFault::kTooFewValues:
      return RejectKind::kTooFewValues;
    case RecordFault::kTooManyValues:
      return RejectKind::kTooManyValues;
    default:
      return RejectKind::kStrayQuote;
  }
}

DateTimeFormat format_of(const std::string& format, DateTimeFormat::Use use) {
  return format.empty() ? DateTimeFormat() : DateTimeFormat(format, use);
}

}  // namespace

RowParser::RowParser(const TableSource& source, const CsvHeader& header, const TimeZone& time_zone,
                     std::uint32_t part)
    : schema_(*source.schema),
      header_(header),
      time_zone_(time_zone),
      part_(part),
      datetime_format_(format_of(source.mapping.datetime_format, DateTimeFormat::Use::kDateTime)),
      date_format_(format_of(source.mapping.date_format, DateTimeFormat::Use::kDate)),
      values_(schema_.columns.size()) {
  const TableSpec spec = schema_.table_spec();
  range_.rows = Table(spec);
  for (const std::string& name : schema_.instants_in_order)
    instants_in_order_.push_back(spec.index_of(name));
  for (const std::string& name : schema_.any_required) any_required_.push_back(spec.index_of(name));
  for (const InputColumn& input : schema_.columns) {
    const auto found = source.mapping.values.find(input.column.name);
    value_maps_.push_back(found == source.mapping.values.end() ? nullptr : &found->second);
  }
}

void RowParser::add(const Record& record) {
  ++range_.num_rows_read;
  row_counts_.clear();
  if (const std::optional<Reject> reject = parse(record)) {
    range_.rejects.push_back(*reject);
    return;
  }
  settle_local_times();
  push_row();
  range_.origins.push_back({record.offset, static_cast<std::uint32_t>(record.line), part_});
  for (const auto& [what, times] : row_counts_) range_.value_counts[what] += times;
}

std::optional<Reject> RowParser::parse(const Record& record) {
  const RowOrigin origin{record.offset, static_cast<std::uint32_t>(record.line), part_};
  if (record.fault != RecordFault::kNone) return Reject{origin, kWholeRow, kind_of(record.fault)};
  if (record.bytes.find('\0') != std::string_view::npos)
    return Reject{origin, kWholeRow, RejectKind::kNulByte};
  const bool is_utf8 = is_valid_utf8(record.bytes);
  for (std::size_t column = 0; column < schema_.columns.size(); ++column) {
    const std::size_t field = header_.field_of_column[column];
    const std::string_view text =
        field == kNotInFile ? std::string_view{} : unescape(record.fields[field], scratch_);
    if (!is_utf8 && !is_valid_utf8(text)) {
      return Reject{origin, static_cast<std::uint32_t>(column), RejectKind::kInvalidUtf8};
    }
    if (const auto kind = parse_value(column, mapped(column, text), values_[column])) {
      return Reject{origin, static_cast<std::uint32_t>(column), *kind};
    }
  }
  if (!is_utf8) return Reject{origin, kWholeRow, RejectKind::kInvalidUtf8};
  const bool lacks_all =
      std::all_of(any_required_.begin(), any_required_.end(),
                  [&](std::size_t column) { return values_[column].is_missing; });
  if (!any_required_.empty() && lacks_all) {
    return Reject{origin, static_cast<std::uint32_t>(any_required_.back()),
                  RejectKind::kMissingValue};
  }
  return {};
}

std::string_view RowParser::mapped(std::size_t column, std::string_view text) const {
  if (value_maps_[column] == nullptr) return text;
  const auto found = value_maps_[column]->find(text);
  return found == value_maps_[column]->end() ? text : std::string_view(found->second);
}

std::optional<RejectKind> RowParser::missing_value(const InputColumn& input, Value& value) const {
  if (input.is_value_required) return RejectKind::kMissingValue;
  // A blank flag is 0 where the column is there.
  if (input.kind == ValueKind::kFlag) value.is_missing = false;
  return {};
}

std::optional<RejectKind> RowParser::parse_value(std::size_t column, std::string_view text,
                                                 Value& value) {
  const InputColumn& input = schema_.columns[column];
  value.text.clear();
  value.number = 0;
  value.is_missing = true;
  value.local_time.reset();
  if (text.empty()) return missing_value(input, value);
  value.is_missing = false;
  switch (input.kind) {
    case ValueKind::kId:
      if (text.size() > kMaxIdBytes) return RejectKind::kIdTooLong;
      value.text = text;
      return {};
    case ValueKind::kText:
      value.text = text;
      return {};
    case ValueKind::kCategory:
    case ValueKind::kRole:
      return parse_category(input, text, value);
    case ValueKind::kFlag:
      if (text != "0" && text != "1") return RejectKind::kUnmappedValue;
      value.number = text == "1" ? 1 : 0;
      return {};
    case ValueKind::kInstant:
      return parse_instant(input, text, value);
    case ValueKind::kDateOfBirth:
    case ValueKind::kWrittenDate:
      if (const auto date = input.kind == ValueKind::kDateOfBirth
                                ? date_format_.parse_date(text)
                                : date_format_.parse_written_date(text)) {
        value.number = *date;
      } else {
        value.is_missing = true;
        count("unreadable", input);
      }
      return {};
    case ValueKind::kCount:
    case ValueKind::kHundredths: {
      const auto number =
          input.kind == ValueKind::kCount ? parse_count(text) : parse_hundredths(text);
      if (number) {
        value.number = *number;
        return {};
      }
      if (input.is_required) return RejectKind::kUnreadableNumber;
      value.is_missing = true;
      count("unreadable", input);
      return {};
    }
  }
  return {};
}

std::optional<RejectKind> RowParser::parse_category(const InputColumn& input, std::string_view text,
                                                    Value& value) {
  const bool is_known =
      std::find(input.categories.begin(), input.categories.end(), text) != input.categories.end();
  if (!is_known && input.kind != ValueKind::kRole) return RejectKind::kUnmappedValue;
  if (!is_known) count("unmapped", input);
  value.text = is_known ? text : std::string_view("other");
  return {};
}

std::optional<RejectKind> RowParser::parse_instant(const InputColumn& input, std::string_view text,
                                                   Value& value) {
  const auto time = datetime_format_.parse_time(text);
  if (!time) {
    if (input.is_required) return RejectKind::kUnreadableInstant;
    value.is_missing = true;
    count("unreadable", input);
    return {};
  }
  if (time->offset_seconds) {
    value.number = time->seconds - *time->offset_seconds;
    return {};
  }
  value.local_time = time_zone_.resolve(time->seconds);
  value.number = value.local_time->first;
  if (value.local_time->kind == LocalTimeKind::kAmbiguous) count("ambiguous", input);
  if (value.local_time->kind == LocalTimeKind::kSkipped) count("skipped", input);
  return {};
}

void RowParser::settle_local_times() {
  std::int64_t latest = std::numeric_limits<std::int64_t>::min();
  for (const std::size_t column : instants_in_order_) {
    Value& value = values_[column];
    if (value.is_missing) continue;
    if (value.local_time && value.local_time->first < latest &&
        value.local_time->second >= latest) {
      value.number = value.local_time->second;
    }
    latest = std::max(latest, value.number);
  }
}

void RowParser::push_row() {
  for (std::size_t column = 0; column < values_.size(); ++column) {
    const Value& value = values_[column];
    ColumnData& data = range_.rows.column(column);
    if (auto* texts = std::get_if<StringColumn>(&data)) {
      texts->push_back(value.text);
    } else if (auto* numbers = std::get_if<std::vector<std::int64_t>>(&data)) {
      numbers->push_back(value.is_missing ? kMissingInt64 : value.number);
    } else if (auto* dates = std::get_if<std::vector<std::int32_t>>(&data)) {
      dates->push_back(value.is_missing ? kMissingDate : static_cast<std::int32_t>(value.number));
    } else if (auto* flags = std::get_if<std::vector<std::int8_t>>(&data)) {
      flags->push_back(value.is_missing ? kMissingFlag : static_cast<std::int8_t>(value.number));
    }
  }
}

void RowParser::count(std::string_view what, const InputColumn& input) {
  ++row_counts_[std::string(what) + "_" + input.column.name];
}

}  // namespace fsu::io

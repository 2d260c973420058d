#include "io/csv_writer.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "kernels/core/date.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::io {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;

template <class Number>
void append_shortest(std::string& text, Number value) {
  char digits[32];
  text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void append_padded(std::string& text, int value, int width) {
  char digits[4] = {'0', '0', '0', '0'};
  for (int at = width - 1; at >= 0; --at, value /= 10)
    digits[at] = static_cast<char>('0' + value % 10);
  text.append(digits, static_cast<std::size_t>(width));
}

void append_date(std::string& text, std::int32_t date) {
  if (!is_whole_date(date)) {
    text += format_date(date);
    return;
  }
  append_padded(text, year_of(date), 4);
  text += '-';
  append_padded(text, month_of(date), 2);
  text += '-';
  append_padded(text, day_of(date), 2);
}

void append_instant(std::string& text, std::int64_t instant, InstantForm form) {
  if (is_missing(instant)) return;
  std::int64_t day = instant / kSecondsPerDay;
  if (instant % kSecondsPerDay < 0) --day;
  const auto second = static_cast<int>(instant - day * kSecondsPerDay);
  append_date(text, date_of_days(day));
  const char* separator = "T";
  for (const int part : {second / 3600, second / 60 % 60, second % 60}) {
    text += separator;
    append_padded(text, part, 2);
    separator = ":";
  }
  if (form == InstantForm::kUtc) text += 'Z';
}

/// 1250 as 12.5, -5 as -0.05.
void append_hundredths(std::string& text, std::int64_t value) {
  if (is_missing(value)) return;
  if (value < 0) text += '-';
  const auto magnitude =
      value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  append_shortest(text, magnitude / 100);
  const auto rest = static_cast<int>(magnitude % 100);
  if (rest == 0) return;
  text += '.';
  rest % 10 == 0 ? append_padded(text, rest / 10, 1) : append_padded(text, rest, 2);
}

bool is_formula(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first != std::string_view::npos &&
         std::string_view("=+-@\t\r").find(text[first]) != std::string_view::npos;
}

void append_quoted(std::string& text, std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    text += cell;
    return;
  }
  text += '"';
  for (const char c : cell) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
}

/// How one column is written; found once a table, used for each row.
class ColumnFormat {
 public:
  ColumnFormat(const Table& table, std::size_t column, const CsvOptions& options)
      : data_(table.column(column)),
        type_(table.spec().columns[column].type),
        options_(options),
        is_hundredths_(std::find(options.hundredths.begin(), options.hundredths.end(),
                                 table.spec().columns[column].name) != options.hundredths.end()) {}

  /// Appends the cell of a row, quoted where it must be if `is_quoted`.
  void append(std::string& text, std::size_t row, bool is_quoted) const {
    switch (type_) {
      case ColumnType::kText:
        return append_text(text, std::get<StringColumn>(data_)[row], is_quoted);
      case ColumnType::kInstant:
        return append_instant(text, int64s()[row], options_.instants);
      case ColumnType::kInt64:
        if (is_hundredths_) return append_hundredths(text, int64s()[row]);
        if (!is_missing(int64s()[row])) append_shortest(text, int64s()[row]);
        return;
      case ColumnType::kDate:
        return append_date(text, std::get<std::vector<std::int32_t>>(data_)[row]);
      case ColumnType::kFlag: {
        const std::int8_t flag = std::get<std::vector<std::int8_t>>(data_)[row];
        if (flag != kMissingFlag) append_shortest(text, static_cast<int>(flag));
        return;
      }
      case ColumnType::kFloat64: {
        const double value = std::get<std::vector<double>>(data_)[row];
        if (!std::isnan(value)) append_shortest(text, value);
        return;
      }
    }
  }

 private:
  [[nodiscard]] const std::vector<std::int64_t>& int64s() const {
    return std::get<std::vector<std::int64_t>>(data_);
  }

  void append_text(std::string& text, std::string_view cell, bool is_quoted) const {
    if (options_.is_formula_guarded && is_formula(cell)) {
      const std::string guarded = guard_formula(cell);
      is_quoted ? append_quoted(text, guarded) : static_cast<void>(text += guarded);
    } else if (is_quoted) {
      append_quoted(text, cell);
    } else {
      text += cell;
    }
  }

  const ColumnData& data_;
  ColumnType type_;
  const CsvOptions& options_;
  bool is_hundredths_;
};

std::vector<ColumnFormat> column_formats(const Table& table, const CsvOptions& options) {
  std::vector<ColumnFormat> formats;
  for (std::size_t i = 0; i < table.spec().columns.size(); ++i)
    formats.emplace_back(table, i, options);
  return formats;
}

/// Ends a record that began at `begin`; a lone blank cell is quoted, since an empty line is
/// nothing.
void end_record(std::string& text, std::size_t begin, std::size_t num_cells) {
  if (num_cells == 1 && text.size() == begin) text += "\"\"";
  text += '\n';
}

}  // namespace

void append_csv_header(std::string& text, const TableSpec& spec) {
  std::vector<std::string> names;
  for (const ColumnSpec& column : spec.columns) names.push_back(column.name);
  append_csv_record(text, names);
}

void append_csv_rows(std::string& text, const Table& table, const CsvOptions& options) {
  table.verify();
  const std::vector<ColumnFormat> formats = column_formats(table, options);
  for (std::size_t row = 0; row < table.num_rows(); ++row) {
    const std::size_t begin = text.size();
    for (std::size_t i = 0; i < formats.size(); ++i) {
      if (i > 0) text += ',';
      formats[i].append(text, row, true);
    }
    end_record(text, begin, formats.size());
  }
}

void append_csv_record(std::string& text, std::span<const std::string> cells) {
  const std::size_t begin = text.size();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) text += ',';
    append_quoted(text, cells[i]);
  }
  end_record(text, begin, cells.size());
}

std::string format_csv(const Table& table, const CsvOptions& options) {
  std::string text;
  append_csv_header(text, table.spec());
  append_csv_rows(text, table, options);
  return text;
}

std::vector<std::string> csv_cells(const Table& table, std::size_t row, const CsvOptions& options) {
  std::vector<std::string> cells;
  for (const ColumnFormat& format : column_formats(table, options))
    format.append(cells.emplace_back(), row, false);
  return cells;
}

std::string guard_formula(std::string_view text) {
  return (is_formula(text) ? "'" : "") + std::string(text);
}

CsvFile::CsvFile(const Path& path)
    : unpublished_(path), file_(open_for_writing(unpublished_.temporary_path())) {}

void CsvFile::append(std::string_view text) {
  write_all(file_, unpublished_.temporary_path(), text);
  num_bytes_ += text.size();
}

}  // namespace fsu::io

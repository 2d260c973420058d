#include "io/csv_header.hpp"

#include <algorithm>

#include "io/utf8.hpp"

namespace fsu::io {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

void refuse_unusable(std::string_view text, const Path& path) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    throw Error(ErrorKind::kData,
                path.string() + " is empty: a header line with the column names is needed");
  }
  // A NUL further down costs its own row only.
  const std::size_t first = text.find_first_not_of("\r\n");
  const std::string_view first_line = text.substr(first, text.find('\n', first) - first);
  if (first_line.find('\0') != std::string_view::npos) {
    throw Error(
        ErrorKind::kData,
        path.string() + " is a binary file (or UTF-16), not CSV text in UTF-8: extract it as CSV");
  }
}

std::string header_name(const Field& field, const Path& path) {
  std::string scratch;
  std::string name(unescape(field, scratch));
  if (!is_valid_utf8(name)) {
    throw Error(ErrorKind::kData,
                path.string() + ":1: the header is not valid UTF-8: extract it as UTF-8");
  }
  return name;
}

std::vector<std::string> header_names(const Record& record, const Path& path) {
  std::vector<std::string> names;
  for (const Field& field : record.fields) names.push_back(header_name(field, path));
  return names;
}

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

/// Where the settings name a table's columns.
std::string mapping_place(const InputTable& table) {
  return table.shared_section.empty() ? "with column.<name> in section [" + table.name + "]"
                                      : "in section [" + table.shared_section + "]";
}

}  // namespace

CsvHeader read_header(std::string_view text, const InputTable& schema, const TableMapping& mapping,
                      const Path& path) {
  const bool has_mark = text.starts_with(kByteOrderMark);
  refuse_unusable(text.substr(has_mark ? kByteOrderMark.size() : 0), path);
  RecordReader reader(text, 0);
  reader.move_to(has_mark ? kByteOrderMark.size() : 0, 1);
  Record record;
  try {
    reader.next(record);
  } catch (const UnclosedQuote& quote) {
    throw Error(ErrorKind::kData,
                path.string() + ":" + std::to_string(quote.line) +
                    ": a quoted column name is never closed: extract the file again");
  }
  if (record.fault != RecordFault::kNone) {
    throw Error(ErrorKind::kData, path.string() + ":" + std::to_string(record.line) +
                                      ": a stray quote in the header: put the column name in "
                                      "quotes and double the quotes inside");
  }
  const std::vector<std::string> names = header_names(record, path);

  CsvHeader header;
  header.num_fields = names.size();
  header.rows = {reader.offset(), text.size(), reader.line()};
  std::vector<bool> is_known(names.size(), false);
  for (const InputColumn& input : schema.columns) {
    const auto mapped = mapping.column_names.find(input.column.name);
    const std::string& wanted =
        mapped == mapping.column_names.end() ? input.column.name : mapped->second;
    const auto found = std::find(names.begin(), names.end(), wanted);
    if (found == names.end()) {
      header.field_of_column.push_back(kNotInFile);
      if (input.is_required) header.missing_columns.push_back(wanted);
      continue;
    }
    if (std::find(found + 1, names.end(), wanted) != names.end()) {
      throw Error(ErrorKind::kData, path.string() + ":1: column '" + wanted +
                                        "' stands in the header twice: rename one of them");
    }
    const auto index = static_cast<std::size_t>(found - names.begin());
    is_known[index] = true;
    header.field_of_column.push_back(index);
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!is_known[i]) header.unknown_columns.push_back(names[i]);
  }
  return header;
}

CsvHeader read_usable_header(std::string_view text, const InputTable& schema,
                             const TableMapping& mapping, const Path& path) {
  CsvHeader header = read_header(text, schema, mapping, path);
  if (!header.missing_columns.empty()) {
    throw Error(ErrorKind::kData,
                path.string() + ":1: required column missing: " + join(header.missing_columns) +
                    "; add it, or name the file's own " + mapping_place(schema) +
                    " of the settings");
  }
  return header;
}

}  // namespace fsu::io

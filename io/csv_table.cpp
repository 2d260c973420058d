#include "io/csv_table.hpp"

#include "io/csv_header.hpp"
#include "io/csv_records.hpp"
#include "io/csv_row_parser.hpp"
#include "io/digest.hpp"
#include "io/file_text.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::io {
namespace {

constexpr std::size_t kHeaderProbeBytes = std::size_t{1} << 16;

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

CsvHeader read_usable_header(std::string_view text, const TableSource& source, const Path& path) {
  CsvHeader header = read_header(text, *source.schema, source.mapping, path);
  if (!header.missing_columns.empty()) {
    throw Error(ErrorKind::kData,
                path.string() + ":1: required column missing: " + join(header.missing_columns) +
                    "; add it, or name the file's own " + mapping_place(*source.schema) +
                    " of the settings");
  }
  return header;
}

std::vector<RecordRange> cut_rows(std::string_view text, const CsvHeader& header, const Path& path,
                                  std::size_t range_bytes) {
  try {
    return cut_into_ranges(text, header.rows, header.num_fields, range_bytes);
  } catch (const UnclosedQuote& quote) {
    throw Error(ErrorKind::kData,
                path.string() + ":" + std::to_string(quote.line) + " (byte " +
                    std::to_string(quote.offset) +
                    "): a quoted value begins here and is never closed; close it or extract "
                    "the file again");
  }
}

void merge_range(ReadTable& table, ParsedRange&& range) {
  table.rows.append(range.rows);
  table.origins.insert(table.origins.end(), range.origins.begin(), range.origins.end());
  table.rejects.insert(table.rejects.end(), range.rejects.begin(), range.rejects.end());
  table.num_rows_read += range.num_rows_read;
  for (const auto& [what, times] : range.value_counts) table.value_counts[what] += times;
}

/// The share of the file on disk that a range of its text stands for.
std::uint64_t bytes_on_disk(const RecordRange& range, const FileText& file) {
  const double share =
      static_cast<double>(range.end - range.begin) / static_cast<double>(file.text().size());
  return static_cast<std::uint64_t>(share * static_cast<double>(file.file_bytes().size()));
}

void read_part(const TableSource& source, std::size_t part, const ReadOptions& options,
               ReadTable& table) {
  const Path& path = source.parts[part];
  const FileText file(path);
  const CsvHeader header = read_usable_header(file.text(), source, path);
  for (const std::string& name : header.unknown_columns) {
    table.unknown_columns.push_back(path.filename().string() + ": " + name);
  }
  for (std::size_t i = 0; i < header.field_of_column.size(); ++i) {
    if (header.field_of_column[i] != kNotInFile) table.has_column[i] = true;
  }
  const std::vector<RecordRange> ranges = cut_rows(file.text(), header, path, options.range_bytes);
  std::vector<ParsedRange> parsed(ranges.size());
  for_blocks(ranges.size(), 1, [&](const Block& block) {
    const RecordRange& range = ranges[block.index];
    RowParser parser(source, header, *options.time_zone, static_cast<std::uint32_t>(part));
    RecordReader reader(file.text(), header.num_fields);
    reader.keep_within(range);
    for (Record record; reader.next(record);) parser.add(record);
    parsed[block.index] = parser.take();
    if (options.on_progress) options.on_progress(bytes_on_disk(range, file));
  });
  for (ParsedRange& range : parsed) {
    merge_range(table, std::move(range));
    range = {};
  }
  table.parts.push_back({path, file.file_bytes().size(), sha256_of_bytes(file.file_bytes())});
}

}  // namespace

std::string_view reject_kind_name(RejectKind kind) {
  switch (kind) {
    case RejectKind::kTooFewValues:
      return "too_few_values";
    case RejectKind::kTooManyValues:
      return "too_many_values";
    case RejectKind::kStrayQuote:
      return "stray_quote";
    case RejectKind::kInvalidUtf8:
      return "invalid_utf8";
    case RejectKind::kNulByte:
      return "nul_byte";
    case RejectKind::kMissingValue:
      return "missing_value";
    case RejectKind::kIdTooLong:
      return "id_too_long";
    case RejectKind::kUnmappedValue:
      return "unmapped_value";
    case RejectKind::kUnreadableInstant:
      return "unreadable_instant";
    case RejectKind::kUnreadableNumber:
      return "unreadable_number";
    case RejectKind::kConflictingKey:
      return "conflicting_key";
  }
  return "unknown";
}

ReadTable read_csv_table(const TableSource& source, const ReadOptions& options) {
  ReadTable table;
  table.rows = Table(source.schema->table_spec());
  table.has_column.assign(source.schema->columns.size(), false);
  for (std::size_t part = 0; part < source.parts.size(); ++part)
    read_part(source, part, options, table);
  return table;
}

std::uint64_t look_at_table(const TableSource& source) {
  std::uint64_t num_bytes = 0;
  for (const Path& path : source.parts) {
    const FileText file(path, kHeaderProbeBytes);
    static_cast<void>(read_usable_header(file.text(), source, path));
    num_bytes += file.file_bytes().size();
  }
  return num_bytes;
}

}  // namespace fsu::io

// The slow twin of the CSV table reader: every record, in the order of the file, through
// RecordReader and RowParser, which are the two that define what a record and a row are.
#pragma once

#include <optional>
#include <string>

#include "io/csv_header.hpp"
#include "io/csv_records.hpp"
#include "io/csv_row_parser.hpp"
#include "io/csv_table.hpp"

namespace fsu::test {

struct ReferenceTable {
  Table rows;
  std::vector<io::RowOrigin> origins;
  std::vector<io::Reject> rejects;
  std::int64_t num_rows_read = 0;
  std::map<std::string, std::int64_t> value_counts;
  std::optional<io::UnclosedQuote> unclosed;  ///< reading ended here
};

/// Reads one text as the only part of a table.
[[nodiscard]] inline ReferenceTable read_slowly(std::string_view text,
                                                const io::TableSource& source,
                                                const io::TimeZone& time_zone) {
  const io::CsvHeader header =
      io::read_header(text, *source.schema, source.mapping, source.parts.front());
  io::RowParser parser(source, header, time_zone, 0);
  io::RecordReader reader(text, header.num_fields);
  reader.move_to(header.rows.begin, header.rows.line);
  ReferenceTable table;
  try {
    for (io::Record record; reader.next(record);) {
      const std::size_t num_rows = parser.parsed().rows.num_rows();
      parser.add(record);
      if (parser.parsed().rows.num_rows() > num_rows)
        table.origins.push_back({record.offset, static_cast<std::uint32_t>(record.line), 0});
    }
  } catch (const io::UnclosedQuote& quote) {
    table.unclosed = quote;
  }
  io::ParsedRange parsed = parser.take();
  table.rows = std::move(parsed.rows);
  table.rejects = std::move(parsed.rejects);
  table.num_rows_read = parsed.num_rows_read;
  table.value_counts = std::move(parsed.value_counts);
  return table;
}

}  // namespace fsu::test

// Reads one range of a CSV file: the fast way where records are clean, the slow way for the rest.
//
// The range is taken piece by piece, small enough to stay in the cache: scan for separators, find
// the records, parse them column by column, settle those that are marked slow by RecordReader and
// RowParser, commit the rows. A record whose quotes are not clean, one longer than a piece, and the
// last bytes of the file go the slow way at once; behind each the scan starts anew. So the result
// is that of the slow way for all records, in which quotes and faults are settled one by one.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "io/csv_column_parser.hpp"
#include "io/csv_piece.hpp"
#include "io/csv_row_parser.hpp"
#include "io/range_rows.hpp"

namespace fsu::io {

class RangeReader {
 public:
  explicit RangeReader(const PartPlan& plan);

  /// Reads the records that begin in [begin, end), where `begin` must be the begin of a record or
  /// an empty line. Reading ends early at a quote that is never closed; `rows.unclosed` says where.
  void read(std::uint64_t begin, std::uint64_t end, RangeRows& rows);

 private:
  /// Where reading stands: first byte that is not read yet, and the lines before it.
  struct Place {
    std::uint64_t offset = 0;
    std::uint64_t line = 0;
  };

  void read_piece(std::size_t num_blocks, RangeRows& rows);
  void mark_rows_without(const std::vector<std::size_t>& any_required);
  void settle_slow_records();
  void commit_piece(RangeRows& rows);
  void add_origins(const RecordFates* fates, RangeRows& rows) const;
  void read_slow_record(RangeRows& rows);
  [[nodiscard]] std::uint32_t add_slowly(const Record& record);
  [[nodiscard]] std::size_t blocks_ahead(std::uint64_t end) const;
  void finish(RangeRows& rows);

  const PartPlan& plan_;
  CsvPiece piece_;
  std::vector<ColumnParser> columns_;
  std::vector<std::size_t> any_required_;
  std::optional<RowParser> slow_parser_;
  RecordFates fates_;
  Record record_;
  Place place_;
  std::uint64_t begin_ = 0;
  std::uint64_t end_ = 0;
};

}  // namespace fsu::io

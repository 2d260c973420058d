// What one range of a CSV file gave: its rows by column, its rejects and its counts, before they
// join those of the other ranges.
//
// Texts of a column that repeats are codes into a dictionary of the range; those of another one are
// bytes and ends. Offsets of rows and lines of rejects count from the begin of the range, since the
// lines before it are not known while it is read.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/csv_records.hpp"
#include "io/csv_table.hpp"
#include "io/range_dictionary.hpp"
#include "io/row_origins.hpp"

namespace fsu::io {

/// The values of one column; those members are in use that fit its type.
struct RangeColumn {
  std::vector<std::int64_t> numbers;
  std::vector<std::int32_t> dates;
  std::vector<std::int8_t> flags;
  std::vector<char> bytes;  ///< of texts; `num_bytes` of them count
  std::size_t num_bytes = 0;
  std::vector<std::uint32_t> ends;
  std::vector<std::uint32_t> codes;
  RangeDictionary dictionary;

  void clear();
};

struct RangeRows {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;         ///< records that begin before it were read
  std::uint64_t next = 0;        ///< where the first record behind them, or an empty line, begins
  std::uint64_t num_lines = 0;   ///< from begin to next
  std::uint64_t first_line = 0;  ///< of begin, once the ranges before it are settled
  std::int64_t num_rows_read = 0;
  std::size_t num_rows = 0;  ///< of those read that are kept
  std::vector<RangeColumn> columns;
  RangeOrigins origins;  ///< one a row, unless they are not kept
  std::vector<Reject> rejects;
  std::map<std::string, std::int64_t> value_counts;
  std::optional<UnclosedQuote> unclosed;  ///< reading ended here
  std::deque<std::string> kept_texts;     ///< of dictionaries, where they do not lie in the file

  /// Forgets everything and keeps the memory.
  void clear(std::size_t num_columns);
};

}  // namespace fsu::io

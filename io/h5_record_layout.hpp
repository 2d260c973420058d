// The packed record of a results table: where each column of a row lies; and records to rows.
//
// Columns lie one after another without gaps. Texts take the table's widest value in bytes (at
// least 1) and are padded with NUL; dates are texts of 10 bytes, YYYY-MM-DD, unknown parts as ??;
// int64, int8 and float64 are little-endian, every NaN the same one. A missing date is an empty
// text.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "kernels/core/table.hpp"

namespace fsu::io {

struct RecordField {
  ColumnType type = ColumnType::kText;
  std::size_t offset = 0;
  std::size_t num_bytes = 0;
};

struct RecordLayout {
  std::vector<RecordField> fields;
  std::size_t num_bytes = 0;  ///< of a record
};

/// Bytes of the longest text of each column; 0 for columns that are no text.
[[nodiscard]] std::vector<std::size_t> text_widths(const Table& table);

/// Raises each width to those of a further block of the same table.
void widen(std::vector<std::size_t>& widths, const Table& block);

/// The layout of a table whose texts have at most these widths, one a column.
[[nodiscard]] RecordLayout record_layout(const TableSpec& spec,
                                         std::span<const std::size_t> widths);

/// Adds the rows that lie in `records` to a table of the same columns, none of them a date (a
/// stored date comes back as the text that it is).
void unpack_rows(std::span<const std::byte> records, const RecordLayout& layout, Table& table);

}  // namespace fsu::io

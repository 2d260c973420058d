// Joins what the ranges of a file gave into the columns of one table, in file order.
//
// Each column grows by itself, so columns can be joined in parallel. The dictionary of a column
// that repeats is asked once for each distinct text of a range, not for each row; codes are
// numbered as texts first appear in the files, whatever the ranges were.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "io/csv_table.hpp"
#include "io/range_rows.hpp"
#include "kernels/core/string_interner.hpp"

namespace fsu::io {

class TableBuilder {
 public:
  TableBuilder(const InputTable& schema, bool keeps_origins);

  [[nodiscard]] std::size_t num_columns() const { return coded_.size(); }
  [[nodiscard]] std::size_t num_rows() const { return num_rows_; }

  /// Makes room for rows, if there is not enough: only address space, until they are added.
  void reserve(std::size_t num_rows);

  /// Adds one column of the ranges, in their order.
  void append_column(std::size_t column, std::span<const RangeRows> ranges);

  /// Adds where the ranges' rows came from, and counts them.
  void append_origins(std::uint32_t part, std::span<const RangeRows> ranges);

  /// Moves rows and origins into the table.
  void finish(ReadTable& table);

 private:
  struct CodedColumn {
    bool is_coded = false;
    StringInterner interner;
    UnsetVector<std::uint32_t> codes;
    std::vector<std::uint32_t> range_codes;  ///< code in the table by code in the range
  };

  static void append_codes(const RangeColumn& added, CodedColumn& column);

  Table rows_;
  bool keeps_origins_;
  RowOrigins origins_;
  std::size_t num_rows_ = 0;
  std::size_t num_rows_foreseen_ = 0;
  std::vector<CodedColumn> coded_;
};

}  // namespace fsu::io

// The order of a table's rows by some columns, for those who compare many rows: compare_rows with
// what it asks of each column prepared.
//
// A coded column of few distinct texts is compared by their ranks, of any other coded column equal
// codes are seen before the texts are looked at. The first column that differs is told too, so that
// one comparison says whether rows have the same key.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/table.hpp"

namespace fsu {

class RowComparison {
 public:
  /// How two rows compare, and the place among the columns where they first differ.
  struct Result {
    int order = 0;
    std::size_t place = 0;  ///< the number of columns for equal rows
  };

  /// The table must outlive it, and stay as it is.
  RowComparison(const Table& table, std::span<const std::size_t> columns);

  [[nodiscard]] Result compare(std::size_t row_a, std::size_t row_b) const;

  [[nodiscard]] std::size_t num_columns() const { return columns_.size(); }

 private:
  enum class Kind : std::uint8_t { kTexts, kCodes, kRanks, kInt64s, kDates, kFlags, kFloats };
  struct Column {
    Kind kind;
    const StringColumn* texts;         ///< of kTexts and kCodes
    const void* values;                ///< codes or numbers
    std::vector<std::uint32_t> ranks;  ///< by code
  };

  [[nodiscard]] static Column prepared(const ColumnData& data);
  [[gnu::always_inline]] static int compare_in(const Column& column, std::size_t row_a,
                                               std::size_t row_b);

  std::vector<Column> columns_;
};

}  // namespace fsu

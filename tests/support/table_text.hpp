// Tables for tests: as text, to compare and to show them; and filled up with missing values.
#pragma once

#include <string>
#include <type_traits>
#include <variant>

#include "io/csv_writer.hpp"
#include "kernels/core/missing.hpp"
#include "kernels/core/table.hpp"

namespace fsu::test {

/// All rows as CSV, without the header.
[[nodiscard]] inline std::string rows_text(const Table& table) {
  std::string text;
  io::append_csv_rows(text, table);
  return text;
}

/// The cell of a row as text.
[[nodiscard]] inline std::string cell(const Table& table, std::string_view column,
                                      std::size_t row) {
  return io::csv_cells(table, row).at(table.spec().index_of(column));
}

/// Fills up the columns that rows did not name with missing values.
inline void complete_rows(Table& table, std::size_t num_rows) {
  for (std::size_t i = 0; i < table.spec().columns.size(); ++i) {
    std::visit(
        [&](auto& data) {
          using Data = std::decay_t<decltype(data)>;
          if constexpr (std::is_same_v<Data, StringColumn>) {
            while (data.size() < num_rows) data.push_back("");
          } else if constexpr (std::is_same_v<Data, std::vector<std::int64_t>>) {
            data.resize(num_rows, kMissingInt64);
          } else if constexpr (std::is_same_v<Data, std::vector<std::int32_t>>) {
            data.resize(num_rows, kMissingDate);
          } else if constexpr (std::is_same_v<Data, std::vector<std::int8_t>>) {
            data.resize(num_rows, kMissingFlag);
          } else {
            data.resize(num_rows, kMissingFloat64);
          }
        },
        table.column(i));
  }
  table.verify();
}

}  // namespace fsu::test

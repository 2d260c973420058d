// A table: named, typed columns of equal length, and its description as data.
//
// The description (TableSpec) is what reader, writer, digest and documentation all live from; the
// registries of input and result tables are in io/. A column's type fixes how it is held in memory:
//   kText     StringColumn            UTF-8, missing = empty
//   kInstant  vector<int64_t>         seconds since 1970-01-01T00:00:00Z, missing = kMissingInt64
//   kDate     vector<int32_t>         packed, perhaps partial date (date.hpp), missing = 0
//   kInt64    vector<int64_t>         counts, seconds, weights, missing = kMissingInt64
//   kFlag     vector<int8_t>          0 or 1, missing = kMissingFlag
//   kFloat64  vector<double>          hours, scores, probabilities, missing = NaN
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kernels/core/string_column.hpp"

namespace fsu {

enum class ColumnType { kText, kInstant, kDate, kInt64, kFlag, kFloat64 };

struct ColumnSpec {
  std::string name;
  ColumnType type = ColumnType::kText;
  std::string unit;     ///< "s", "h", "days", "log2"; empty for ids, texts and plain counts
  std::string meaning;  ///< one phrase, for the data dictionary
};

struct TableSpec {
  std::string path;   ///< "persons" for input, "ranking/individuals" for results
  std::string title;  ///< one phrase, for the data dictionary and the TITLE attribute
  std::vector<ColumnSpec> columns;

  /// Position of a column by name; InternalError where there is none.
  [[nodiscard]] std::size_t index_of(std::string_view name) const;
};

using ColumnData = std::variant<StringColumn, std::vector<std::int64_t>, std::vector<std::int32_t>,
                                std::vector<std::int8_t>, std::vector<double>>;

class Table {
 public:
  Table() = default;
  /// An empty table with the columns of `spec`.
  explicit Table(TableSpec spec);

  [[nodiscard]] const TableSpec& spec() const { return spec_; }
  [[nodiscard]] std::size_t num_rows() const;

  [[nodiscard]] ColumnData& column(std::size_t index) { return columns_[index]; }
  [[nodiscard]] const ColumnData& column(std::size_t index) const { return columns_[index]; }

  /// Columns by name and type; InternalError where the name is unknown or the type another.
  [[nodiscard]] StringColumn& text(std::string_view name);
  [[nodiscard]] const StringColumn& text(std::string_view name) const;
  [[nodiscard]] std::vector<std::int64_t>& int64s(std::string_view name);  ///< kInstant and kInt64
  [[nodiscard]] const std::vector<std::int64_t>& int64s(std::string_view name) const;
  [[nodiscard]] std::vector<std::int32_t>& dates(std::string_view name);
  [[nodiscard]] const std::vector<std::int32_t>& dates(std::string_view name) const;
  [[nodiscard]] std::vector<std::int8_t>& flags(std::string_view name);
  [[nodiscard]] const std::vector<std::int8_t>& flags(std::string_view name) const;
  [[nodiscard]] std::vector<double>& floats(std::string_view name);
  [[nodiscard]] const std::vector<double>& floats(std::string_view name) const;

  /// Adds all rows of a table with the same columns.
  void append(const Table& other);

  /// The rows at the given positions, in that order.
  [[nodiscard]] Table gather(std::span<const std::uint32_t> rows) const;

  /// Becomes gather(rows), as many columns at a time as there are threads: of a wide table no
  /// second one is held.
  void keep_rows(std::span<const std::uint32_t> rows);

  /// Changes the places of all rows, or of rows in the given columns alone (row_moves.hpp).
  void rearrange(std::span<const RowStretch> stretches);
  void permute(std::span<const RowPermutation> permutations, std::span<const std::size_t> columns);

  /// Checks that all columns have the same length; called by writers.
  void verify() const;

 private:
  TableSpec spec_;
  std::vector<ColumnData> columns_;
};

/// Orders two rows of a table by the given columns, in their order: texts by bytes, numbers by
/// value, missing ones first.
[[nodiscard]] int compare_rows(const Table& table, std::span<const std::size_t> columns,
                               std::size_t row_a, std::size_t row_b);

}  // namespace fsu

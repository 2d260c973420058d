// The registry of input tables: every column of the contract with its kind, and each table's key.
//
// Reader, reconciliation, generator and documentation live from this one list. `required` says that
// the column must be there; `value_required` that a blank value rejects the row.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/core/table.hpp"

namespace fsu::io {

/// How the text of a value is read; the stored type is in the table's ColumnSpec.
enum class ValueKind {
  kId,           ///< text of 1 to 32 bytes
  kText,         ///< any text
  kCategory,     ///< one of the listed words, after the value map
  kRole,         ///< a category whose unmapped values become `other` and are counted
  kFlag,         ///< 0 or 1, after the value map; kFlag blank is 0 unless value_required
  kInstant,      ///< date and time, local unless it has an offset
  kDateOfBirth,  ///< perhaps partial date; unreadable = missing, counted
  kWrittenDate,  ///< date as written, perhaps no day of the calendar; unreadable = missing, counted
  kCount,        ///< whole number, 0 or more
  kHundredths,   ///< decimal number, kept as whole hundredths
};

struct InputColumn {
  ColumnSpec column;
  ValueKind kind = ValueKind::kText;
  bool is_required = false;
  bool is_value_required = false;
  std::vector<std::string> categories;  ///< kCategory and kRole only
  bool repeats = false;  ///< a text whose values stand in many rows: the reader codes it
};

struct InputTable {
  std::string name;
  std::string title;
  bool is_required = false;
  std::vector<InputColumn> columns;
  /// Columns that identify a row; empty: the whole row.
  std::vector<std::string> key;
  /// Instants of one record in the order in which they happen; they decide ambiguous local times.
  std::vector<std::string> instants_in_order;
  /// Columns of which at least one must hold a value, or the row is rejected; may be empty.
  std::vector<std::string> any_required = {};
  /// Section of the settings that maps the table, where it is none of its own with column.<name>.
  std::string shared_section = {};

  /// The columns as a TableSpec, for Table.
  [[nodiscard]] TableSpec table_spec() const;
  [[nodiscard]] const InputColumn& column(std::string_view column_name) const;
};

/// All input tables in the order of the contract.
[[nodiscard]] std::span<const InputTable> input_tables();

/// One input table by name; InternalError where there is none.
[[nodiscard]] const InputTable& input_table(std::string_view name);

}  // namespace fsu::io

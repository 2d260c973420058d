// The registry of result tables: path, columns, types, units and meaning of every table in a
// results file.
//
// Writer, reader, digest, `show`, `export` and the data dictionary all live from this one list.
#pragma once

#include <span>
#include <string_view>

#include "kernels/core/table.hpp"

namespace fsu::io {

/// Version of the layout of the results file; raised when a table or column changes its name or
/// meaning.
inline constexpr int kSchemaVersion = 1;

/// All result tables in the order of the data dictionary.
[[nodiscard]] std::span<const TableSpec> result_tables();

/// One result table by path; InternalError where there is none.
[[nodiscard]] const TableSpec& result_table(std::string_view path);

}  // namespace fsu::io

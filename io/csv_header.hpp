// The header of a CSV file matched by name to the columns of a table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv_records.hpp"
#include "io/input_schema.hpp"
#include "io/system.hpp"
#include "io/table_mapping.hpp"

namespace fsu::io {

inline constexpr std::size_t kNotInFile = static_cast<std::size_t>(-1);

struct CsvHeader {
  std::size_t num_fields = 0;
  std::vector<std::size_t> field_of_column;  ///< by position in the schema; kNotInFile
  std::vector<std::string> unknown_columns;
  std::vector<std::string> missing_columns;  ///< required ones, as the file should call them
  RecordRange rows;                          ///< where the rows begin; `end` is the text's end
};

/// Reads the header; kData where the file is empty, binary, or has a column twice.
[[nodiscard]] CsvHeader read_header(std::string_view text, const InputTable& schema,
                                    const TableMapping& mapping, const Path& path);

/// The same; kData also where a required column is missing.
[[nodiscard]] CsvHeader read_usable_header(std::string_view text, const InputTable& schema,
                                           const TableMapping& mapping, const Path& path);

}  // namespace fsu::io

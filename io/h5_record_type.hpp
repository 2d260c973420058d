// The HDF5 type of a packed record, and the columns and layout that a stored type stands for.
//
// A stored data set of another program is taken too: whole numbers of any size are read as int64
// (int8 as a flag), floats as float64, fixed texts as they are; anything else is refused.
#pragma once

#include <string>

#include "io/h5_handle.hpp"
#include "io/h5_record_layout.hpp"

namespace fsu::io {

/// The compound type of records with this layout; the same in file and memory.
[[nodiscard]] H5Handle record_type(const TableSpec& spec, const RecordLayout& layout);

/// What a stored compound type holds.
struct StoredRecord {
  std::vector<ColumnSpec> columns;  ///< names and types
  RecordLayout layout;              ///< of the records in memory
  H5Handle memory_type;             ///< what the library turns stored records into
};

/// The columns of a stored compound type; kData, with `path`, where one cannot be read.
[[nodiscard]] StoredRecord stored_record(H5Id type, const std::string& path);

}  // namespace fsu::io

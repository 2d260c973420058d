// Puts the rows of one table into canonical order and settles rows that are equal or contradict
// each other.
//
// Rows equal in all columns: one is kept, the others are duplicates. Rows with the same key and
// other content: nobody can say which is right, so all of them become rejects. The kept rows are
// sorted by key and then by all columns, so nothing downstream depends on the order of rows or
// files. Rows come in order of the first column (first_column_order); those of one text are
// compared, put in order and settled in parallel, block by block, and the columns change in place.
#pragma once

#include <cstdint>

#include "io/csv_table.hpp"

namespace fsu::stages {

/// What came out; `table.rows` holds the kept rows and `table.rejects` the old and new rejects in
/// file order.
struct DeduplicatedTable {
  io::ReadTable table;
  std::int64_t num_duplicates = 0;
};

/// A table with a key must have been read with the origins of its rows, for rejects to name.
[[nodiscard]] DeduplicatedTable deduplicate(io::ReadTable table, const io::InputTable& schema);

}  // namespace fsu::stages

#include "io/range_rows.hpp"

namespace fsu::io {

void RangeColumn::clear() {
  numbers.clear();
  dates.clear();
  flags.clear();
  num_bytes = 0;
  ends.clear();
  codes.clear();
  if (dictionary.size() > 0) dictionary.clear();
}

void RangeRows::clear(std::size_t num_columns) {
  columns.resize(num_columns);
  for (RangeColumn& column : columns) column.clear();
  num_lines = 0;
  num_rows_read = 0;
  num_rows = 0;
  origins.clear();
  rejects.clear();
  value_counts.clear();
  unclosed.reset();
  kept_texts.clear();
}

}  // namespace fsu::io

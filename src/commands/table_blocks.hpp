// Reads a table of a results file block by block, so that a long table never stands in memory
// whole.
#pragma once

#include <algorithm>
#include <cstdint>

#include "io/h5_table_reader.hpp"
#include "src/report/reporter.hpp"

namespace fsu::commands {

/// Calls `function` with each block of rows, in order; every row counts as progress.
template <class Function>
void for_each_block(const io::TableReader& table, report::Reporter& reporter,
                    const Function& function) {
  for (std::uint64_t begin = 0; begin < table.num_rows();) {
    const std::uint64_t end = std::min(begin + table.rows_per_block(), table.num_rows());
    function(table.read_rows(begin, end));
    reporter.advance(end - begin);
    begin = end;
  }
}

}  // namespace fsu::commands

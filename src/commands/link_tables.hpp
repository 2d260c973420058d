// The tables of `fsu link` from a linkage, in blocks of rows: pairs, best and clusters. Those of
// its model are in src/stages/model_tables.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/table.hpp"
#include "src/commands/linked_records.hpp"
#include "src/stages/link_types.hpp"

namespace fsu::commands {

/// A range of rows, half open.
struct RowRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Positions of the pairs above the floor, in their order.
[[nodiscard]] std::vector<std::size_t> pairs_above(const LinkedRecords& linked, Weight floor);

/// Rows of `pairs` for these positions.
[[nodiscard]] Table pairs_block(const LinkedRecords& linked,
                                std::span<const std::size_t> positions);
/// Rows of `best` for a range of left records.
[[nodiscard]] Table best_block(const LinkedRecords& linked, RowRange records);
/// Rows of `clusters` for a range of records.
[[nodiscard]] Table clusters_block(const LinkedRecords& linked, RowRange records);

/// The widest text of every column of a table of record ids; statuses among them.
[[nodiscard]] std::vector<std::size_t> record_text_widths(const LinkedRecords& linked,
                                                          const TableSpec& spec);

/// Counts and weights of the patterns that pairs of the files have; those of the sample alone are
/// left out.
[[nodiscard]] std::vector<stages::PatternCount> count_patterns(const LinkedRecords& linked);

}  // namespace fsu::commands

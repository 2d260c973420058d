// The tables of `fsu link` from a linkage: pairs, best and clusters in blocks of rows, and the
// tables linkage/* of its model.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/table.hpp"
#include "src/commands/link_findings.hpp"
#include "src/commands/linked_records.hpp"

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

[[nodiscard]] Table record_levels_table(const model::Model& model);
[[nodiscard]] Table record_patterns_table(const LinkedRecords& linked);
[[nodiscard]] Table record_passes_table(const blocking::BlockingCounts& counts);
[[nodiscard]] Table record_summary_table(const std::vector<LinkCount>& counts);

}  // namespace fsu::commands

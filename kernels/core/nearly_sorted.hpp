// The order of a string column that is sorted already but for a few strings, as extracts mostly
// are.
//
// Where a string is smaller than the one before, either the strings before it that are greater are
// out of place, or those behind it that are smaller: the fewer are dropped. What is left ascends;
// the dropped ones are sorted and put back where they belong (E. Ernerfeldt 2017, Drop-Merge sort).
// So the order is a few long stretches, and making it costs one comparison a string. Parallel over
// fixed blocks of strings.
#pragma once

#include <optional>
#include <vector>

#include "kernels/core/row_moves.hpp"
#include "kernels/core/string_column.hpp"

namespace fsu {

/// The rows by their strings' bytes, equal ones by position, as stretches that ascend but for the
/// moved ones: one stretch where nothing moves. Nothing where the column falls more than 4,096
/// times, or more than 65,536 rows would move.
[[nodiscard]] std::optional<std::vector<RowStretch>> nearly_sorted_order(
    const StringColumn& column);

}  // namespace fsu

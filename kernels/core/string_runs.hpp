// Equal strings that stand side by side: the runs of a column whose strings never fall.
//
// Where a column is sorted its distinct strings are the first ones of its runs, in byte order, and
// the number of a string's run is its rank: nothing is hashed or sorted. Parallel over fixed blocks
// of strings.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kernels/core/string_column.hpp"

namespace fsu {

/// The first string of each run, and the number of strings behind the last; nothing where the
/// column is not sorted by bytes.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> sorted_runs(const StringColumn& column);

}  // namespace fsu

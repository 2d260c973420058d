// Columns of many parts put behind each other, in the order of the parts.
//
// Parallel loops over groups make one part a block; this joins one column of them.
#pragma once

#include <algorithm>
#include <functional>
#include <vector>

#include "kernels/core/parallel.hpp"

namespace fsu::usage {

/// `column_of(part)` of all parts as one column; `column_of` returns a reference to a vector.
template <class Part, class ColumnOf>
[[nodiscard]] auto concatenate(const std::vector<Part>& parts, const ColumnOf& column_of) {
  using Column = std::remove_cvref_t<std::invoke_result_t<ColumnOf, const Part&>>;
  std::vector<std::size_t> begins;
  std::size_t num_rows = 0;
  for (const Part& part : parts) {
    begins.push_back(num_rows);
    num_rows += std::invoke(column_of, part).size();
  }
  Column joined(num_rows);
  for_blocks(parts.size(), 1, [&](const Block& block) {
    const Column& column = std::invoke(column_of, parts[block.index]);
    std::copy(column.begin(), column.end(),
              joined.begin() + static_cast<std::ptrdiff_t>(begins[block.index]));
  });
  return joined;
}

}  // namespace fsu::usage

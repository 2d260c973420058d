// Values of some rows of a column.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace fsu::stages {

/// The values at the given rows, in that order; `values` is a vector or a span.
template <class Values>
[[nodiscard]] auto picked(const Values& values, std::span<const std::uint32_t> rows) {
  std::vector<typename Values::value_type> result;
  result.reserve(rows.size());
  for (const std::uint32_t row : rows) result.push_back(values[row]);
  return result;
}

}  // namespace fsu::stages

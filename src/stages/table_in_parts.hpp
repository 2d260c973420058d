// A table whose rows are made by all threads, part by part, and put together in their order.
#pragma once

#include <cstddef>
#include <functional>

#include "kernels/core/table.hpp"

namespace fsu::stages {

/// Makes the rows [begin, end) as a table of the same columns; called for several parts at a time.
using MakeRows = std::function<Table(std::size_t begin, std::size_t end)>;

/// The rows [begin, end).
[[nodiscard]] Table table_in_parts(const TableSpec& spec, std::size_t begin, std::size_t end,
                                   const MakeRows& make_rows);

}  // namespace fsu::stages

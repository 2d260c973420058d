// Puts the rows of a table into the order of its first column, which is the first of its key.
//
// Extracts mostly are in this order but for a few rows: then rows are shifted in place. Otherwise
// they are sorted, by the first eight bytes in which the texts differ at all, so that most
// comparisons are of integers, and gathered column by column. Rows of one text stay in the order in
// which they were read.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "kernels/core/row_moves.hpp"
#include "kernels/core/table.hpp"

namespace fsu::stages {

/// Which row as it was read stands where now.
class RowsAsRead {
 public:
  explicit RowsAsRead(std::vector<RowStretch> stretches);
  explicit RowsAsRead(std::vector<std::uint32_t> order) : order_(std::move(order)) {}

  [[nodiscard]] std::uint32_t operator[](std::uint32_t row) const;

 private:
  std::vector<std::uint32_t> order_;  // of all rows; or else
  std::vector<RowStretch> stretches_;
  std::vector<std::uint32_t> begins_;  // of each stretch, where it is now
};

/// Orders the rows; the first column is of texts.
[[nodiscard]] RowsAsRead order_by_first_column(Table& rows);

}  // namespace fsu::stages

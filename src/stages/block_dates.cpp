#include "src/stages/block_dates.hpp"

#include "kernels/compare/compare_dates.hpp"

namespace fsu::stages {

void BlockDates::fill_row(std::int32_t left, std::uint32_t row) {
  for (std::uint32_t part = 0; part < kNumParts; ++part) {
    weights_[row * kNumParts + part] =
        bounds_.weights().date(compare::compare_dates(left, right_date(part)));
  }
  has_row_[row] = true;
}

}  // namespace fsu::stages

#include "io/row_origins.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"

namespace fsu::io {

RowOrigin RowOrigins::operator[](std::size_t row) const {
  FSU_DCHECK(row < offsets_.size());
  const auto above = std::upper_bound(
      stretches_.begin(), stretches_.end(), row,
      [](std::size_t wanted, const Stretch& stretch) { return wanted < stretch.first_row; });
  const Stretch& stretch = *(above - 1);
  return {stretch.range_offset + offsets_[row],
          stretch.first_line + static_cast<std::uint32_t>(row - stretch.first_row), stretch.part};
}

void RowOrigins::append(const RangeOrigins& range, const RowOrigin& begin) {
  if (range.size() == 0) return;
  const auto add_stretch = [&](const RangeOrigins::LineStep& step) {
    stretches_.push_back({offsets_.size() + step.row, begin.byte_offset,
                          begin.line + step.row + step.line_minus_row, begin.part});
  };
  if (range.line_steps_.empty() || range.line_steps_.front().row > 0) add_stretch({0, 0});
  for (const RangeOrigins::LineStep& step : range.line_steps_) add_stretch(step);
  offsets_.insert(offsets_.end(), range.offsets_.begin(), range.offsets_.end());
}

}  // namespace fsu::io

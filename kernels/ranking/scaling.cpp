#include "kernels/ranking/scaling.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::ranking {

void LargestValues::add(std::int64_t value) {
  FSU_DCHECK(value >= 0);
  if (value <= floor_) return;
  values_.push_back(value);
  if (values_.size() == 2 * kNumLargestValues) keep_largest();
}

void LargestValues::merge(const LargestValues& other) {
  for (const std::int64_t value : other.values_) add(value);
}

void LargestValues::keep_largest() {
  const auto last_kept = values_.begin() + (kNumLargestValues - 1);
  std::nth_element(values_.begin(), last_kept, values_.end(), std::greater<>());
  floor_ = *last_kept;
  values_.resize(kNumLargestValues);
}

TotalScale LargestValues::finish() const {
  LargestValues largest = *this;
  if (largest.values_.size() > kNumLargestValues) largest.keep_largest();
  TotalScale scale;
  scale.count = checked_cast<std::int64_t>(largest.values_.size());
  for (const std::int64_t value : largest.values_) {
    scale.sum += value;
    scale.max = std::max(scale.max, value);
  }
  return scale;
}

TotalScale total_scale(std::span<const std::int64_t> values, std::size_t block_rows) {
  return reduce_blocks<LargestValues>(values.size(), block_rows,
                                      [&](const Block& block) {
                                        LargestValues largest;
                                        for (std::size_t row = block.begin; row < block.end;
                                             ++row) {
                                          largest.add(values[row]);
                                        }
                                        return largest;
                                      })
      .finish();
}

PerTotal<TotalScale> total_scales(const TotalViews& totals) {
  PerTotal<TotalScale> scales;
  for (std::size_t total = 0; total < kNumTotals; ++total) {
    scales[total] = total_scale(totals[total]);
  }
  return scales;
}

double scaled_value(std::int64_t value, const TotalScale& scale, Scaling scaling) {
  if (scale.count == 0) return 0.0;
  switch (scaling) {
    case Scaling::kCap:
      return std::min(uncapped_value(value, scale), 1.0);
    case Scaling::kMax:
      return static_cast<double>(value) / static_cast<double>(scale.max);
    case Scaling::kMean:
      return uncapped_value(value, scale);
  }
  fail_check("a known scaling", __FILE__, __LINE__);
}

std::vector<double> scaled_column(std::span<const std::int64_t> values, const TotalScale& scale,
                                  Scaling scaling) {
  std::vector<double> scaled(values.size());
  for_blocks(values.size(), std::size_t{1} << 16, [&](const Block& block) {
    for (std::size_t row = block.begin; row < block.end; ++row) {
      scaled[row] = scaled_value(values[row], scale, scaling);
    }
  });
  return scaled;
}

}  // namespace fsu::ranking

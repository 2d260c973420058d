// Scaling of a total, so that totals of different units can be added.
//
// Input: one column, a whole number >= 0 for each individual. Its scale is m, the mean of the 1000
// largest non-zero values (all, if fewer), kept exactly as a sum and a count. Readings of x:
//   cap   min(x / m, 1)   skewed values do not decide
//   max   x / max         (x / m) / (max / m): m cancels
//   mean  x / m           no upper bound
// Without any non-zero value everything scales to 0. Each result is one division of doubles by
// double(sum) / double(count) or double(max), in this order on every machine. The largest values
// are a mergeable reduction, so blocks and threads do not show.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/mergeable.hpp"
#include "kernels/core/total.hpp"

namespace fsu::ranking {

enum class Scaling : std::uint8_t { kCap, kMax, kMean };

/// Values of a total that enter m.
inline constexpr std::size_t kNumLargestValues = 1000;

/// Sum, number and maximum of the largest non-zero values of one total.
struct TotalScale {
  std::int64_t sum = 0;
  std::int64_t count = 0;
  std::int64_t max = 0;

  /// m; 0 where there is no non-zero value.
  [[nodiscard]] double mean() const {
    return count == 0 ? 0.0 : static_cast<double>(sum) / static_cast<double>(count);
  }
  friend bool operator==(const TotalScale&, const TotalScale&) = default;
};

/// The reduction that keeps the largest values: empty, add, merge, finish.
class LargestValues {
 public:
  [[nodiscard]] static LargestValues empty() { return {}; }
  /// Adds a value >= 0; zeros are passed over.
  void add(std::int64_t value);
  void merge(const LargestValues& other);
  [[nodiscard]] TotalScale finish() const;

 private:
  void keep_largest();

  /// At most twice kNumLargestValues, in no order.
  std::vector<std::int64_t> values_;
  /// Values at or below it cannot be among the largest any more.
  std::int64_t floor_ = 0;
};
static_assert(Mergeable<LargestValues>);

/// The scale of one column of totals.
[[nodiscard]] TotalScale total_scale(std::span<const std::int64_t> values,
                                     std::size_t block_rows = std::size_t{1} << 16);

/// The scales of all nine totals.
[[nodiscard]] PerTotal<TotalScale> total_scales(const TotalViews& totals);

/// x / m; 0 where there is no scale.
[[nodiscard]] inline double uncapped_value(std::int64_t value, const TotalScale& scale) {
  return scale.count == 0 ? 0.0 : static_cast<double>(value) / scale.mean();
}

/// x scaled by one of the readings.
[[nodiscard]] double scaled_value(std::int64_t value, const TotalScale& scale, Scaling scaling);

/// A whole column scaled, for the results.
[[nodiscard]] std::vector<double> scaled_column(std::span<const std::int64_t> values,
                                                const TotalScale& scale, Scaling scaling);

}  // namespace fsu::ranking

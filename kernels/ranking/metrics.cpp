#include "kernels/ranking/metrics.hpp"

#include <bit>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/uint128.hpp"

namespace fsu::ranking {
namespace {

constexpr std::uint64_t kE12 = 1'000'000'000'000;
constexpr int kMantissaBits = 52;

}  // namespace

std::int64_t to_e12(double value) {
  FSU_CHECK(value >= 0 && value < 0x1p22);
  if (value == 0) return 0;  // also the negative zero
  const auto bits = std::bit_cast<std::uint64_t>(value);
  const int exponent = static_cast<int>(bits >> kMantissaBits);
  // Below 2^-60 the value is far from half of 1e-12; subnormals end here too.
  if (exponent < 1023 - 60) return 0;
  const std::uint64_t mantissa =
      (bits & ((std::uint64_t{1} << kMantissaBits) - 1)) | (std::uint64_t{1} << kMantissaBits);
  // value = mantissa * 2^-shift, 31 <= shift <= 112: the product is exact in 128 bits.
  const int shift = kMantissaBits + 1023 - exponent;
  const UInt128 product = static_cast<UInt128>(mantissa) * kE12;
  const UInt128 half = static_cast<UInt128>(1) << (shift - 1);
  const UInt128 rest = product & ((half << 1) - 1);
  const auto whole = static_cast<std::int64_t>(product >> shift);
  const bool is_up = rest > half || (rest == half && (whole & 1) != 0);
  return whole + (is_up ? 1 : 0);
}

MetricScores metric_scores(const TotalViews& totals, const PerTotal<TotalScale>& scales,
                           Metric metric, Scaling scaling) {
  const std::size_t num_rows = totals[0].size();
  for (const std::span<const std::int64_t> column : totals) FSU_CHECK(column.size() == num_rows);
  const TotalRange range = kMetricTotals[static_cast<std::size_t>(metric)];
  MetricScores scores{std::vector<double>(num_rows), std::vector<double>(num_rows),
                      std::vector<std::int64_t>(num_rows), std::vector<std::int64_t>(num_rows)};
  for_blocks(num_rows, std::size_t{1} << 14, [&](const Block& block) {
    for (std::size_t row = block.begin; row < block.end; ++row) {
      double score = 0;
      double uncapped = 0;
      for (std::size_t total = range.first; total < range.last; ++total) {
        score += scaled_value(totals[total][row], scales[total], scaling);
        uncapped += uncapped_value(totals[total][row], scales[total]);
      }
      scores.score[row] = score;
      scores.uncapped[row] = uncapped;
      scores.score_e12[row] = to_e12(score);
      scores.uncapped_e12[row] = to_e12(uncapped);
    }
  });
  return scores;
}

PerMetric<MetricScores> all_metric_scores(const TotalViews& totals,
                                          const PerTotal<TotalScale>& scales, Scaling scaling) {
  PerMetric<MetricScores> scores;
  for (std::size_t metric = 0; metric < kNumMetrics; ++metric) {
    scores[metric] = metric_scores(totals, scales, static_cast<Metric>(metric), scaling);
  }
  return scores;
}

}  // namespace fsu::ranking

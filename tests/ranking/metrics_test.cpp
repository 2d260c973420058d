// Metrics: sums in column order, and whole numbers of 1e-12 against long division.
#include "kernels/ranking/metrics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "kernels/core/check.hpp"
#include "tests/ranking/random_totals.hpp"
#include "tests/usage/any_threads.hpp"

namespace fsu::ranking {
namespace {

/// Long division by bits: doubles the fraction 12 decimal digits at a time, in exact steps.
std::int64_t reference_e12(double value) {
  double whole = std::floor(value);
  double fraction = value - whole;  // exact
  auto digits = static_cast<std::int64_t>(whole);
  for (int digit = 0; digit < 12; ++digit) {
    // fraction * 10 as 8 * fraction + 2 * fraction, in long double: exact up to 64 bits.
    const long double product = static_cast<long double>(fraction) * 10.0L;
    const long double next = std::floor(product);
    digits = digits * 10 + static_cast<std::int64_t>(next);
    const long double rest = product - next;
    fraction = static_cast<double>(rest);
    if (static_cast<long double>(fraction) != rest) return -1;  // not exact: nothing to compare
  }
  if (fraction > 0.5 || (fraction == 0.5 && digits % 2 != 0)) ++digits;
  return digits;
}

TEST(ToE12, KnownValues) {
  EXPECT_EQ(to_e12(0.0), 0);
  EXPECT_EQ(to_e12(-0.0), 0);
  EXPECT_EQ(to_e12(1.0), 1'000'000'000'000);
  EXPECT_EQ(to_e12(0.1), 100'000'000'000);
  EXPECT_EQ(to_e12(1e-12), 1);
  EXPECT_EQ(to_e12(4e-13), 0);
  EXPECT_EQ(to_e12(std::numeric_limits<double>::denorm_min()), 0);
  EXPECT_EQ(to_e12(4194303.0), 4'194'303'000'000'000'000);
}

TEST(ToE12, HalvesGoToTheEvenNumber) {
  // 2^-13 = 0.0001220703125 exactly: 122070312.5 of 1e-12.
  EXPECT_EQ(to_e12(0x1p-13), 122070312);
  EXPECT_EQ(to_e12(0x3p-13), 366210938);  // 366210937.5
  EXPECT_EQ(to_e12(std::nextafter(0x1p-13, 1)), 122070313);
  EXPECT_EQ(to_e12(std::nextafter(0x3p-13, 0)), 366210937);
}

TEST(ToE12, ShortBinaryFractionsEqualLongDivision) {
  int num_compared = 0;
  for (std::uint64_t index = 0; index < 20000; ++index) {
    Random random(1, 30, index);
    // At most 24 bits after the point, so that every step of the long division is exact.
    const double value = std::ldexp(static_cast<double>(random.below(1ULL << 30)), -24);
    const std::int64_t expected = reference_e12(value);
    if (expected < 0) continue;
    ++num_compared;
    EXPECT_EQ(to_e12(value), expected) << value;
  }
  EXPECT_GT(num_compared, 1000);
}

TEST(ToE12, RefusesWhatIsNoScore) {
  EXPECT_THROW((void)to_e12(-1.0), InternalError);
  EXPECT_THROW((void)to_e12(0x1p22), InternalError);
  EXPECT_THROW((void)to_e12(std::nan("")), InternalError);
}

TEST(Metrics, EveryTotalEntersItsMetricsOnly) {
  for (std::size_t total = 0; total < kNumTotals; ++total) {
    TotalColumns columns;
    for (std::size_t column = 0; column < kNumTotals; ++column) {
      columns[column].assign(1, column == total ? 4 : 0);
    }
    const auto scores =
        all_metric_scores(views_of(columns), total_scales(views_of(columns)), Scaling::kCap);
    EXPECT_EQ(scores[0].score[0], total <= 4 ? 1.0 : 0.0);
    EXPECT_EQ(scores[1].score[0], total == 5 || total == 6 ? 1.0 : 0.0);
    EXPECT_EQ(scores[2].score[0], total >= 7 ? 1.0 : 0.0);
    EXPECT_EQ(scores[3].score[0], 1.0);
  }
}

TEST(Metrics, UncappedIsTheSumOverMUnderEveryScaling) {
  const TotalColumns columns = test::random_totals(300, 50, 0.4, 1);
  const auto scales = total_scales(views_of(columns));
  const auto cap = all_metric_scores(views_of(columns), scales, Scaling::kCap);
  const auto mean = all_metric_scores(views_of(columns), scales, Scaling::kMean);
  const auto max = all_metric_scores(views_of(columns), scales, Scaling::kMax);
  for (std::size_t metric = 0; metric < kNumMetrics; ++metric) {
    EXPECT_EQ(mean[metric].score, mean[metric].uncapped);
    EXPECT_EQ(cap[metric].uncapped, mean[metric].uncapped);
    EXPECT_EQ(max[metric].uncapped, mean[metric].uncapped);
    EXPECT_NE(max[metric].score, mean[metric].score);
  }
}

TEST(Metrics, ScoresAreSumsOfTheScaledColumnsInColumnOrder) {
  const TotalColumns columns = test::random_totals(500, 1000000, 0.3, 2);
  const auto scales = total_scales(views_of(columns));
  for (const Scaling scaling : {Scaling::kCap, Scaling::kMax, Scaling::kMean}) {
    const auto scores = all_metric_scores(views_of(columns), scales, scaling);
    for (std::size_t metric = 0; metric < kNumMetrics; ++metric) {
      std::vector<double> sums(500, 0.0);
      for (std::size_t total = kMetricTotals[metric].first; total < kMetricTotals[metric].last;
           ++total) {
        const auto scaled = scaled_column(columns[total], scales[total], scaling);
        for (std::size_t row = 0; row < sums.size(); ++row) sums[row] += scaled[row];
      }
      EXPECT_EQ(scores[metric].score, sums);
    }
  }
}

TEST(Metrics, NobodyAndTheSameOnAnyThreads) {
  EXPECT_EQ(all_metric_scores(TotalViews{}, {}, Scaling::kCap)[3].size(), 0U);
  const TotalColumns columns = test::random_totals(40000, 1000, 0.3, 3);
  const auto scales = total_scales(views_of(columns));
  test::same_on_any_threads(
      [&] { return metric_scores(views_of(columns), scales, Metric::kOverall, Scaling::kMax); });
}

}  // namespace
}  // namespace fsu::ranking

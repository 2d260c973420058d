// Scaling: m against a full sort, readings, degenerate columns.
#include "kernels/ranking/scaling.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/ranking/random_totals.hpp"
#include "tests/usage/any_threads.hpp"

namespace fsu::ranking {
namespace {

TotalScale reference_scale(std::vector<std::int64_t> values) {
  std::sort(values.begin(), values.end(), std::greater<>());
  TotalScale scale;
  for (std::size_t place = 0; place < values.size() && place < 1000 && values[place] > 0; ++place) {
    scale.sum += values[place];
    ++scale.count;
    scale.max = values[0];
  }
  return scale;
}

TEST(Scaling, NothingScalesToZero) {
  for (const std::vector<std::int64_t>& values :
       {std::vector<std::int64_t>{}, std::vector<std::int64_t>(5000, 0)}) {
    const TotalScale scale = total_scale(values);
    EXPECT_EQ(scale, TotalScale{});
    EXPECT_EQ(scale.mean(), 0);
    for (const Scaling scaling : {Scaling::kCap, Scaling::kMax, Scaling::kMean}) {
      EXPECT_EQ(scaled_column(values, scale, scaling), std::vector<double>(values.size(), 0.0));
    }
  }
}

TEST(Scaling, FewerThanAThousandTakeAllNonZero) {
  const TotalScale scale = total_scale(std::vector<std::int64_t>{0, 8, 0, 2, 2});
  EXPECT_EQ(scale, (TotalScale{.sum = 12, .count = 3, .max = 8}));
  EXPECT_EQ(scale.mean(), 4.0);
}

TEST(Scaling, Readings) {
  const TotalScale scale{.sum = 12, .count = 3, .max = 8};
  const std::vector<std::int64_t> values = {0, 2, 4, 8};
  EXPECT_EQ(scaled_column(values, scale, Scaling::kCap), (std::vector<double>{0, 0.5, 1, 1}));
  EXPECT_EQ(scaled_column(values, scale, Scaling::kMax), (std::vector<double>{0, 0.25, 0.5, 1}));
  EXPECT_EQ(scaled_column(values, scale, Scaling::kMean), (std::vector<double>{0, 0.5, 1, 2}));
}

TEST(Scaling, TheThousandLargestWithTies) {
  std::vector<std::int64_t> values(1500, 3);
  values[700] = 9;
  EXPECT_EQ(total_scale(values), (TotalScale{.sum = 999 * 3 + 9, .count = 1000, .max = 9}));
}

TEST(Scaling, RandomColumnsEqualAFullSortForAnyBlocks) {
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    const std::size_t num_rows = 700 * seed;
    const auto columns = test::random_totals(num_rows, 1 << (2 * seed), 0.3, seed);
    for (const std::size_t block_rows : {13UL, 1024UL, 100000UL}) {
      EXPECT_EQ(total_scale(columns[0], block_rows), reference_scale(columns[0]));
    }
  }
}

TEST(Scaling, LargeColumnTheSameOnAnyThreads) {
  const auto columns = test::random_totals(60000, 100000000, 0.1, 2);
  const TotalScale scale = test::same_on_any_threads([&] { return total_scale(columns[3], 2048); });
  EXPECT_EQ(scale, reference_scale(columns[3]));
}

TEST(Scaling, LargestValuesMergeInAnyGrouping) {
  const auto columns = test::random_totals(9000, 5000, 0.2, 4);
  std::vector<LargestValues> parts(3);
  for (std::size_t row = 0; row < columns[0].size(); ++row) parts[row % 3].add(columns[0][row]);
  LargestValues left = parts[0];
  left.merge(parts[1]);
  left.merge(parts[2]);
  LargestValues right = parts[1];
  right.merge(parts[2]);
  LargestValues first = parts[0];
  first.merge(right);
  EXPECT_EQ(left.finish(), first.finish());
  EXPECT_EQ(left.finish(), reference_scale(columns[0]));
}

}  // namespace
}  // namespace fsu::ranking

// Draws: permutations are bijections, weights and tails give their shares, times keep to the clock.
#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "kernels/synth/civil_time.hpp"
#include "kernels/synth/heavy_tail.hpp"
#include "kernels/synth/permutation.hpp"
#include "kernels/synth/weighted_choice.hpp"

namespace fsu::synth {
namespace {

TEST(Permutation, IsABijectionOfAnySize) {
  for (const std::uint64_t size : {1U, 2U, 3U, 4U, 12U, 97U, 100U, 1024U, 30'030U}) {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      const Permutation permutation(size, Random(seed, 0, size));
      std::vector<bool> is_hit(size);
      for (std::uint64_t x = 0; x < size; ++x) {
        const std::uint64_t y = permutation(x);
        ASSERT_LT(y, size);
        ASSERT_FALSE(is_hit[y]);
        is_hit[y] = true;
        ASSERT_EQ(permutation.invert(y), x);
      }
    }
  }
}

TEST(Permutation, InvertsAtTheLargestSizes) {
  const std::uint64_t size = (std::uint64_t{1} << 31) - 1;
  const Permutation permutation(size, Random(3, 0, 0));
  for (const std::uint64_t x : {std::uint64_t{0}, std::uint64_t{1}, size / 2, size - 1})
    EXPECT_EQ(permutation.invert(permutation(x)), x);
}

TEST(WeightedChoice, GivesEachItemItsShare) {
  const WeightedChoice choice(std::array<std::uint32_t, 4>{1, 0, 3, 6});
  std::array<int, 4> counts{};
  Random random(1, 2, 3);
  for (int i = 0; i < 100'000; ++i) ++counts[choice(random)];
  EXPECT_EQ(counts[1], 0);
  EXPECT_NEAR(counts[0], 10'000, 500);
  EXPECT_NEAR(counts[2], 30'000, 700);
  EXPECT_NEAR(counts[3], 60'000, 700);
}

TEST(HeavyTail, HasAHeadAndReachesEverybody) {
  constexpr std::uint64_t kSize = 1000;
  const HeavyTail tail(kSize, 0.01);
  std::vector<int> counts(kSize);
  Random random(5, 6, 7);
  for (int i = 0; i < 200'000; ++i) ++counts[tail(random)];
  EXPECT_NEAR(counts[0], 2'880, 250);  // 2,000 of the head share, 880 of the slope
  EXPECT_GT(counts[0], counts[1]);
  EXPECT_GT(counts[2], counts[500] * 2);
  for (const int count : counts) EXPECT_GT(count, 0);
}

TEST(HeavyTail, TakesOneRank) {
  Random random(1, 1, 1);
  EXPECT_EQ(HeavyTail(1, 0.01)(random), 0U);
}

TEST(CivilTime, LeavesOutTheSkippedHourOnly) {
  const std::int64_t spring = midnight(20250330);  // the last Sunday of March 2025
  EXPECT_EQ(on_the_clock(spring + kHour - 1), spring + kHour - 1);
  EXPECT_EQ(on_the_clock(spring + kHour), spring + 2 * kHour);
  EXPECT_EQ(on_the_clock(spring + 2 * kHour - 1), spring + 3 * kHour - 1);
  EXPECT_EQ(on_the_clock(spring + 2 * kHour), spring + 2 * kHour);
  for (const std::int32_t other : {20250329, 20250331, 20250323, 20251026, 20240330})
    EXPECT_EQ(on_the_clock(midnight(other) + kHour), midnight(other) + kHour) << other;
  EXPECT_EQ(on_the_clock(midnight(20240331) + kHour), midnight(20240331) + 2 * kHour);
}

TEST(CivilTime, DurationsKeepTheirBounds) {
  Random random(9, 9, 9);
  for (int i = 0; i < 1000; ++i) {
    const std::int64_t duration = draw_duration(random, 20, 7200);
    EXPECT_GE(duration, 20);
    EXPECT_LE(duration, 7200);
    const std::int64_t second = draw_time_of_day(random);
    EXPECT_GE(second, 0);
    EXPECT_LT(second, kDay);
  }
}

}  // namespace
}  // namespace fsu::synth

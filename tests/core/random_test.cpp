// Random numbers: a pure function of (seed, stream, index), uniform, within their bounds.
#include "kernels/core/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <set>

namespace fsu {
namespace {

TEST(Random, SameForTheSameSeedStreamAndIndex) {
  Random a(1, 2, 3);
  Random b(1, 2, 3);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(a.next(), b.next());
}

TEST(Random, AnotherSeedStreamOrIndexIsAnotherSequence) {
  std::set<std::uint64_t> firsts;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    for (std::uint64_t stream = 0; stream < 20; ++stream) {
      for (std::uint64_t index = 0; index < 20; ++index) {
        firsts.insert(Random(seed, stream, index).next());
      }
    }
  }
  EXPECT_EQ(firsts.size(), 8000U);
}

TEST(Random, IsTheSameInEveryVersion) {
  // A change of these values changes every synthetic force.
  Random random(42, 7, 1);
  EXPECT_EQ(random.next(), UINT64_C(3996770739383041034));
  EXPECT_EQ(random.below(1000000), UINT64_C(17509));
}

TEST(Random, BelowFillsItsRangeEvenly) {
  constexpr std::uint64_t kBound = 10;
  constexpr int kDraws = 100000;
  std::array<int, kBound> counts{};
  Random random(3, 0, 0);
  for (int i = 0; i < kDraws; ++i) ++counts.at(random.below(kBound));
  double chi_squared = 0;
  for (const int count : counts) {
    const double off = count - kDraws / 10.0;
    chi_squared += off * off / (kDraws / 10.0);
  }
  EXPECT_LT(chi_squared, 27.9);  // 9 degrees of freedom, p = 0.001
}

TEST(Random, FirstDrawsOfNeighboursAreEvenToo) {
  std::array<int, 10> counts{};
  for (std::uint64_t index = 0; index < 50000; ++index) ++counts.at(Random(9, 1, index).below(10));
  for (const int count : counts) EXPECT_NEAR(count, 5000, 300);
}

TEST(Random, BetweenHoldsBothEnds) {
  Random random(4, 0, 0);
  std::set<std::int64_t> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(random.between(-2, 2));
  EXPECT_EQ(seen, (std::set<std::int64_t>{-2, -1, 0, 1, 2}));
  EXPECT_EQ(random.between(5, 5), 5);
}

TEST(Random, BetweenReachesOverMoreThanHalfOfAllNumbers) {
  constexpr std::int64_t kFar = INT64_C(6000000000000000000);
  Random random(5, 0, 0);
  bool has_negative = false;
  bool has_positive = false;
  for (int i = 0; i < 1000; ++i) {
    const std::int64_t value = random.between(-kFar, kFar);
    ASSERT_GE(value, -kFar);
    ASSERT_LE(value, kFar);
    has_negative = has_negative || value < -kFar / 2;
    has_positive = has_positive || value > kFar / 2;
  }
  EXPECT_TRUE(has_negative && has_positive);
}

TEST(Random, UniformIsBelowOneAndChanceFollowsIt) {
  Random random(6, 0, 0);
  double sum = 0;
  int hits = 0;
  for (int i = 0; i < 100000; ++i) {
    const double value = random.uniform();
    ASSERT_GE(value, 0.0);
    ASSERT_LT(value, 1.0);
    sum += value;
    hits += random.chance(0.25) ? 1 : 0;
  }
  EXPECT_NEAR(sum / 100000, 0.5, 0.005);
  EXPECT_NEAR(hits, 25000, 600);
  EXPECT_FALSE(random.chance(0.0));
  EXPECT_TRUE(random.chance(1.0));
}

}  // namespace
}  // namespace fsu

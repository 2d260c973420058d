// Parts of probabilities: there and back, and sums that know no order.
#include "kernels/core/probability_parts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "kernels/core/random.hpp"

namespace fsu {
namespace {

TEST(ProbabilityParts, TheEndsAreExact) {
  EXPECT_EQ(parts_of_probability(0), 0U);
  EXPECT_EQ(parts_of_probability(1), kCertain);
  EXPECT_EQ(probability_of_parts(0), 0);
  EXPECT_EQ(probability_of_parts(kCertain), 1);
  EXPECT_EQ(probability_of_parts(std::int64_t{-1} * kCertain), -1);
  EXPECT_EQ(probability_of_parts(std::uint64_t{5} << 40), 5.0 * (1 << 24));
}

TEST(ProbabilityParts, EveryPartComesBack) {
  for (std::uint32_t parts = 0; parts <= kCertain; ++parts)
    ASSERT_EQ(parts_of_probability(probability_of_parts(parts)), parts);
}

TEST(ProbabilityParts, TheNearestPartIsTaken) {
  EXPECT_EQ(parts_of_probability(0.49 / 65536), 0U);
  EXPECT_EQ(parts_of_probability(0.5 / 65536), 1U);
  EXPECT_EQ(parts_of_probability(0.999999), kCertain);
}

TEST(ProbabilityParts, SumsAreTheSameInAnyOrder) {
  Random random(1, 2, 3);
  std::vector<double> probabilities(10'000);
  for (double& probability : probabilities)
    probability = static_cast<double>(random.below(1'000'000)) / 999'999;
  const auto sum = [&] {
    return std::accumulate(
        probabilities.begin(), probabilities.end(), std::uint64_t{0},
        [](std::uint64_t parts, double p) { return parts + parts_of_probability(p); });
  };
  const std::uint64_t forwards = sum();
  std::reverse(probabilities.begin(), probabilities.end());
  EXPECT_EQ(sum(), forwards);
  std::sort(probabilities.begin(), probabilities.end());
  EXPECT_EQ(sum(), forwards);
  const double exact = std::accumulate(probabilities.begin(), probabilities.end(), 0.0);
  EXPECT_NEAR(probability_of_parts(forwards), exact, 10'000 * 0.5 / 65536);
}

}  // namespace
}  // namespace fsu

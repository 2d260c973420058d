#include "kernels/model/model.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "kernels/core/check.hpp"
#include "tests/support/random_model.hpp"

namespace fsu::model {
namespace {

TEST(WeightOfRatio, IsLog2) {
  EXPECT_EQ(weight_of_ratio(1), 0);
  EXPECT_EQ(weight_of_ratio(8), 3 * kWeightOne);
  EXPECT_EQ(weight_of_ratio(0.25), -2 * kWeightOne);
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    Random random(1, 0, i);
    const double ratio = test::random_share(random) / test::random_share(random);
    ASSERT_NEAR(weight_bits(weight_of_ratio(ratio)), std::log2(ratio), 2.0 / kWeightOne);
  }
}

TEST(WeightOfRatio, RefusesWhatHasNoLogarithm) {
  for (const double ratio : {0.0, -1.0, std::numeric_limits<double>::infinity(),
                             std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW(static_cast<void>(weight_of_ratio(ratio)), InternalError);
  }
}

/// The same sum with the logarithms of libm.
double reference_weight(const Model& model, const Levels& levels) {
  double bits = std::log2(model.lambda / (1 - model.lambda));
  for (std::size_t i = 0; i < model.comparisons.size(); ++i) {
    const Comparison& comparison = model.comparisons[i];
    if (comparison.spec.levels[levels[i]].presence == kNothingCompared) continue;
    bits += std::log2(comparison.shares[levels[i]].m) - std::log2(comparison.shares[levels[i]].u);
  }
  const auto found = model.dependence.find(agreement_code(model.comparisons, levels));
  if (found != model.dependence.end()) bits += std::log2(found->second.m / found->second.u);
  return bits;
}

TEST(PatternWeight, IsTheSumOfPriorLevelsAndDependence) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const Model model = test::random_model(seed % 5, seed);
    for (std::uint64_t i = 0; i < 300; ++i) {
      Random random(seed, 1, i);
      const Levels levels = test::random_levels(model, random);
      ASSERT_NEAR(weight_bits(pattern_weight(model, levels)), reference_weight(model, levels),
                  1e-4);
    }
  }
}

TEST(PatternWeight, NothingComparedIsThePriorAlone) {
  const Model model = test::random_model(0, 1);
  Levels levels{};
  levels[0] = test::missing_level(model.comparisons[0].spec);
  EXPECT_EQ(pattern_weight(model, levels), prior_weight(model));
}

TEST(ProbabilityOf, IsOddsOverOnePlusOdds) {
  EXPECT_EQ(probability_of(0), 0.5);
  EXPECT_EQ(probability_of(kWeightOne), 2.0 / 3);
  EXPECT_EQ(probability_of(-3 * kWeightOne), 1.0 / 9);
  EXPECT_EQ(probability_of(5000 * kWeightOne), 1);
  EXPECT_EQ(probability_of(-5000 * kWeightOne), 0);
}

}  // namespace
}  // namespace fsu::model

#include "kernels/model/pattern_weights.hpp"

#include <gtest/gtest.h>

#include "kernels/core/probability_parts.hpp"
#include "kernels/model/evidence_shares.hpp"
#include "tests/support/random_model.hpp"

namespace fsu::model {
namespace {

TEST(PatternWeights, EqualTheModelForEveryPattern) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Model model = test::random_model(seed % 6, seed);
    const PatternWeights weights(model);
    EXPECT_EQ(weights.prior(), prior_weight(model));
    for (std::uint64_t i = 0; i < 500; ++i) {
      Random random(seed, 1, i);
      const Levels levels = test::random_levels(model, random);
      ASSERT_EQ(weights.of(levels), pattern_weight(model, levels));
    }
  }
}

TEST(PatternWeights, OfSomeComparisons) {
  const Model model = test::random_model(3, 1);
  const PatternWeights weights(model);
  Random random(2, 0, 0);
  const Levels levels = test::random_levels(model, random);
  for (std::size_t begin = 0; begin <= model.comparisons.size(); ++begin) {
    Weight sum = 0;
    for (std::size_t end = begin; end <= model.comparisons.size(); ++end) {
      EXPECT_EQ(weights.of_comparisons(levels, begin, end), sum);
      if (end < model.comparisons.size()) sum += level_weight(model.comparisons[end], levels[end]);
    }
  }
}

TEST(PatternWeights, NoModelWeighsNothing) {
  EXPECT_EQ(PatternWeights().of(Levels{}), 0);
  EXPECT_EQ(PatternWeights().of_comparisons(Levels{}, 0, 4), 0);
  EXPECT_EQ(PatternWeights().prior(), 0);
}

/// Without further fields there are no agreements to correct, whatever was learned from.
TEST(PatternWeights, EvidenceLearnedWithoutFieldsChangesNothing) {
  Model model = test::random_model(0, 3);
  Random random(4, 0, 0);
  const Levels levels = test::random_levels(model, random);
  const LabelledPattern pattern{levels, 100, 30 * kCertain, 0};
  learn_evidence(std::span(&pattern, 1), 1000, model);
  EXPECT_TRUE(model.dependence.empty());
  EXPECT_EQ(PatternWeights(model).of(levels), pattern_weight(model, levels));
}

}  // namespace
}  // namespace fsu::model

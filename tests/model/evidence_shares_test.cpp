#include "kernels/model/evidence_shares.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "kernels/core/probability_parts.hpp"
#include "kernels/model/dependence.hpp"
#include "tests/support/random_model.hpp"

namespace fsu::model {
namespace {

std::vector<LabelledPattern> random_patterns(const Model& model, std::uint64_t seed,
                                             std::size_t count) {
  std::vector<LabelledPattern> patterns(count);
  for (std::size_t i = 0; i < count; ++i) {
    Random random(seed, 0, i);
    LabelledPattern& pattern = patterns[i];
    pattern.levels = test::random_levels(model, random);
    pattern.num_pairs = random.below(1000);
    pattern.true_parts = random.below(pattern.num_pairs * kCertain + 1);
    pattern.num_sampled = random.below(50);
  }
  return patterns;
}

/// m and u of a level straight from the definition.
LevelShares reference_shares(std::span<const LabelledPattern> patterns, double num_all_pairs,
                             const Comparison& comparison, std::size_t place, std::size_t level) {
  double num_pairs = 0;
  double num_sampled = 0;
  for (const LabelledPattern& pattern : patterns) {
    num_pairs += static_cast<double>(pattern.num_pairs);
    num_sampled += static_cast<double>(pattern.num_sampled);
  }
  const double stands_for =
      num_sampled > 0 ? std::max(num_all_pairs - num_pairs, 0.0) / num_sampled : 0;
  const std::size_t num_levels = comparison.spec.levels.size();
  LevelShares at{10 * comparison.spec.levels[level].expected_share, 0.1};
  LevelShares all{10, 0.1 * static_cast<double>(num_levels - 1)};
  for (const LabelledPattern& pattern : patterns) {
    if (pattern.levels[place] == 0) continue;
    const double m = static_cast<double>(pattern.true_parts) / kCertain;
    const double u = static_cast<double>(pattern.num_pairs) - m +
                     stands_for * static_cast<double>(pattern.num_sampled);
    all.m += m;
    all.u += u;
    if (pattern.levels[place] != level) continue;
    at.m += m;
    at.u += u;
  }
  return {at.m / all.m, at.u / all.u};
}

TEST(LearnEvidence, SharesAreThoseOfTheLabelledPairs) {
  for (const std::size_t count : {0u, 1u, 400u}) {
    Model model = test::random_model(3, 1);
    const Model before = model;
    const auto patterns = random_patterns(model, 2, count);
    learn_evidence(patterns, 1e7, model);
    for (std::size_t i = 0; i < model.comparisons.size(); ++i) {
      const Comparison& comparison = model.comparisons[i];
      for (std::size_t l = 0; l < comparison.spec.levels.size(); ++l) {
        const LevelShares expected = i < kFirstField ? before.comparisons[i].shares[l]
                                     : l == 0        ? LevelShares{}
                                              : reference_shares(patterns, 1e7, comparison, i, l);
        EXPECT_NEAR(comparison.shares[l].m, expected.m, 1e-9) << i << " " << l;
        EXPECT_NEAR(comparison.shares[l].u, expected.u, 1e-9) << i << " " << l;
      }
    }
    EXPECT_EQ(model.lambda, before.lambda);
  }
}

/// Sums are of whole parts and the patterns are joined by code, so their order changes nothing.
TEST(LearnEvidence, SameInAnyOrderOfThePatterns) {
  Model forward = test::random_model(3, 3);
  Model back = forward;
  auto patterns = random_patterns(forward, 4, 300);
  for (LabelledPattern& pattern : patterns) pattern.num_sampled = 0;
  learn_evidence(patterns, 1e5, forward);
  std::reverse(patterns.begin(), patterns.end());
  learn_evidence(patterns, 1e5, back);
  for (std::size_t i = 0; i < forward.comparisons.size(); ++i) {
    for (std::size_t l = 0; l < forward.comparisons[i].shares.size(); ++l) {
      EXPECT_EQ(forward.comparisons[i].shares[l].m, back.comparisons[i].shares[l].m);
      EXPECT_EQ(forward.comparisons[i].shares[l].u, back.comparisons[i].shares[l].u);
    }
  }
  ASSERT_EQ(forward.dependence.size(), back.dependence.size());
  for (const auto& [code, shares] : forward.dependence) {
    EXPECT_EQ(shares.m, back.dependence.at(code).m);
    EXPECT_EQ(shares.u, back.dependence.at(code).u);
  }
}

/// A field that all true pairs and a thousandth of the others share weighs about ten bits.
TEST(LearnEvidence, AgreementsWeighWhatTheySay) {
  Model model = test::random_model(2, 5);
  Levels agree{};
  Levels differ{};
  agree[kFirstField + 1] = 1;
  differ[kFirstField + 1] = 2;
  const std::vector<LabelledPattern> patterns = {{agree, 20'000, 10'000 * kCertain, 0},
                                                 {differ, 9'990'000, 0, 0}};
  learn_evidence(patterns, 1e7, model);
  EXPECT_NEAR(weight_bits(level_weight(model.comparisons[kFirstField + 1], 1)), 9.96, 0.02);
  EXPECT_LT(level_weight(model.comparisons[kFirstField + 1], 2), -8 * kWeightOne);
}

}  // namespace
}  // namespace fsu::model

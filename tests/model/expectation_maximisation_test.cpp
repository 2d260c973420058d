#include "kernels/model/expectation_maximisation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/model/dependence.hpp"
#include "tests/model/drawn_pairs.hpp"

namespace fsu::model {
namespace {

using test::DrawnPairs;
using test::PairDraw;
using test::Truth;

constexpr double kWithin = 0.05;
constexpr double kEnoughPairs = 10'000;

/// Every weight and share must be finite, and the shares of every presence sum up to 1.
void expect_sound(const Model& model) {
  EXPECT_TRUE(model.lambda > 0 && model.lambda < 1) << model.lambda;
  for (const Comparison& comparison : model.comparisons) {
    std::map<std::uint8_t, LevelShares> sums;
    for (std::size_t l = 0; l < comparison.spec.levels.size(); ++l) {
      const LevelShares& shares = comparison.shares[l];
      const LevelSpec& level = comparison.spec.levels[l];
      if (level.presence == kNothingCompared) continue;
      ASSERT_TRUE(std::isfinite(shares.m) && shares.m > 0) << level.label;
      ASSERT_TRUE(std::isfinite(shares.u) && shares.u > 0) << level.label;
      LevelShares& sum = sums.try_emplace(level.presence, LevelShares{0, 0}).first->second;
      sum.m += shares.m;
      sum.u += shares.u;
      const Weight weight = level_weight(comparison, static_cast<std::uint8_t>(l));
      EXPECT_LT(std::abs(weight_bits(weight)), 64) << level.label;
    }
    for (const auto& [presence, sum] : sums) {
      EXPECT_NEAR(sum.m, 1, 1e-9) << comparison.spec.name;
      EXPECT_NEAR(sum.u, 1, 1e-9) << comparison.spec.name;
    }
  }
  for (const auto& [code, shares] : model.dependence) {
    EXPECT_TRUE(std::isfinite(shares.m) && shares.m > 0) << code;
    EXPECT_TRUE(std::isfinite(shares.u) && shares.u > 0) << code;
  }
}

/// m and u of every level that at least 10,000 pairs are expected to have. The draw gives 0.7 of
/// the pairs to presence 1.
int expect_recovered(const Model& model, const Truth& truth, double num_true, double num_other) {
  int num_checked = 0;
  for (std::size_t i = 0; i < truth.comparisons.size(); ++i) {
    for (std::size_t l = 0; l < truth.comparisons[i].levels.size(); ++l) {
      const LevelSpec& level = truth.comparisons[i].levels[l];
      if (level.presence != 1) continue;
      const LevelShares& shares = model.comparisons[i].shares[l];
      if (0.7 * num_true * truth.m[i][l] >= kEnoughPairs) {
        EXPECT_NEAR(shares.m / truth.m[i][l], 1, kWithin)
            << "m of " << truth.comparisons[i].name << ", " << level.label;
        ++num_checked;
      }
      if (0.7 * num_other * truth.u[i][l] >= kEnoughPairs) {
        EXPECT_NEAR(shares.u / truth.u[i][l], 1, kWithin)
            << "u of " << truth.comparisons[i].name << ", " << level.label;
        ++num_checked;
      }
    }
  }
  return num_checked;
}

TEST(FitModel, RecoversAKnownModelFromAllPairs) {
  for (const std::size_t num_fields : {0u, 2u}) {
    const Truth truth(num_fields, 1);
    const PairDraw draw_true(truth, true);
    const PairDraw draw_other(truth, false);
    constexpr std::uint64_t kNumTrue = 100'000;
    constexpr std::uint64_t kNumOther = 1'400'000;
    DrawnPairs pairs;
    for (std::uint64_t i = 0; i < kNumTrue + kNumOther; ++i) {
      Random random(2, num_fields, i);
      pairs.add((i < kNumTrue ? draw_true : draw_other).draw(random));
    }
    const std::vector<CountedPattern> patterns = pairs.patterns();
    const double num_all = kNumTrue + kNumOther;
    const Model model =
        fit_model({truth.comparisons, patterns, num_all, 2.0 * kNumTrue, nullptr}, {});
    expect_sound(model);
    EXPECT_NEAR(model.lambda * num_all / kNumTrue, 1, kWithin);
    EXPECT_GT(expect_recovered(model, truth, kNumTrue, kNumOther), 30);
    // Fields that are independent need no correction; code 0 is that of most other pairs.
    EXPECT_EQ(model.dependence.empty(), num_fields == 0);
    if (num_fields > 0) {
      EXPECT_NEAR(model.dependence.at(0).u, 1, kWithin);
    }
  }
}

/// A pair that no pass found stands for twenty.
TEST(FitModel, RecoversAKnownModelFromCandidatesAndASampleOfTheRest) {
  const Truth truth(1, 3);
  const PairDraw draw_true(truth, true);
  const PairDraw draw_other(truth, false);
  constexpr std::uint64_t kNumTrue = 60'000;
  constexpr std::uint64_t kNumOther = 3'000'000;
  constexpr std::uint64_t kStandsFor = 20;
  const auto is_found = [&](const Levels& levels) {
    return truth.comparisons[0].levels[levels[0]].is_agreement || levels[compare::kIdentifier] == 1;
  };
  DrawnPairs pairs;
  std::uint64_t num_found = 0;
  for (std::uint64_t i = 0; i < kNumOther; ++i) {
    Random random(4, 0, i);
    const auto pair = draw_other.draw(random);
    if (is_found(pair.first)) {
      pairs.add(pair);
      ++num_found;
    } else if (random.below(kStandsFor) == 0) {
      pairs.add_sampled(pair);
    }
  }
  for (std::uint64_t i = 0; i < kNumTrue; ++i) {
    Random random(4, 1, i);
    pairs.add(draw_true.draw(random));
  }
  EXPECT_GT(num_found, kNumOther / 50);
  EXPECT_LT(num_found, kNumOther / 3);
  const std::vector<CountedPattern> patterns = pairs.patterns();
  const double num_all = kNumTrue + kNumOther;
  const Model model =
      fit_model({truth.comparisons, patterns, num_all, 2.0 * kNumTrue, nullptr}, {});
  expect_sound(model);
  EXPECT_NEAR(model.lambda * num_all / kNumTrue, 1, kWithin);
  // The sample counts a twentieth of its pairs.
  EXPECT_GT(expect_recovered(model, truth, kNumTrue, kNumOther / kStandsFor), 12);
}

TEST(FitModel, StatedProbabilitiesAreTheTruePairs) {
  const Truth truth(0, 5);
  DrawnPairs pairs;
  const PairDraw draw_true(truth, true);
  const PairDraw draw_other(truth, false);
  for (std::uint64_t i = 0; i < 400'000; ++i) {
    Random random(6, 0, i);
    pairs.add((i < 20'000 ? draw_true : draw_other).draw(random));
  }
  const std::vector<CountedPattern> patterns = pairs.patterns();
  const Model model = fit_model({truth.comparisons, patterns, 400'000, 40'000, nullptr}, {});
  double sum = 0;
  for (const CountedPattern& pattern : patterns) {
    sum += pair_probability(model, pattern) * static_cast<double>(pattern.num_pairs);
  }
  EXPECT_NEAR(sum / 20'000, 1, kWithin);
  EXPECT_NEAR(sum / (model.lambda * 400'000), 1, 1e-3);
}

TEST(FitModel, InventsNoTruePairsWhereThereAreNone) {
  for (const std::size_t num_fields : {0u, 2u}) {
    const Truth truth(num_fields, 7);
    const PairDraw draw_other(truth, false);
    DrawnPairs pairs;
    for (std::uint64_t i = 0; i < 500'000; ++i) {
      Random random(8, num_fields, i);
      auto pair = draw_other.draw(random);
      pair.second = 0;
      pairs.add(pair);
    }
    const std::vector<CountedPattern> patterns = pairs.patterns();
    const Model model = fit_model({truth.comparisons, patterns, 500'000, 1000, nullptr}, {});
    expect_sound(model);
    double sum = 0;
    for (const CountedPattern& pattern : patterns) {
      const double probability = pair_probability(model, pattern);
      ASSERT_FALSE(std::isnan(probability));
      sum += probability * static_cast<double>(pattern.num_pairs);
    }
    EXPECT_LT(sum, 5) << num_fields;
  }
}

TEST(FitModel, DegenerateCountsGiveFiniteWeights) {
  for (const std::size_t num_fields : {0u, 2u}) {
    const Truth truth(num_fields, 9);
    const auto fit = [&](const std::vector<CountedPattern>& patterns, double num_pairs,
                         double num_records) {
      const Model model =
          fit_model({truth.comparisons, patterns, num_pairs, num_records, nullptr}, {});
      expect_sound(model);
      for (const CountedPattern& pattern : patterns) {
        const double probability = pair_probability(model, pattern);
        EXPECT_TRUE(probability >= 0 && probability <= 1) << probability;
      }
    };
    fit({}, 0, 0);
    fit({}, 1000, 100);
    Levels same{};
    same[compare::kNames] = compare::kSameNames;
    same[compare::kDateOfBirth] = compare::compare_dates(19800503, 19800503);
    same[compare::kIdentifier] = 1;
    Levels missing{};
    missing[compare::kNames] = test::missing_level(truth.comparisons[0]);
    for (const Levels& levels : {same, missing}) {
      fit({{levels, 0, 1, 0}}, 1, 2);
      fit({{levels, 0, 45, 0}}, 45, 10);
      fit({{levels, 0, 0, 10}}, 1e6, 1000);
      fit({{levels, 12, 1'000'000'000, 0}}, 1e9, 1e5);
      fit({{levels, -12, 1'000'000'000, 7}}, 1e12, 1e6);
    }
    const PairDraw draw_true(truth, true);
    const PairDraw draw_other(truth, false);
    DrawnPairs few;
    for (std::uint64_t i = 0; i < 45; ++i) {
      Random random(10, 0, i);
      few.add((i < 3 ? draw_true : draw_other).draw(random));
    }
    fit(few.patterns(), 45, 10);
  }
}

/// A model learned on other pairs is a start, also where patterns have agreements new to it.
TEST(FitModel, GoesOnFromAModelThatLacksSomeAgreements) {
  const Truth truth(2, 11);
  const PairDraw draw_true(truth, true);
  const PairDraw draw_other(truth, false);
  DrawnPairs few;
  DrawnPairs many;
  for (std::uint64_t i = 0; i < 30'000; ++i) {
    Random random(12, 0, i);
    const auto pair = (i % 10 == 0 ? draw_true : draw_other).draw(random);
    if (i < 20) few.add(pair);
    many.add(pair);
  }
  const std::vector<CountedPattern> few_patterns = few.patterns();
  const std::vector<CountedPattern> patterns = many.patterns();
  const Model start = fit_model({truth.comparisons, few_patterns, 20, 10, nullptr}, {});
  ASSERT_FALSE(start.dependence.empty());
  const Model model = fit_model({truth.comparisons, patterns, 30'000, 6000, &start}, {});
  expect_sound(model);
  EXPECT_NEAR(model.lambda * 30'000 / 3000, 1, 0.1);
}

/// Hardly any two people share an identifier, however few pairs fill it.
TEST(FitModel, AnEqualIdentifierIsRareAmongOthersHoweverFewFillIt) {
  const Truth truth(0, 14);
  for (const std::uint64_t num_filled : {45u, 1000u, 100'000u}) {
    Levels filled{};
    filled[compare::kIdentifier] = 4;  // different
    const std::vector<CountedPattern> patterns = {{Levels{}, 0, 200'000 - num_filled, 0},
                                                  {filled, 0, num_filled, 0}};
    const Model model = fit_model({truth.comparisons, patterns, 200'000, 600, nullptr}, {});
    expect_sound(model);
    EXPECT_LT(model.comparisons[compare::kIdentifier].shares[1].u, 2e-6) << num_filled;
    EXPECT_GT(level_weight(model.comparisons[compare::kIdentifier], 1), 15 * kWeightOne);
  }
}

/// One round from a known model: lambda is the mean of the probabilities that the model states, and
/// the frequency adjustment multiplies the odds.
TEST(FitModel, ARoundTakesTheMeanOfTheStatedProbabilities) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Model start = test::random_model(seed % 3, seed);
    std::vector<ComparisonSpec> comparisons;
    for (const Comparison& comparison : start.comparisons) comparisons.push_back(comparison.spec);
    std::vector<CountedPattern> patterns;
    double num_pairs = 0;
    double num_true = 0;
    for (std::uint64_t i = 0; i < 50; ++i) {
      Random random(seed, 1, i);
      const int octave = static_cast<int>(random.between(-8, 8));
      patterns.push_back({test::random_levels(start, random), octave, 1 + random.below(99), 0});
      const auto count = static_cast<double>(patterns.back().num_pairs);
      num_pairs += count;
      num_true += count * pair_probability(start, patterns.back());
    }
    FitConfig once;
    once.max_iterations = 1;
    const Model model = fit_model({comparisons, patterns, num_pairs, 100, &start}, once);
    EXPECT_NEAR(model.lambda / std::max(num_true / num_pairs, 1e-3 / num_pairs), 1, 1e-4);
  }
}

TEST(FitModel, StopsWhereItHasSettledAndSaysSo) {
  const Truth truth(0, 13);
  const std::vector<CountedPattern> patterns = {{Levels{}, 0, 100, 0}};
  const Model settled = fit_model({truth.comparisons, patterns, 100, 20, nullptr}, {});
  EXPECT_TRUE(settled.has_converged);
  EXPECT_GE(settled.num_iterations, FitConfig{}.min_iterations);
  FitConfig once;
  once.max_iterations = 1;
  EXPECT_EQ(fit_model({truth.comparisons, patterns, 100, 20, nullptr}, once).num_iterations, 1);
}

/// Two independent parts with states 0 and 1; both in state 1 is a level that nobody saw.
ComparisonSpec two_parts() {
  ComparisonSpec spec{"parts", std::vector<LevelSpec>(5), 0};
  for (std::uint8_t a = 0; a < 2; ++a) {
    for (std::uint8_t b = 0; b < 2; ++b) {
      LevelSpec& level = spec.levels[static_cast<std::size_t>(1 + 2 * a + b)];
      level.presence = 1;
      level.parts = {{0, a}, {1, b}};
      level.expected_share = a + b == 2 ? 0.97 : 0.01;
    }
  }
  return spec;
}

/// u of the level of two rare parts, when a sample of the rest saw neither, one or several of it.
double rare_share(std::uint64_t num_seen, std::uint64_t num_candidates) {
  const std::vector<ComparisonSpec> specs = {two_parts()};
  const std::vector<CountedPattern> patterns = {{{1}, 0, 0, 980'000},
                                                {{2}, 0, 0, 1000},
                                                {{3}, 0, 0, 1000},
                                                {{4}, 0, num_candidates, num_seen}};
  const Model model = fit_model({specs, patterns, 1e10, 1000, nullptr}, {});
  return model.comparisons[0].shares[4].u;
}

TEST(FitModel, ALevelThatTheSampleDidNotSeeIsExpectedByItsParts) {
  EXPECT_NEAR(rare_share(0, 0), 1.04e-6 / 2.04, 1e-7);  // e = 1: half a pair of the sample's
  EXPECT_NEAR(rare_share(1, 0), 1e-6, 5e-8);            // what is seen is taken as it is
  EXPECT_NEAR(rare_share(20, 0), 2e-5, 1e-6);
}

TEST(OctaveOf, IsTheNearestWithinEight) {
  for (int octave = -kMostOctaves; octave <= kMostOctaves; ++octave) {
    const Weight weight = octave * kWeightOne;
    EXPECT_EQ(octave_of(weight), octave);
    EXPECT_EQ(octave_of(weight + kWeightOne / 2 - 1), octave);
    EXPECT_EQ(octave_of(weight - kWeightOne / 2), octave);
  }
  EXPECT_EQ(octave_of(100 * kWeightOne), kMostOctaves);
  EXPECT_EQ(octave_of(-100 * kWeightOne), -kMostOctaves);
}

}  // namespace
}  // namespace fsu::model

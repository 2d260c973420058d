#include "kernels/model/dependence.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "kernels/compare/compare_names.hpp"
#include "tests/support/random_model.hpp"

namespace fsu::model {
namespace {

Model model_of(std::size_t num_fields) { return test::random_model(num_fields, 1); }

TEST(AgreementCode, IsTheSurnamesDigitAndThoseOfTheFields) {
  using enum compare::NameLevel;
  const Model model = model_of(2);  // a text and an exact field
  Levels levels{};
  const auto code = [&](std::uint8_t names, std::uint8_t text, std::uint8_t exact) {
    levels[0] = names;
    levels[kFirstField] = text;
    levels[kFirstField + 1] = exact;
    return agreement_code(model.comparisons, levels);
  };
  const std::uint8_t same = compare::direct_level(kOther, kSame);
  const std::uint8_t other = compare::direct_level(kSame, kOther);
  const std::uint8_t missing = compare::direct_level(kMissing, kMissing);
  EXPECT_EQ(code(other, 5, 2), 0u);
  EXPECT_EQ(code(same, 1, 1), 9u + 3 + 1);
  EXPECT_EQ(code(missing, 0, 0), 18u + 6 + 2);
  EXPECT_EQ(code(same, 0, 2), 9u + 6);
  EXPECT_EQ(code(other, 4, 1), 1u);  // alike is no agreement of a text
}

TEST(AgreementCode, NumbersOfDigitsAndCodes) {
  EXPECT_EQ(num_agreement_digits(0), 0u);
  EXPECT_EQ(num_agreement_digits(4), 0u);
  EXPECT_EQ(num_agreement_digits(5), 2u);
  EXPECT_EQ(num_agreement_digits(7), 4u);
  EXPECT_EQ(num_agreement_codes(4), 1u);
  EXPECT_EQ(num_agreement_codes(7), 81u);
  const Model model = model_of(3);
  std::set<std::uint32_t> seen;
  for (std::uint64_t i = 0; i < 5000; ++i) {
    Random random(2, 0, i);
    seen.insert(agreement_code(model.comparisons, test::random_levels(model, random)));
  }
  EXPECT_LT(*seen.rbegin(), num_agreement_codes(7));
  EXPECT_GT(seen.size(), 70u);
  const Model without = model_of(0);
  for (std::uint64_t i = 0; i < 100; ++i) {
    Random random(3, 0, i);
    EXPECT_EQ(agreement_code(without.comparisons, test::random_levels(without, random)), 0u);
  }
}

/// Codes of two digits: 0 disagrees, 1 agrees, 2 missing.
constexpr std::uint32_t code_of(std::uint32_t a, std::uint32_t b) { return 3 * a + b; }

/// The ratio straight from its formula.
double drawn_ratio(double seen, double expected) {
  const double num_pairs = std::max(seen, expected);
  return std::exp2(num_pairs / (num_pairs + 5) * std::log2(seen / expected));
}

TEST(FitDependence, IndependentFieldsNeedNoCorrection) {
  std::map<std::uint32_t, AgreementCounts> counts;
  const double m[] = {0.2, 0.8};
  const double u[] = {0.9, 0.1};
  for (const std::uint32_t a : {0u, 1u}) {
    for (const std::uint32_t b : {0u, 1u}) {
      counts[code_of(a, b)] = {1e6 * m[a] * m[b], 1e8 * u[a] * u[b]};
    }
  }
  for (const auto& [code, shares] : fit_dependence(counts, 2)) {
    EXPECT_NEAR(shares.m, 1, 1e-3);
    EXPECT_NEAR(shares.u, 1, 1e-3);
  }
}

/// Among others, two fields agree together thirty times as often as independent ones: a household.
TEST(FitDependence, FieldsThatAgreeTogether) {
  const std::map<std::uint32_t, AgreementCounts> counts = {{code_of(0, 0), {4e4, 9.83e6}},
                                                           {code_of(0, 1), {1.6e5, 7e4}},
                                                           {code_of(1, 0), {1.6e5, 7e4}},
                                                           {code_of(1, 1), {6.4e5, 3e4}}};
  const auto dependence = fit_dependence(counts, 2);
  const double expected = 1e7 * 0.01 * 0.01;
  EXPECT_NEAR(dependence.at(code_of(1, 1)).u, drawn_ratio(3e4, expected), 0.05);
  EXPECT_NEAR(dependence.at(code_of(1, 1)).m, 1, 1e-3);
  EXPECT_NEAR(dependence.at(code_of(1, 0)).u, drawn_ratio(7e4, 1e7 * 0.01 * 0.99), 1e-3);
}

/// Three fields that say the same: where a thousand pairs agree on all of them, of which chance
/// would have made none, the third agreement adds nothing.
TEST(FitDependence, TheSameFactThreeTimesCountsOnce) {
  const std::map<std::uint32_t, AgreementCounts> counts = {{0, {0, 1e8}},
                                                           {9 + 3 + 1, {1000, 1000}}};
  const DependenceShares shares = fit_dependence(counts, 3).at(9 + 3 + 1);
  const double naive = 3 * std::log2(1e8 / 1000);
  EXPECT_NEAR(naive - std::log2(shares.u), std::log2(1e8 / 1000), 0.5);
  EXPECT_NEAR(std::log2(shares.m), 0, 0.01);
}

TEST(FitDependence, MissingFieldsAreComparedWithPairsThatMissThemToo) {
  const std::map<std::uint32_t, AgreementCounts> counts = {
      {code_of(0, 0), {250, 2500}}, {code_of(0, 1), {250, 2500}}, {code_of(1, 0), {250, 2500}},
      {code_of(1, 1), {250, 2500}}, {code_of(1, 2), {300, 1000}}, {code_of(0, 2), {300, 9000}},
      {code_of(2, 2), {77, 7777}}};
  const auto dependence = fit_dependence(counts, 2);
  // All of the pairs that fill nothing have this code, so there is nothing to correct.
  EXPECT_NEAR(dependence.at(code_of(2, 2)).m, 1, 1e-12);
  EXPECT_NEAR(dependence.at(code_of(2, 2)).u, 1, 1e-12);
  // The first field agrees in 6,000 of the 20,000 other pairs that fill it.
  EXPECT_NEAR(dependence.at(code_of(1, 2)).u, drawn_ratio(1000, 10'000 * 0.3), 1e-3);
  EXPECT_NEAR(dependence.at(code_of(0, 2)).u, drawn_ratio(9000, 10'000 * 0.7), 1e-3);
}

TEST(FitDependence, FewOrNoPairs) {
  EXPECT_TRUE(fit_dependence({}, 2).empty());
  EXPECT_TRUE(fit_dependence({{0, {10, 20}}}, 0).empty());
  for (const auto& [code, shares] : fit_dependence({{code_of(1, 1), {0, 0}}}, 2)) {
    EXPECT_NEAR(shares.m, 1, 0.01);
    EXPECT_NEAR(shares.u, 1, 0.01);
  }
  // One pair cannot say much: it is drawn towards "as independent".
  const auto one = fit_dependence({{code_of(1, 1), {1, 0}}, {code_of(0, 0), {0, 100}}}, 2);
  for (const auto& [code, shares] : one) {
    EXPECT_GT(shares.m / shares.u, 0.5);
    EXPECT_LT(shares.m / shares.u, 2);
  }
}

}  // namespace
}  // namespace fsu::model

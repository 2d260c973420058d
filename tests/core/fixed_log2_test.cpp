// Fixed-point logarithms and powers against those of the C library, and where they must be exact.
#include "kernels/core/fixed_log2.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "kernels/core/check.hpp"
#include "kernels/core/random.hpp"

namespace fsu {
namespace {

constexpr double kTolerance = 0x1.0p-19;

TEST(FixedLog2, ExactForPowersOfTwo) {
  for (int power = 0; power < 64; ++power) {
    EXPECT_EQ(fixed_log2(std::uint64_t{1} << power), power * kWeightOne);
  }
}

TEST(FixedLog2, ZeroIsAFaultOfTheProgram) {
  EXPECT_THROW(static_cast<void>(fixed_log2(0)), InternalError);
}

TEST(FixedLog2, RoundsDownAndIsClose) {
  Random random(1, 0, 0);
  for (int i = 0; i < 20000; ++i) {
    const std::uint64_t value = random.next() >> random.below(64) | 1;
    const double exact = std::log2(static_cast<double>(value));
    const double found = weight_bits(fixed_log2(value));
    EXPECT_LE(found, exact + 1e-12) << value;
    EXPECT_GT(found, exact - kTolerance) << value;
  }
}

TEST(FixedLog2, NeverFalls) {
  Weight last = 0;
  for (std::uint64_t value = 1; value < 200000; ++value) {
    const Weight weight = fixed_log2(value);
    ASSERT_GE(weight, last) << value;
    last = weight;
  }
  const std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
  EXPECT_GE(fixed_log2(largest), fixed_log2(largest - 1));
  EXPECT_LT(fixed_log2(largest), 64 * kWeightOne);
}

TEST(FixedLog2, RatiosSubtract) {
  EXPECT_EQ(fixed_log2_ratio(8, 32), -2 * kWeightOne);
  EXPECT_EQ(fixed_log2_ratio(7, 7), 0);
  EXPECT_EQ(fixed_log2_ratio(3, 5), -fixed_log2_ratio(5, 3));
}

TEST(FixedExp2, ExactForWholePowers) {
  for (int power = -1000; power <= 1000; ++power) {
    EXPECT_EQ(fixed_exp2(power * kWeightOne), std::ldexp(1.0, power)) << power;
  }
}

/// The product of the roots of some bits of the fraction, the largest first.
double product_of_roots(Weight weight, int first, int last) {
  double product = 1.0;
  for (int k = first; k <= last; ++k) {
    const double root = std::exp2(std::ldexp(1.0, -k));  // correctly rounded by this library
    if ((weight >> (kWeightFractionBits - k) & 1) != 0) product *= root;
  }
  return product;
}

/// The product of ten high roots times that of ten low ones: what the result is to the last bit.
double reference_exp2(Weight weight) {
  const double result = product_of_roots(weight, 1, 10) * product_of_roots(weight, 11, 20);
  return std::ldexp(result, static_cast<int>(weight >> kWeightFractionBits));
}

TEST(FixedExp2, EqualsTheProductOfRoots) {
  for (Weight fraction = 0; fraction < kWeightOne; fraction += 7) {
    for (const Weight whole : {Weight{-1000}, Weight{-61}, Weight{0}, Weight{3}, Weight{999}}) {
      const Weight weight = whole * kWeightOne + fraction;
      ASSERT_EQ(fixed_exp2(weight), reference_exp2(weight)) << weight;
    }
  }
}

TEST(FixedExp2, CloseToTheLibrary) {
  Random random(2, 0, 0);
  for (int i = 0; i < 20000; ++i) {
    const Weight weight = random.between(-900 * kWeightOne, 900 * kWeightOne);
    const double exact = std::exp2(weight_bits(weight));
    EXPECT_NEAR(fixed_exp2(weight) / exact, 1.0, 1e-13) << weight;
  }
}

TEST(FixedExp2, AlwaysRises) {
  double last = 0;
  for (Weight weight = -kWeightOne / 8; weight < kWeightOne / 8; ++weight) {
    const double value = fixed_exp2(weight);
    ASSERT_GT(value, last) << weight;
    last = value;
  }
}

TEST(FixedExp2, BeyondItsRangeItStaysAtTheEnds) {
  EXPECT_EQ(fixed_exp2(-1001 * kWeightOne), 0.0);
  EXPECT_EQ(fixed_exp2(-1000 * kWeightOne - 1), 0.0);
  EXPECT_EQ(fixed_exp2(std::numeric_limits<Weight>::min()), 0.0);
  EXPECT_EQ(fixed_exp2(1001 * kWeightOne + 5), std::ldexp(1.0, 1000));
  EXPECT_EQ(fixed_exp2(std::numeric_limits<Weight>::max()), std::ldexp(1.0, 1000));
}

TEST(FixedExp2, UndoesTheLogarithm) {
  for (std::uint64_t value = 1; value < 5000; ++value) {
    const double back = fixed_exp2(fixed_log2(value));
    EXPECT_NEAR(back / static_cast<double>(value), 1.0, kTolerance);
    EXPECT_LE(back, static_cast<double>(value) * (1 + 1e-13));
  }
}

}  // namespace
}  // namespace fsu

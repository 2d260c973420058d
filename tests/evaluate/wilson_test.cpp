// Wilson's interval against published values and against its definition.
#include "kernels/evaluate/wilson.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/core/check.hpp"

namespace fsu::evaluate {
namespace {

TEST(Wilson, AgreesWithPublishedIntervals) {
  // Newcombe, Two-sided confidence intervals for the single proportion, Stat. Med. 17 (1998),
  // table I, method 3.
  struct Published {
    std::int64_t successes;
    std::int64_t trials;
    double low;
    double high;
  };
  for (const Published& published :
       {Published{81, 263, 0.2553, 0.3662}, Published{15, 148, 0.0624, 0.1605},
        Published{0, 20, 0.0, 0.1611}, Published{1, 29, 0.0061, 0.1718}}) {
    const Share share = wilson_share(published.successes, published.trials);
    EXPECT_NEAR(share.low, published.low, 5e-5) << published.successes;
    EXPECT_NEAR(share.high, published.high, 5e-5) << published.successes;
  }
}

TEST(Wilson, EndsAreWhereTheScoreTestRejects) {
  // The ends are the shares p at which (k / n - p)^2 = z^2 p (1 - p) / n.
  constexpr double kZ = 1.959963984540054;
  for (const std::int64_t n : {1, 2, 7, 100, 31000000}) {
    for (const std::int64_t k : {std::int64_t{0}, n / 3, n / 2, n - 1, n}) {
      const Share share = wilson_share(k, n);
      const double found = static_cast<double>(k) / static_cast<double>(n);
      EXPECT_DOUBLE_EQ(share.value, found);
      for (const double end : {share.low, share.high}) {
        const double spread = kZ * kZ * end * (1 - end) / static_cast<double>(n);
        EXPECT_NEAR((found - end) * (found - end), spread, 1e-12) << k << " of " << n;
      }
    }
  }
}

TEST(Wilson, StaysWithinZeroAndOneAndAroundTheShare) {
  for (std::int64_t n = 1; n <= 60; ++n) {
    for (std::int64_t k = 0; k <= n; ++k) {
      const Share share = wilson_share(k, n);
      EXPECT_LE(0.0, share.low);
      EXPECT_LE(share.low, share.value);
      EXPECT_LE(share.value, share.high);
      EXPECT_LE(share.high, 1.0);
    }
    EXPECT_EQ(wilson_share(0, n).low, 0.0);
    EXPECT_EQ(wilson_share(n, n).high, 1.0);
  }
}

TEST(Wilson, AShareOfNothingIsMissing) {
  const Share share = wilson_share(0, 0);
  EXPECT_TRUE(std::isnan(share.value) && std::isnan(share.low) && std::isnan(share.high));
}

TEST(Wilson, MoreSuccessesThanTrialsAreAFaultOfTheProgram) {
  EXPECT_THROW(static_cast<void>(wilson_share(2, 1)), InternalError);
  EXPECT_THROW(static_cast<void>(wilson_share(-1, 1)), InternalError);
}

}  // namespace
}  // namespace fsu::evaluate

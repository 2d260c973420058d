#include "kernels/compare/compare_names.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/comparison_checks.hpp"

namespace fsu::compare {
namespace {

constexpr NameLevel kAllLevels[] = {NameLevel::kSame,   NameLevel::kClose,   NameLevel::kNear,
                                    NameLevel::kAlike,  NameLevel::kInitial, NameLevel::kOther,
                                    NameLevel::kMissing};

TEST(NameLevels, AreNumberedOnce) {
  std::set<std::uint8_t> seen;
  for (const NameLevel a : kAllLevels) {
    for (const NameLevel b : kAllLevels) {
      const std::uint8_t level = direct_level(a, b);
      EXPECT_TRUE(seen.insert(level).second);
      EXPECT_EQ(forename_level_of(level), a);
      EXPECT_EQ(surname_level_of(level), b);
    }
  }
  EXPECT_EQ(seen.size(), kNumDirectLevels);
  for (const NameLevel a : kAllLevels) {
    for (const NameLevel b : kAllLevels) {
      const std::uint8_t level = crossed_level(a, b);
      EXPECT_EQ(level, crossed_level(b, a));
      EXPECT_EQ(seen.insert(level).second, a <= b);
      EXPECT_EQ(forename_level_of(level), NameLevel::kMissing);
      EXPECT_EQ(surname_level_of(level), NameLevel::kMissing);
    }
  }
  EXPECT_EQ(seen.size(), kNumNamePairLevels);
  EXPECT_EQ(*seen.rbegin(), kNumNamePairLevels - 1);
}

TEST(NameLevels, Points) {
  const int points[] = {4, 3, 2, 1, 1, 0, 0};
  for (std::size_t i = 0; i < kNumNameLevels; ++i) EXPECT_EQ(name_points(kAllLevels[i]), points[i]);
}

TEST(NameComparison, IsDescribedWhole) {
  const ComparisonSpec spec = name_comparison();
  ASSERT_EQ(spec.levels.size(), kNumNamePairLevels);
  test::expect_consistent(spec);
  const NameLevel none = NameLevel::kMissing;
  for (const NameLevel a : kAllLevels) {
    for (const NameLevel b : kAllLevels) {
      const bool is_nothing = a == none && b == none;
      EXPECT_EQ(spec.levels[direct_level(a, b)].presence == kNothingCompared, is_nothing);
      EXPECT_EQ(spec.levels[crossed_level(a, b)].presence == kNothingCompared, is_nothing);
    }
  }
}

TEST(NameComparison, TheSurnameAgreesOrEitherCrossedName) {
  const ComparisonSpec spec = name_comparison();
  using enum NameLevel;
  EXPECT_TRUE(spec.levels[kSameNames].is_agreement);
  EXPECT_TRUE(spec.levels[direct_level(kOther, kNear)].is_agreement);
  EXPECT_FALSE(spec.levels[direct_level(kSame, kAlike)].is_agreement);
  EXPECT_FALSE(spec.levels[direct_level(kSame, kMissing)].is_agreement);
  EXPECT_TRUE(spec.levels[crossed_level(kOther, kClose)].is_agreement);
  EXPECT_FALSE(spec.levels[crossed_level(kOther, kAlike)].is_agreement);
}

/// Two different crossed levels stand for both orders.
TEST(NameComparison, WaysOfCrossedLevels) {
  const ComparisonSpec spec = name_comparison();
  using enum NameLevel;
  EXPECT_EQ(spec.levels[crossed_level(kSame, kSame)].ways, 1);
  EXPECT_EQ(spec.levels[crossed_level(kSame, kClose)].ways, 2);
  EXPECT_EQ(spec.levels[crossed_level(kSame, kMissing)].ways, 1);
  EXPECT_EQ(spec.levels[direct_level(kSame, kClose)].ways, 1);
}

}  // namespace
}  // namespace fsu::compare

// The small value types: intervals, ids, checked casts, totals, patterns, hashes.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <string>

#include "kernels/core/check.hpp"
#include "kernels/core/comparison.hpp"
#include "kernels/core/hash.hpp"
#include "kernels/core/ids.hpp"
#include "kernels/core/interval.hpp"
#include "kernels/core/random.hpp"
#include "kernels/core/total.hpp"

namespace fsu {
namespace {

TEST(Interval, IsHalfOpen) {
  constexpr Interval interval{10, 20};
  EXPECT_TRUE(interval.contains(10));
  EXPECT_TRUE(interval.contains(19));
  EXPECT_FALSE(interval.contains(20));
  EXPECT_FALSE(interval.contains(9));
  EXPECT_EQ(interval.length_seconds(), 10);
  EXPECT_FALSE((Interval{5, 5}.contains(5)));
  EXPECT_EQ((Interval{20, 10}.length_seconds()), -10);
}

TEST(Interval, OverlapCountsSecondsThatBothCover) {
  for (std::int64_t begin = -3; begin <= 8; ++begin) {
    for (std::int64_t end = begin; end <= 8; ++end) {
      const Interval a{0, 5};
      const Interval b{begin, end};
      std::int64_t expected = 0;
      for (std::int64_t second = -3; second < 8; ++second)
        expected += a.contains(second) && b.contains(second) ? 1 : 0;
      EXPECT_EQ(overlap_seconds(a, b), expected);
      EXPECT_EQ(overlap_seconds(b, a), expected);
    }
  }
}

TEST(CheckedCast, PassesWhatFits) {
  EXPECT_EQ(checked_cast<std::uint8_t>(255), 255);
  EXPECT_EQ(checked_cast<std::int8_t>(std::int64_t{-128}), -128);
  EXPECT_EQ(checked_cast<std::uint64_t>(0), 0U);
}

TEST(CheckedCast, RefusesWhatDoesNot) {
  EXPECT_THROW(static_cast<void>(checked_cast<std::uint8_t>(256)), InternalError);
  EXPECT_THROW(static_cast<void>(checked_cast<std::uint64_t>(-1)), InternalError);
  EXPECT_THROW(static_cast<void>(checked_cast<int>(std::numeric_limits<std::uint64_t>::max())),
               InternalError);
}

TEST(Check, NamesConditionAndPlace) {
  try {
    FSU_CHECK(1 + 1 == 3);
    FAIL();
  } catch (const InternalError& error) {
    const std::string message = error.what();
    EXPECT_NE(message.find("1 + 1 == 3"), std::string::npos);
    EXPECT_NE(message.find("value_types_test.cpp"), std::string::npos);
  }
}

TEST(Id, NoneUntilGivenAndOrderedByValue) {
  EXPECT_TRUE(PersonId{}.is_none());
  EXPECT_FALSE(PersonId{0}.is_none());
  EXPECT_LT(PersonId{3}, PersonId{4});
  EXPECT_LT(PersonId{4}, PersonId{});  // none comes last
  static_assert(!std::is_convertible_v<PersonId, IncidentId>);
}

TEST(Total, ThreeAreInSeconds) {
  int num_seconds = 0;
  for (std::size_t i = 0; i < kNumTotals; ++i) num_seconds += is_seconds(Total(i)) ? 1 : 0;
  EXPECT_EQ(num_seconds, 3);
  TotalColumns columns;
  columns[index_of(Total::kVictimCount)] = {1, 2};
  EXPECT_EQ(views_of(columns)[2].size(), 2U);
}

ComparisonSpec comparison_of(std::size_t num_levels) {
  return {"of " + std::to_string(num_levels), std::vector<LevelSpec>(num_levels)};
}

TEST(PatternCode, NumbersEveryCombinationOnce) {
  const PatternCode code({comparison_of(3), comparison_of(1), comparison_of(4), comparison_of(2)});
  EXPECT_EQ(code.num_comparisons(), 4U);
  EXPECT_EQ(code.num_patterns(), 24);
  std::set<std::array<std::uint8_t, 4>> seen;
  for (std::uint64_t pattern = 0; pattern < 24; ++pattern) {
    const Levels levels = code.decode(pattern);
    EXPECT_LT(levels[0], 3);
    EXPECT_LT(levels[1], 1);
    EXPECT_LT(levels[2], 4);
    EXPECT_LT(levels[3], 2);
    EXPECT_EQ(code.encode(levels), pattern);
    seen.insert({levels[0], levels[1], levels[2], levels[3]});
  }
  EXPECT_EQ(seen.size(), 24U);
}

TEST(PatternCode, TheFirstComparisonIsTheMostSignificant) {
  const PatternCode code({comparison_of(3), comparison_of(5)});
  EXPECT_EQ(code.encode({1, 0}), 5U);
  EXPECT_EQ(code.encode({0, 1}), 1U);
}

TEST(PatternCode, OfNothing) {
  const PatternCode code({});
  EXPECT_EQ(code.num_patterns(), 1);
  EXPECT_EQ(code.encode({}), 0U);
  EXPECT_EQ(code.decode(0), Levels{});
}

/// The most there can be: 64 bits hold eight comparisons of 255 levels, and none is lost.
TEST(PatternCode, LargestPatternsComeBack) {
  const PatternCode code(std::vector<ComparisonSpec>(8, comparison_of(kMaxLevels)));
  Levels highest{};
  std::fill_n(highest.begin(), 8, std::uint8_t{kMaxLevels - 1});
  EXPECT_EQ(code.decode(code.encode(highest)), highest);
  EXPECT_LT(code.num_patterns(), 0x1p64);
  const PatternCode sixteen(std::vector<ComparisonSpec>(kMaxComparisons, comparison_of(16)));
  EXPECT_EQ(sixteen.num_patterns(), 0x1p64);
  Levels all_last{};
  all_last.fill(15);
  EXPECT_EQ(sixteen.encode(all_last), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(sixteen.decode(sixteen.encode(all_last)), all_last);
}

TEST(PatternCode, RandomPatternsComeBack) {
  for (std::uint64_t i = 0; i < 2000; ++i) {
    Random random(1, 0, i);
    std::vector<ComparisonSpec> comparisons(random.below(9));
    Levels levels{};
    for (std::size_t c = 0; c < comparisons.size(); ++c) {
      comparisons[c] = comparison_of(1 + random.below(kMaxLevels));
      levels[c] = static_cast<std::uint8_t>(random.below(comparisons[c].levels.size()));
    }
    const PatternCode code(comparisons);
    ASSERT_EQ(code.decode(code.encode(levels)), levels);
  }
}

TEST(Hash, MixingLosesNothingAndOrderMatters) {
  std::set<std::uint64_t> mixed;
  for (std::uint64_t i = 0; i < 10000; ++i) mixed.insert(mix_bits(i));
  EXPECT_EQ(mixed.size(), 10000U);
  EXPECT_NE(combine_hashes(1, 2), combine_hashes(2, 1));
  EXPECT_NE(hash_bytes("a"), hash_bytes("b"));
  EXPECT_NE(hash_bytes("a"), hash_bytes("a", 1));
  EXPECT_EQ(hash_bytes(""), hash_bytes(std::string_view()));
}

}  // namespace
}  // namespace fsu

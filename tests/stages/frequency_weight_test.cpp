#include "src/stages/frequency_weight.hpp"

#include <gtest/gtest.h>

#include "kernels/compare/compare_dates.hpp"
#include "kernels/compare/compare_identities.hpp"

namespace fsu::stages {
namespace {

using compare::DayState;
using compare::NameLevel;
using compare::YearState;

const model::FrequencyAdjustments kOfRight = {1, 20, 300, 4000};
const model::SpellingAdjustments kOfLeft = {50'000, 600'000};

Levels levels_of(NameLevel forename, NameLevel surname, bool is_same_date) {
  Levels levels{};
  levels[compare::kNames] = compare::direct_level(forename, surname);
  levels[compare::kDateOfBirth] =
      is_same_date ? compare::date_level(YearState::kSame, DayState::kSame, DayState::kSame)
                   : compare::date_level(YearState::kSame, DayState::kSame, DayState::kSlip);
  return levels;
}

Weight weight_of(NameLevel forename, NameLevel surname, bool is_same_date = false) {
  return frequency_weight(levels_of(forename, surname, is_same_date), kOfRight, kOfLeft);
}

TEST(FrequencyWeight, EqualNamesCountAsOne) {
  EXPECT_EQ(weight_of(NameLevel::kSame, NameLevel::kSame), 300);
  EXPECT_EQ(weight_of(NameLevel::kSame, NameLevel::kSame, true), 4300);
}

TEST(FrequencyWeight, OneEqualNameCountsForItself) {
  EXPECT_EQ(weight_of(NameLevel::kSame, NameLevel::kOther), 1);
  EXPECT_EQ(weight_of(NameLevel::kOther, NameLevel::kSame), 20);
  EXPECT_EQ(weight_of(NameLevel::kSame, NameLevel::kMissing), 1);
}

TEST(FrequencyWeight, NearNamesCountByTheirOwnSpelling) {
  EXPECT_EQ(weight_of(NameLevel::kClose, NameLevel::kSame), 50'020);
  EXPECT_EQ(weight_of(NameLevel::kSame, NameLevel::kNear), 600'001);
  EXPECT_EQ(weight_of(NameLevel::kNear, NameLevel::kClose, true), 654'000);
}

TEST(FrequencyWeight, NamesInEachOthersPlaceCountByTheSpellings) {
  Levels levels = levels_of(NameLevel::kSame, NameLevel::kSame, true);
  levels[compare::kNames] = compare::crossed_level(NameLevel::kSame, NameLevel::kSame);
  EXPECT_EQ(frequency_weight(levels, kOfRight, kOfLeft), 654'000);
  levels[compare::kNames] = compare::crossed_level(NameLevel::kSame, NameLevel::kClose);
  EXPECT_EQ(frequency_weight(levels, kOfRight, kOfLeft), 4000);
}

TEST(FrequencyWeight, DisagreementsDoNotCount) {
  EXPECT_EQ(weight_of(NameLevel::kOther, NameLevel::kOther), 0);
  EXPECT_EQ(weight_of(NameLevel::kMissing, NameLevel::kMissing), 0);
  EXPECT_EQ(weight_of(NameLevel::kMissing, NameLevel::kMissing, true), 4000);
}

}  // namespace
}  // namespace fsu::stages

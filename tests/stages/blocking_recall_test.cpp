#include "src/stages/blocking_recall.hpp"

#include <gtest/gtest.h>

#include "kernels/compare/compare_dates.hpp"
#include "kernels/compare/compare_identities.hpp"

namespace fsu::stages {
namespace {

using compare::DayState;
using compare::NameLevel;
using compare::YearState;

const std::uint8_t kSameDate =
    compare::date_level(YearState::kSame, DayState::kSame, DayState::kSame);
const std::uint8_t kFarDate = compare::date_level(YearState::kFar, DayState::kFar, DayState::kFar);
constexpr std::uint8_t kOtherNames = compare::direct_level(NameLevel::kOther, NameLevel::kSame);

Levels levels_of(std::uint8_t names, std::uint8_t date,
                 compare::IdentifierLevel identifier = compare::IdentifierLevel::kMissing) {
  Levels levels{};
  levels[compare::kNames] = names;
  levels[compare::kDateOfBirth] = date;
  levels[compare::kIdentifier] = static_cast<std::uint8_t>(identifier);
  return levels;
}

void add(BlockingRecall& recall, int num_pairs, const Levels& levels, double probability = 1) {
  for (int i = 0; i < num_pairs; ++i) recall.add(levels, probability);
}

TEST(BlockingRecall, NothingIsKnownOfNothing) { EXPECT_EQ(BlockingRecall().estimate(), 1); }

TEST(BlockingRecall, NothingIsLostWhereBothWaysCatchAll) {
  BlockingRecall recall;
  add(recall, 100, levels_of(compare::kSameNames, kSameDate));
  EXPECT_EQ(recall.estimate(), 1);
}

TEST(BlockingRecall, WhatNeitherWayCatchesIsInferredFromBoth) {
  BlockingRecall recall;
  add(recall, 79, levels_of(compare::kSameNames, kSameDate));
  add(recall, 20, levels_of(compare::kSameNames, kFarDate));
  add(recall, 20, levels_of(kOtherNames, kSameDate));
  // 99 by names, 99 by dates, 79 by both: 100 * 100 / 80 - 1 = 124 in all, 119 found.
  EXPECT_DOUBLE_EQ(recall.estimate(), 119.0 / 124);
  add(recall, 5, levels_of(kOtherNames, kFarDate));
  EXPECT_DOUBLE_EQ(recall.estimate(), 1);
}

TEST(BlockingRecall, HalfLikelyPairsCountHalf) {
  BlockingRecall whole;
  BlockingRecall half;
  add(whole, 40, levels_of(compare::kSameNames, kSameDate));
  add(half, 80, levels_of(compare::kSameNames, kSameDate), 0.5);
  add(whole, 10, levels_of(kOtherNames, kSameDate));
  add(half, 20, levels_of(kOtherNames, kSameDate), 0.5);
  add(whole, 10, levels_of(compare::kSameNames, kFarDate));
  add(half, 20, levels_of(compare::kSameNames, kFarDate), 0.5);
  EXPECT_LT(whole.estimate(), 1);
  EXPECT_DOUBLE_EQ(whole.estimate(), half.estimate());
}

TEST(BlockingRecall, AnIdentifierCatchesLikeADate) {
  BlockingRecall by_date;
  BlockingRecall by_identifier;
  for (BlockingRecall* recall : {&by_date, &by_identifier}) {
    add(*recall, 30, levels_of(compare::kSameNames, kSameDate));
    add(*recall, 10, levels_of(compare::kSameNames, kFarDate));
  }
  add(by_date, 10, levels_of(kOtherNames, kSameDate));
  add(by_identifier, 10, levels_of(kOtherNames, kFarDate, compare::IdentifierLevel::kOneEdit));
  EXPECT_DOUBLE_EQ(by_identifier.estimate(), by_date.estimate());
}

TEST(BlockingRecall, PairsWithoutNamesOrDateTakeNoPart) {
  BlockingRecall recall;
  add(recall, 9, levels_of(compare::kSameNames, compare::kMissingDateLevel));
  add(recall, 9,
      levels_of(compare::direct_level(NameLevel::kMissing, NameLevel::kSame), kSameDate));
  EXPECT_EQ(recall.estimate(), 1);
  add(recall, 3, levels_of(compare::kSameNames, kSameDate));
  add(recall, 3, levels_of(kOtherNames, kSameDate));
  add(recall, 3, levels_of(compare::kSameNames, kFarDate));
  EXPECT_DOUBLE_EQ(recall.estimate(), 9 / (7.0 * 7 / 4 - 1));
}

}  // namespace
}  // namespace fsu::stages

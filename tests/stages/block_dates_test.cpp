// A block's table of dates weighs every pair as the bounds do one by one.
#include "src/stages/block_dates.hpp"

#include <gtest/gtest.h>

#include <array>

#include "kernels/core/random.hpp"
#include "tests/stages/searched_force.hpp"
#include "tests/stages/varied_force.hpp"

namespace fsu::stages {
namespace {

/// Years of the table, beyond it on both sides, and not known; likewise months and days.
std::int32_t any_date(Random& random) {
  constexpr std::array kYears = {0, 1, 1899, 1900, 1901, 1955, 1965, 1956, 2027, 2028, 2150};
  const int month = static_cast<int>(random.below(13));
  return pack_date(kYears[random.below(kYears.size())], month, static_cast<int>(random.below(32)));
}

/// The date with the block's parts.
std::int32_t in_block(DatePair pair, std::int32_t date, std::int32_t block) {
  switch (pair) {
    case DatePair::kYearMonth:
      return pack_date(year_of(block), month_of(block), day_of(date));
    case DatePair::kYearDay:
      return pack_date(year_of(block), month_of(date), day_of(block));
    default:
      return pack_date(year_of(date), month_of(block), day_of(block));
  }
}

TEST(BlockDates, WeighAsThePairDoes) {
  const test::SearchedForce force(test::varied_force(31, 300, 300), test::any_model(0));
  const PairBounds bounds = force.bounds();
  for (const DatePair pair :
       {DatePair::kYearMonth, DatePair::kYearDay, DatePair::kMonthDay, DatePair::kExchanged}) {
    BlockDates dates(bounds, pair);
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      Random random(seed, 77, static_cast<std::uint64_t>(pair));
      const std::int32_t right_block = any_date(random);
      // Exchanged: left dates have the right ones' month as day, and the reverse.
      const std::int32_t left_block =
          pair == DatePair::kExchanged ? pack_date(1970, day_of(right_block), month_of(right_block))
                                       : right_block;
      dates.begin_block(right_block);
      for (int i = 0; i < 40; ++i) {
        const std::int32_t left = in_block(pair, any_date(random), left_block);
        const std::int32_t right = in_block(pair, any_date(random), right_block);
        const auto member = static_cast<std::uint32_t>(random.below(force.right().size()));
        ASSERT_EQ(dates.weight(left, right, member), bounds.date(left, right, member))
            << left << " " << right;
      }
    }
  }
}

}  // namespace
}  // namespace fsu::stages

#include "src/stages/weight_bounds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "kernels/compare/compare_dates.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/random.hpp"
#include "tests/support/random_model.hpp"

namespace fsu::stages {
namespace {

using compare::NameLevel;
using enum compare::NameLevel;

constexpr NameLevel kAllLevels[] = {kSame, kClose, kNear, kAlike, kInitial, kOther, kMissing};

/// The levels that a name can have that is not in the other's list of near ones.
std::vector<NameLevel> levels_of_other(OtherName kind) {
  std::vector<NameLevel> levels = {kOther};
  if (kind.may_be_alike) levels.insert(levels.end(), {kNear, kAlike});
  if (kind.may_be_initial) levels.push_back(kInitial);
  return levels;
}

OtherName kind_of(unsigned bits) { return {(bits & 4) != 0, (bits & 2) != 0, (bits & 1) != 0}; }

TEST(WeightBounds, OfNamesAreTheHeaviestOfAllThatCanBe) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const model::PatternWeights weights(test::random_model(0, seed));
    const WeightBounds bounds(weights);
    const auto names = [&](std::uint8_t level) { return weights.of_level(compare::kNames, level); };
    for (const NameLevel level : kAllLevels) {
      for (unsigned bits = 0; bits < kNumOtherNameKinds; ++bits) {
        const OtherName kind = kind_of(bits);
        std::vector<Weight> forename, surname, crossed;
        for (const NameLevel other : levels_of_other(kind)) {
          forename.push_back(names(compare::direct_level(level, other)));
          surname.push_back(names(compare::direct_level(other, level)));
          crossed.push_back(names(compare::crossed_level(level, other)));
        }
        if (kind.may_be_close) {  // in its own place only
          forename.push_back(names(compare::direct_level(level, kClose)));
          surname.push_back(names(compare::direct_level(kClose, level)));
        }
        EXPECT_EQ(bounds.alone(NameSide::kForename, level, kind), std::ranges::max(forename));
        EXPECT_EQ(bounds.alone(NameSide::kSurname, level, kind), std::ranges::max(surname));
        EXPECT_EQ(bounds.crossed_alone(level, kind), std::ranges::max(crossed));
      }
    }
  }
}

TEST(WeightBounds, OfKnownLevelsAreTheirWeights) {
  const model::PatternWeights weights(test::random_model(0, 1));
  const WeightBounds bounds(weights);
  for (const NameLevel a : kAllLevels) {
    for (const NameLevel b : kAllLevels) {
      EXPECT_EQ(bounds.direct(a, b),
                weights.of_level(compare::kNames, compare::direct_level(a, b)));
      EXPECT_EQ(bounds.crossed(a, b),
                weights.of_level(compare::kNames, compare::crossed_level(a, b)));
    }
  }
  for (std::uint8_t level = 0; level < compare::date_comparison().levels.size(); ++level) {
    EXPECT_EQ(bounds.date(level), weights.of_level(compare::kDateOfBirth, level));
  }
}

/// Two parts that both dates know and share; none where they share all three, or fewer.
std::optional<DatePair> shared_pair(std::int32_t a, std::int32_t b) {
  const auto share = [](int x, int y) { return x != 0 && x == y; };
  const bool year = share(year_of(a), year_of(b));
  const bool month = share(month_of(a), month_of(b));
  const bool day = share(day_of(a), day_of(b));
  if (year && month && day) return {};
  if (year && month) return DatePair::kYearMonth;
  if (year && day) return DatePair::kYearDay;
  if (month && day) return DatePair::kMonthDay;
  return {};
}

bool are_exchanged(std::int32_t a, std::int32_t b) {
  return month_of(a) != 0 && day_of(a) != 0 && month_of(a) == day_of(b) &&
         day_of(a) == month_of(b) && month_of(a) != day_of(a);
}

std::int32_t any_date(Random& random) {
  const int year = random.chance(0.15) ? 0 : static_cast<int>(random.between(1978, 1992));
  const int month = random.chance(0.15) ? 0 : static_cast<int>(random.between(1, 12));
  const int day = random.chance(0.15) ? 0 : static_cast<int>(random.between(1, 28));
  if (random.chance(0.1)) return pack_date(year, 1, 1);
  return pack_date(year, month, day);
}

/// A date that often shares parts with another one, or has them exchanged.
std::int32_t beside(std::int32_t date, Random& random) {
  const std::int32_t other = any_date(random);
  const auto part = [&](int ours, int theirs) { return random.chance(0.5) ? ours : theirs; };
  if (random.chance(0.1)) return pack_date(year_of(other), day_of(date) % 13, month_of(date));
  return pack_date(part(year_of(date), year_of(other)), part(month_of(date), month_of(other)),
                   part(day_of(date), day_of(other)));
}

TEST(WeightBounds, NoDateIsHeavierThanItsBounds) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const model::PatternWeights weights(test::random_model(0, seed));
    const WeightBounds bounds(weights);
    std::array<std::size_t, kNumDatePairs> num_pairs{};
    for (std::uint64_t i = 0; i < 20'000; ++i) {
      Random random(seed, 3, i);
      const std::int32_t a = any_date(random);
      const std::int32_t b = beside(a, random);
      const Weight weight = bounds.date(compare::compare_dates(a, b));
      ASSERT_LE(weight, bounds.best_date()) << a << " " << b;
      const std::optional<DatePair> pair =
          are_exchanged(a, b) ? DatePair::kExchanged : shared_pair(a, b);
      if (pair) {
        ++num_pairs[static_cast<std::size_t>(*pair)];
        ASSERT_LE(weight, bounds.best_date_pair(*pair)) << a << " " << b;
      } else if (a != b || !is_whole_date(a)) {
        ASSERT_LE(weight, bounds.best_other_date()) << a << " " << b;
      }
    }
    for (const std::size_t count : num_pairs) EXPECT_GT(count, 300u);
  }
}

}  // namespace
}  // namespace fsu::stages

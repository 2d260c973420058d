#include "kernels/compare/compare_dates.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "kernels/core/date.hpp"
#include "kernels/core/missing.hpp"
#include "kernels/core/random.hpp"
#include "tests/support/comparison_checks.hpp"

namespace fsu::compare {
namespace {

using enum DayState;
using Year = YearState;

constexpr Year kSameYear = Year::kSame;

struct Example {
  std::int32_t a, b;
  std::uint8_t level;
};

TEST(CompareDates, LevelsByHand) {
  for (const Example& example :
       {Example{0, 0, kMissingDateLevel}, Example{0, 19800503, kMissingDateLevel},
        Example{19800503, 19800503, date_level(kSameYear, kSame, kSame)},
        Example{19800503, 19800504, date_level(kSameYear, kSame, kOneOff)},
        Example{19800503, 19800513, date_level(kSameYear, kSame, kSlip)},
        Example{19800512, 19800521, date_level(kSameYear, kSame, kSlip)},
        Example{19800503, 19800517, date_level(kSameYear, kSame, kFar)},
        Example{19800503, 19800603, date_level(kSameYear, kOneOff, kSame)},
        Example{19800110, 19801110, date_level(kSameYear, kSlip, kSame)},
        Example{19800503, 19810503, date_level(Year::kOneOff, kSame, kSame)},
        Example{19791203, 19801203, date_level(Year::kOneOff, kSame, kSame)},
        Example{19800503, 19900503, date_level(Year::kTenOff, kSame, kSame)},
        Example{19930503, 20030503, date_level(Year::kTenOff, kSame, kSame)},
        Example{19890503, 19980503, date_level(Year::kSlip, kSame, kSame)},
        Example{19800503, 19850503, date_level(Year::kSlip, kSame, kSame)},
        Example{19800503, 18800503, date_level(Year::kSlip, kSame, kSame)},
        Example{19800503, 19910503, date_level(Year::kFar, kSame, kSame)},
        Example{19690503, 19960503, date_level(Year::kSlip, kSame, kSame)},
        // Day and month exchanged.
        Example{19800503, 19800305, exchanged_date_level(kSameYear)},
        Example{19800503, 19810305, exchanged_date_level(Year::kOneOff)},
        Example{19800503, 305, exchanged_date_level(Year::kBlank)},
        Example{19800505, 19800505, date_level(kSameYear, kSame, kSame)},
        Example{19800201, 19800102, exchanged_date_level(kSameYear)},
        // Partial ones.
        Example{19800503, 19800500, date_level(kSameYear, kSame, kBlank)},
        Example{19800503, 503, date_level(Year::kBlank, kSame, kSame)},
        Example{19800503, 19800000, date_level(kSameYear, kBlank, kBlank)},
        Example{19800500, 19800500, date_level(kSameYear, kSame, kBlank)},
        Example{19800003, 19800500, date_level(kSameYear, kBlank, kBlank)},
        Example{19800000, 503, kMissingDateLevel},
        // 1 January stands for "only the year is known".
        Example{19800503, 19800101, date_level(kSameYear, kBlank, kBlank)},
        Example{19800503, 19810101, date_level(Year::kOneOff, kBlank, kBlank)},
        Example{19800101, 19800101, date_level(kSameYear, kSame, kSame)},
        Example{19800101, 19810101, date_level(Year::kOneOff, kSame, kSame)},
        Example{503, 101, kMissingDateLevel},
        // No day of the calendar, as written.
        Example{19320239, 19320229, date_level(kSameYear, kSame, kSlip)}}) {
    EXPECT_EQ(compare_dates(example.a, example.b), example.level) << example.a << " " << example.b;
    EXPECT_EQ(compare_dates(example.b, example.a), example.level) << example.b << " " << example.a;
  }
}

/// One digit differs, or two neighbouring ones are exchanged: by trying all of them.
bool reference_is_slip(std::string a, const std::string& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::string changed = a;
    for (char digit = '0'; digit <= '9'; ++digit) {
      changed[i] = digit;
      if (changed == b) return true;
    }
    changed = a;
    if (i + 1 < a.size()) std::swap(changed[i], changed[i + 1]);
    if (changed == b) return true;
  }
  return false;
}

std::string digits(int number, int width) {
  const std::string text = std::to_string(number);
  return std::string(static_cast<std::size_t>(width) - text.size(), '0') + text;
}

Year reference_year(int a, int b) {
  if (a == 0 || b == 0) return Year::kBlank;
  if (a == b) return Year::kSame;
  if (a - b == 1 || b - a == 1) return Year::kOneOff;
  if (a - b == 10 || b - a == 10) return Year::kTenOff;
  return reference_is_slip(digits(a, 4), digits(b, 4)) ? Year::kSlip : Year::kFar;
}

DayState reference_day(int a, int b) {
  if (a == 0 || b == 0) return kBlank;
  if (a == b) return kSame;
  if (a - b == 1 || b - a == 1) return kOneOff;
  return reference_is_slip(digits(a, 2), digits(b, 2)) ? kSlip : kFar;
}

std::uint8_t reference_level(std::int32_t a, std::int32_t b) {
  const Year year = reference_year(year_of(a), year_of(b));
  const bool are_days_known = a % 100 != 0 && b % 100 != 0;
  const bool are_months_known = month_of(a) != 0 && month_of(b) != 0;
  if (are_days_known && are_months_known && month_of(a) == day_of(b) && day_of(a) == month_of(b) &&
      a % 10000 != b % 10000) {
    return exchanged_date_level(year);
  }
  const bool is_year_alone =
      a != b && (a % 10000 == 101 || b % 10000 == 101) && a % 10000 != b % 10000;
  const DayState month = is_year_alone ? kBlank : reference_day(month_of(a), month_of(b));
  const DayState day = is_year_alone ? kBlank : reference_day(day_of(a), day_of(b));
  if (year == Year::kBlank && month == kBlank && day == kBlank) return kMissingDateLevel;
  return date_level(year, month, day);
}

TEST(CompareDates, EqualsTheReferenceOnRandomDates) {
  std::set<std::uint8_t> seen;
  for (std::uint64_t i = 0; i < 400'000; ++i) {
    Random random(1, 0, i);
    const auto date = [&] {
      const int year = random.chance(0.1) ? 0 : static_cast<int>(random.between(1978, 1992));
      const int month = random.chance(0.1) ? 0 : static_cast<int>(random.between(1, 12));
      const int day = random.chance(0.1) ? 0 : static_cast<int>(random.between(1, 31));
      return pack_date(year, random.chance(0.05) ? 1 : month, random.chance(0.05) ? 1 : day);
    };
    const std::int32_t a = date();
    const std::int32_t b = random.chance(0.05) ? a : date();
    const std::uint8_t level = compare_dates(a, b);
    ASSERT_EQ(level, reference_level(a, b)) << a << " " << b;
    ASSERT_EQ(level, compare_dates(b, a)) << a << " " << b;
    seen.insert(level);
  }
  // All but "nothing compared" as a combination, which level 0 stands for.
  EXPECT_EQ(seen.size(), date_comparison().levels.size() - 1);
}

/// Whole and partial dates of years within and beyond those that have a table, and 1 January.
std::vector<std::int32_t> broad_dates() {
  std::vector<std::int32_t> dates = {kMissingDate, 101, 100, 1, 19320239, 19999999};
  const std::vector<int> edges = {0, 1, 999, 1899, 1900, 1901, 1990, 2000, 2027, 2028, 9999};
  for (std::uint64_t i = 0; i < 1000; ++i) {
    Random random(2, 0, i);
    const int year = random.chance(0.25) ? edges[random.below(edges.size())]
                                         : static_cast<int>(random.between(1850, 2100));
    const int month = random.chance(0.1) ? 0 : static_cast<int>(random.between(1, 12));
    const int day = random.chance(0.1) ? 0 : static_cast<int>(random.between(1, 31));
    dates.push_back(random.chance(0.08) ? pack_date(year, 1, 1) : pack_date(year, month, day));
  }
  return dates;
}

TEST(CompareDates, EqualsTheReferenceOnAllPairsOfABroadSet) {
  const std::vector<std::int32_t> dates = broad_dates();
  ASSERT_GT(dates.size(), 1000u);
  std::set<std::uint8_t> seen;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      const std::uint8_t level = compare_dates(dates[i], dates[j]);
      ASSERT_EQ(level, reference_level(dates[i], dates[j])) << dates[i] << " " << dates[j];
      ASSERT_EQ(level, compare_dates(dates[j], dates[i])) << dates[i] << " " << dates[j];
      seen.insert(level);
    }
  }
  EXPECT_EQ(seen.size(), date_comparison().levels.size() - 1);
}

/// The table of days and months, and digits that a calendar never has.
TEST(CompareDates, EqualsTheReferenceOnAllPairsOfDaysAndOfMonths) {
  for (int a = 0; a <= 99; ++a) {
    for (int b = 0; b <= 99; ++b) {
      ASSERT_EQ(compare_dates(pack_date(1980, 7, a), pack_date(1980, 7, b)),
                reference_level(pack_date(1980, 7, a), pack_date(1980, 7, b)));
      ASSERT_EQ(compare_dates(pack_date(1980, a, 17), pack_date(1980, b, 17)),
                reference_level(pack_date(1980, a, 17), pack_date(1980, b, 17)));
    }
  }
}

TEST(CompareDates, EqualsTheReferenceOnAllPairsOfYears) {
  for (int a = 1850; a <= 2100; ++a) {
    for (int b = a; b <= 2100; ++b) {
      const std::int32_t x = pack_date(a, 5, 17);
      const std::int32_t y = pack_date(b, 5, 17);
      ASSERT_EQ(compare_dates(x, y), reference_level(x, y)) << a << " " << b;
      ASSERT_EQ(compare_dates(y, x), reference_level(x, y)) << a << " " << b;
    }
  }
}

TEST(DateComparison, IsDescribedWhole) {
  const ComparisonSpec spec = date_comparison();
  EXPECT_EQ(spec.levels.size(), 1U + 6 * 5 * 5 + 6);
  test::expect_consistent(spec);
  EXPECT_EQ(spec.levels[kMissingDateLevel].presence, kNothingCompared);
  EXPECT_EQ(spec.levels[date_level(Year::kBlank, kBlank, kBlank)].presence, kNothingCompared);
  EXPECT_EQ(spec.levels[date_level(kSameYear, kOneOff, kSame)].label,
            "year same, month 1 off, day same");
}

}  // namespace
}  // namespace fsu::compare

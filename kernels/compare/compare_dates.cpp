#include "kernels/compare/compare_dates.hpp"

#include <array>
#include <string_view>

#include "kernels/core/date.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::compare {
namespace {

constexpr std::size_t kNumYearStates = 6;
constexpr std::size_t kNumDayStates = 5;
constexpr std::size_t kNumCombinations = kNumYearStates * kNumDayStates * kNumDayStates;
constexpr std::size_t kFirstExchanged = 1 + kNumCombinations;
constexpr std::size_t kNumLevels = kFirstExchanged + kNumYearStates;

constexpr std::array<std::string_view, kNumYearStates> kYearWords = {"same", "1 off", "10 off",
                                                                     "slip", "far",   "blank"};
constexpr std::array<std::string_view, kNumDayStates> kDayWords = {"same", "1 off", "slip", "far",
                                                                   "blank"};

/// Shares of the states among true pairs before any data is seen.
constexpr std::array<double, kNumYearStates> kYearShares = {0.88, 0.03, 0.03, 0.03, 0.03, 1};
constexpr std::array<double, kNumDayStates> kDayShares = {0.90, 0.03, 0.03, 0.04, 1};
/// The same among others.
constexpr std::array<double, kNumYearStates> kOtherYears = {0.015, 0.03, 0.02, 0.12, 0.815, 1};
constexpr std::array<double, kNumDayStates> kOtherDays = {0.06, 0.12, 0.35, 0.47, 1};
constexpr double kDirectShare = 0.96;
constexpr double kExchangedShare = 0.01;
/// A date that lacks a part weighs less in the expectation, which fewer pairs back.
constexpr double kPartialShare = 0.01;
constexpr double kShrinkage = 5;
/// Strangers' years, months and days of birth are independent; pairs that share all three hold the
/// true pairs too, and would make u too large where EM has not found these yet.
constexpr double kIndependence = 1;

constexpr std::uint8_t kBlankYearBit = 1;
constexpr std::uint8_t kBlankMonthBit = 2;
constexpr std::uint8_t kBlankDayBit = 4;

/// One digit differs, or two neighbouring digits are exchanged, in numbers of `num_digits` digits.
constexpr bool is_slip(int a, int b, int num_digits) {
  std::array<int, 4> differing{};
  int num_differing = 0;
  std::array<int, 4> x{};
  std::array<int, 4> y{};
  for (int i = 0; i < num_digits; ++i, a /= 10, b /= 10) {
    const auto at = static_cast<std::size_t>(i);
    x[at] = a % 10;
    y[at] = b % 10;
    if (x[at] != y[at]) differing[static_cast<std::size_t>(num_differing++)] = i;
  }
  if (num_differing == 1) return true;
  if (num_differing != 2 || differing[1] != differing[0] + 1) return false;
  const auto low = static_cast<std::size_t>(differing[0]);
  return x[low] == y[low + 1] && x[low + 1] == y[low];
}

constexpr int distance_of(int a, int b) { return a < b ? b - a : a - b; }

constexpr YearState compare_any_years(int a, int b) {
  if (a == 0 || b == 0) return YearState::kBlank;
  if (a == b) return YearState::kSame;
  if (distance_of(a, b) == 1) return YearState::kOneOff;
  if (distance_of(a, b) == 10) return YearState::kTenOff;
  return is_slip(a, b, 4) ? YearState::kSlip : YearState::kFar;
}

constexpr DayState compare_any_days(int a, int b) {
  if (a == 0 || b == 0) return DayState::kBlank;
  if (a == b) return DayState::kSame;
  if (distance_of(a, b) == 1) return DayState::kOneOff;
  return is_slip(a, b, 2) ? DayState::kSlip : DayState::kFar;
}

/// The states of all pairs of days, and of years in which people alive today were born: a pair of
/// dates then costs three look-ups.
constexpr int kFirstYear = 1900;
constexpr std::size_t kNumTableYears = 128;
constexpr std::size_t kNumTableDays = 32;

constexpr auto kYearTable = [] {
  std::array<YearState, kNumTableYears * kNumTableYears> table{};
  for (std::size_t a = 0; a < kNumTableYears; ++a) {
    for (std::size_t b = 0; b < kNumTableYears; ++b) {
      table[a * kNumTableYears + b] =
          compare_any_years(kFirstYear + static_cast<int>(a), kFirstYear + static_cast<int>(b));
    }
  }
  return table;
}();

constexpr auto kDayTable = [] {
  std::array<DayState, kNumTableDays * kNumTableDays> table{};
  for (std::size_t a = 0; a < kNumTableDays; ++a) {
    for (std::size_t b = 0; b < kNumTableDays; ++b) {
      table[a * kNumTableDays + b] = compare_any_days(static_cast<int>(a), static_cast<int>(b));
    }
  }
  return table;
}();

YearState compare_years(int a, int b) {
  const auto x = static_cast<std::size_t>(a - kFirstYear);
  const auto y = static_cast<std::size_t>(b - kFirstYear);
  return x < kNumTableYears && y < kNumTableYears ? kYearTable[x * kNumTableYears + y]
                                                  : compare_any_years(a, b);
}

DayState compare_days(int a, int b) {
  const auto x = static_cast<std::size_t>(a);
  const auto y = static_cast<std::size_t>(b);
  return x < kNumTableDays && y < kNumTableDays ? kDayTable[x * kNumTableDays + y]
                                                : compare_any_days(a, b);
}

bool is_first_of_january(std::int32_t date) { return month_of(date) == 1 && day_of(date) == 1; }

bool are_day_and_month_exchanged(std::int32_t a, std::int32_t b) {
  return month_of(a) != 0 && day_of(a) != 0 && month_of(a) == day_of(b) &&
         day_of(a) == month_of(b) && month_of(a) != day_of(a);
}

LevelSpec describe(YearState year, DayState month, DayState day) {
  const auto y = static_cast<std::size_t>(year);
  const auto m = static_cast<std::size_t>(month);
  const auto d = static_cast<std::size_t>(day);
  const auto blanks = static_cast<std::uint8_t>((year == YearState::kBlank ? kBlankYearBit : 0) |
                                                (month == DayState::kBlank ? kBlankMonthBit : 0) |
                                                (day == DayState::kBlank ? kBlankDayBit : 0));
  LevelSpec level;
  level.label = "year " + std::string(kYearWords[y]) + ", month " + std::string(kDayWords[m]) +
                ", day " + std::string(kDayWords[d]);
  constexpr std::uint8_t kAllBlank = kBlankYearBit | kBlankMonthBit | kBlankDayBit;
  if (blanks == kAllBlank) return level;
  level.presence = static_cast<std::uint8_t>(1 + blanks);
  level.group = blanks;
  if (year != YearState::kBlank) level.parts.push_back({0, static_cast<std::uint8_t>(y)});
  if (month != DayState::kBlank) level.parts.push_back({1, static_cast<std::uint8_t>(m)});
  if (day != DayState::kBlank) level.parts.push_back({2, static_cast<std::uint8_t>(d)});
  level.expected_share = kDirectShare * (blanks == 0 ? 1 : kPartialShare) * kYearShares[y] *
                         kDayShares[m] * kDayShares[d];
  level.expected_other = kOtherYears[y] * kOtherDays[m] * kOtherDays[d];
  return level;
}

LevelSpec describe_exchanged(YearState year) {
  const auto y = static_cast<std::size_t>(year);
  constexpr std::uint8_t kExchangedGroup = 8;
  LevelSpec level;
  level.label = "year " + std::string(kYearWords[y]) + ", day and month exchanged";
  level.presence = year == YearState::kBlank ? 1 + kBlankYearBit : 1;
  level.group = static_cast<std::uint8_t>(kExchangedGroup + (year == YearState::kBlank ? 1 : 0));
  if (year != YearState::kBlank) level.parts.push_back({0, static_cast<std::uint8_t>(y)});
  level.expected_share =
      kExchangedShare * (year == YearState::kBlank ? kPartialShare : 1) * kYearShares[y];
  level.expected_other = kExchangedShare * kOtherYears[y] / 3;
  return level;
}

}  // namespace

std::uint8_t date_level(YearState year, DayState month, DayState day) {
  return static_cast<std::uint8_t>(
      1 +
      (static_cast<std::size_t>(year) * kNumDayStates + static_cast<std::size_t>(month)) *
          kNumDayStates +
      static_cast<std::size_t>(day));
}

std::uint8_t exchanged_date_level(YearState year) {
  return static_cast<std::uint8_t>(kFirstExchanged + static_cast<std::size_t>(year));
}

std::uint8_t compare_dates(std::int32_t a, std::int32_t b) {
  if (a == kMissingDate || b == kMissingDate) return kMissingDateLevel;
  const YearState year = compare_years(year_of(a), year_of(b));
  if (are_day_and_month_exchanged(a, b)) return exchanged_date_level(year);
  if (a != b && is_first_of_january(a) != is_first_of_january(b)) {
    return year == YearState::kBlank ? kMissingDateLevel
                                     : date_level(year, DayState::kBlank, DayState::kBlank);
  }
  const DayState month = compare_days(month_of(a), month_of(b));
  const DayState day = compare_days(day_of(a), day_of(b));
  const bool is_all_blank =
      year == YearState::kBlank && month == DayState::kBlank && day == DayState::kBlank;
  return is_all_blank ? kMissingDateLevel : date_level(year, month, day);
}

ComparisonSpec date_comparison() {
  ComparisonSpec comparison{"date_of_birth", std::vector<LevelSpec>(kNumLevels), kShrinkage,
                            kIndependence};
  comparison.levels[kMissingDateLevel].label = "missing";
  for (std::size_t y = 0; y < kNumYearStates; ++y) {
    const auto year = static_cast<YearState>(y);
    for (std::size_t m = 0; m < kNumDayStates; ++m) {
      for (std::size_t d = 0; d < kNumDayStates; ++d) {
        const auto month = static_cast<DayState>(m);
        const auto day = static_cast<DayState>(d);
        comparison.levels[date_level(year, month, day)] = describe(year, month, day);
      }
    }
    comparison.levels[exchanged_date_level(year)] = describe_exchanged(year);
  }
  return comparison;
}

}  // namespace fsu::compare

// Dates: packing, partial and impossible dates, months back, and text.
#include "kernels/core/date.hpp"

#include <gtest/gtest.h>

#include "kernels/core/missing.hpp"

namespace fsu {
namespace {

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

TEST(Date, PartsComeBack) {
  const std::int32_t date = pack_date(1987, 6, 5);
  EXPECT_EQ(date, 19870605);
  EXPECT_EQ(year_of(date), 1987);
  EXPECT_EQ(month_of(date), 6);
  EXPECT_EQ(day_of(date), 5);
}

TEST(Date, PartialAndImpossibleOnesAreNotWhole) {
  for (const std::int32_t date : {kMissingDate, 19800000, 19800500, 19800005, 505, 20230229,
                                  19000229, 20240431, 20241301, 20240132, 20240100, 20240001}) {
    EXPECT_FALSE(is_whole_date(date)) << date;
  }
  for (const std::int32_t date : {20240229, 20000229, 10101, 99991231, 19700101}) {
    EXPECT_TRUE(is_whole_date(date)) << date;
  }
}

TEST(Date, EveryDayOfTwoCenturiesCountsOneFurther) {
  std::int64_t days = days_since_epoch(18990101);
  EXPECT_EQ(days, -25932);
  for (int year = 1899; year <= 2101; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int day = 1; day <= 31; ++day) {
        const std::int32_t date = pack_date(year, month, day);
        ASSERT_EQ(is_whole_date(date), day <= days_in(year, month)) << date;
        if (!is_whole_date(date)) continue;
        ASSERT_EQ(days_since_epoch(date), days);
        ASSERT_EQ(date_of_days(days), date);
        ++days;
      }
    }
  }
}

TEST(Date, MonthsBackClampTheDayToItsMonth) {
  EXPECT_EQ(minus_months(20240331, 1), 20240229);
  EXPECT_EQ(minus_months(20230331, 1), 20230228);
  EXPECT_EQ(minus_months(20240229, 12), 20230228);
  EXPECT_EQ(minus_months(20240229, 48), 20200229);
  EXPECT_EQ(minus_months(20240229, 0), 20240229);
  EXPECT_EQ(minus_months(20260101, 12), 20250101);
  EXPECT_EQ(minus_months(20260101, 1), 20251201);
  EXPECT_EQ(minus_months(20260131, 2), 20251130);
  EXPECT_EQ(minus_months(20260531, 15), 20250228);
  EXPECT_EQ(minus_months(21000331, 1), 21000228);
}

TEST(Date, MonthsBackAreNeverChained) {
  // Chained, the last day would stay at 28 from February on.
  EXPECT_EQ(minus_months(minus_months(20230331, 1), 1), 20230128);
  EXPECT_EQ(minus_months(20230331, 2), 20230131);
}

TEST(Date, MonthsBackAgreeWithPlainArithmetic) {
  for (std::int64_t days = days_since_epoch(20191201); days < days_since_epoch(20210301); ++days) {
    const std::int32_t date = date_of_days(days);
    for (int num_months = 0; num_months <= 130; ++num_months) {
      const int months = year_of(date) * 12 + month_of(date) - 1 - num_months;
      const int day = std::min(day_of(date), days_in(months / 12, months % 12 + 1));
      ASSERT_EQ(minus_months(date, num_months), pack_date(months / 12, months % 12 + 1, day));
    }
  }
}

TEST(Date, FormatShowsWhatIsKnown) {
  EXPECT_EQ(format_date(20240229), "2024-02-29");
  EXPECT_EQ(format_date(19800500), "1980-05-??");
  EXPECT_EQ(format_date(19800000), "1980-\?\?-\?\?");
  EXPECT_EQ(format_date(19800005), "1980-\?\?-05");
  EXPECT_EQ(format_date(512), "\?\?\?\?-05-12");
  EXPECT_EQ(format_date(990101), "0099-01-01");
  EXPECT_EQ(format_date(kMissingDate), "");
}

TEST(Date, FormatOfInstants) {
  EXPECT_EQ(format_instant(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(format_instant(-1), "1969-12-31T23:59:59Z");
  EXPECT_EQ(format_instant(-86400), "1969-12-31T00:00:00Z");
  EXPECT_EQ(format_instant(-86401), "1969-12-30T23:59:59Z");
  EXPECT_EQ(format_instant(1709208305), "2024-02-29T12:05:05Z");
  EXPECT_EQ(format_instant(kMissingInt64), "");
}

}  // namespace
}  // namespace fsu

// Dates and times as text: the contract's own forms, forces' formats, and what is no time at all.
#include "io/datetime_format.hpp"

#include <gtest/gtest.h>

#include "kernels/core/date.hpp"
#include "kernels/core/error.hpp"
#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

/// The time as text, with its offset in minutes behind it; `-` where it cannot be read.
std::string shown(const std::optional<CivilTime>& time) {
  if (!time) return "-";
  std::string text = format_instant(time->seconds);
  text.pop_back();
  if (time->offset_seconds) text += " " + std::to_string(*time->offset_seconds / 60);
  return text;
}

std::string iso_time(std::string_view text) { return shown(DateTimeFormat().parse_time(text)); }

std::string time_by(std::string_view format, std::string_view text) {
  return shown(DateTimeFormat(format, DateTimeFormat::Use::kDateTime).parse_time(text));
}

/// The packed date; -1 where it cannot be read.
std::int32_t iso_date(std::string_view text) {
  return DateTimeFormat().parse_date(text).value_or(-1);
}

std::int32_t date_by(std::string_view format, std::string_view text) {
  return DateTimeFormat(format, DateTimeFormat::Use::kDate).parse_date(text).value_or(-1);
}

TEST(IsoTime, FormsOfTheContract) {
  EXPECT_EQ(iso_time("2024-02-29T23:59:59"), "2024-02-29T23:59:59");
  EXPECT_EQ(iso_time("2024-02-29 23:59:59"), "2024-02-29T23:59:59");
  EXPECT_EQ(iso_time("2024-02-29T23:59:59.999999999"), "2024-02-29T23:59:59");
  EXPECT_EQ(iso_time("2024-02-29T23:59:59Z"), "2024-02-29T23:59:59 0");
  EXPECT_EQ(iso_time("2024-02-29 23:59:59.5Z"), "2024-02-29T23:59:59 0");
  EXPECT_EQ(iso_time("2024-02-29T23:59:59+01:00"), "2024-02-29T23:59:59 60");
  EXPECT_EQ(iso_time("2024-02-29T23:59:59.25-09:30"), "2024-02-29T23:59:59 -570");
  EXPECT_EQ(iso_time("1969-12-31T23:59:59"), "1969-12-31T23:59:59");
  EXPECT_EQ(iso_time("1900-01-01T00:00:00"), "1900-01-01T00:00:00");
  EXPECT_EQ(iso_time("0001-01-01T00:00:00"), "0001-01-01T00:00:00");
  EXPECT_EQ(iso_time("9999-12-31T23:59:59"), "9999-12-31T23:59:59");
}

TEST(IsoTime, WhatIsNone) {
  for (const std::string_view text : {"",
                                      "2024",
                                      "2024-02-29",
                                      "2024-02-29T",
                                      "2024-02-29T23:59",
                                      "2024-02-30T00:00:00",
                                      "2023-02-29T00:00:00",
                                      "2024-13-01T00:00:00",
                                      "2024-00-01T00:00:00",
                                      "2024-01-00T00:00:00",
                                      "2024-01-32T00:00:00",
                                      "2024-01-01T24:00:00",
                                      "2024-01-01T00:60:00",
                                      "2024-01-01T00:00:60",
                                      "2024-01-01t00:00:00",
                                      "2024-01-01T00:00:00z",
                                      "2024-01-01T00:00:00.",
                                      "2024-01-01T00:00:00.Z",
                                      "2024-01-01T00:00:00+1",
                                      "2024-01-01T00:00:00+01",
                                      "2024-01-01T00:00:00+24:00",
                                      "2024-01-01T00:00:00+01:60",
                                      "2024-01-01T00:00:00ZZ",
                                      "2024-01-01T00:00:00 Z",
                                      "2024-01-01  00:00:00",
                                      "24-01-01T00:00:00",
                                      "2024-1-1T00:00:00",
                                      "2024-1-001T00:00:00",
                                      "0000-01-01T00:00:00",
                                      "2024-01-01T00:00:0",
                                      "2024-01-01T0:00:000",
                                      "\?\?\?\?-01-01T00:00:00",
                                      "2024-01-01T00:00:00,5",
                                      "-024-01-01T00:00:00",
                                      "2024-01-01T-1:00:00",
                                      "2024-01-01T00:00:00.5x",
                                      "12024-01-01T00:00:00"}) {
    EXPECT_EQ(iso_time(text), "-") << text;
  }
}

TEST(IsoTime, EveryRandomTimeComesBack) {
  Random random(1, 0, 0);
  for (int i = 0; i < 5000; ++i) {
    const std::int64_t seconds = random.between(-60000000000, 250000000000);
    const auto time = DateTimeFormat().parse_time(format_instant(seconds));
    ASSERT_TRUE(time) << seconds;
    EXPECT_EQ(time->seconds, seconds);
    EXPECT_EQ(time->offset_seconds, 0);
  }
}

TEST(IsoDate, WholeAndPartialOnes) {
  EXPECT_EQ(iso_date("1980-05-17"), 19800517);
  EXPECT_EQ(iso_date("1980-05"), 19800500);
  EXPECT_EQ(iso_date("1980"), 19800000);
  EXPECT_EQ(iso_date("1980-05-\?\?"), 19800500);
  EXPECT_EQ(iso_date("1980-\?\?-\?\?"), 19800000);
  EXPECT_EQ(iso_date("1980-\?\?-17"), 19800017);
  EXPECT_EQ(iso_date("\?\?\?\?-05-17"), 517);
  EXPECT_EQ(iso_date("\?\?\?\?-02-29"), 229);
  EXPECT_EQ(iso_date("\?\?\?\?-05"), 500);
  EXPECT_EQ(iso_date("\?\?\?\?-\?\?-\?\?"), 0);
  EXPECT_EQ(iso_date("\?\?\?\?"), 0);
}

TEST(IsoDate, WhatIsNone) {
  for (const std::string_view text : {"",
                                      "198",
                                      "19800517",
                                      "1980-5-17",
                                      "1980-05-1",
                                      "1980-02-30",
                                      "\?\?\?\?-02-30",
                                      "1981-02-29",
                                      "1980-00-17",
                                      "1980-05-00",
                                      "0000-05-17",
                                      "1980-13-01",
                                      "1980-13",
                                      "1980-\?\?-32",
                                      "\?\?\?\?-\?\?-32",
                                      "1980-0\?-01",
                                      "19\?\?-01-01",
                                      "1980/05/17",
                                      "17-05-1980",
                                      "1980-05-17T00:00:00",
                                      "1980-",
                                      "1980-5-",
                                      "1980-05-",
                                      "198\?"}) {
    EXPECT_EQ(iso_date(text), -1) << text;
  }
}

std::int32_t written_date(std::string_view text, const DateTimeFormat& format = {}) {
  return format.parse_written_date(text).value_or(-1);
}

TEST(WrittenDate, MayBeNoDayOfTheCalendar) {
  EXPECT_EQ(written_date("1980-05-17"), 19800517);
  EXPECT_EQ(written_date("1932-02-39"), 19320239);
  EXPECT_EQ(written_date("1980-02-30"), 19800230);
  EXPECT_EQ(written_date("1980-13-01"), 19801301);
  EXPECT_EQ(written_date("1980-99-99"), 19809999);
  EXPECT_EQ(written_date("1980-05-\?\?"), 19800500);
  EXPECT_EQ(written_date("1980"), 19800000);
  EXPECT_EQ(written_date("\?\?\?\?-02-30"), 230);
}

/// 00 stands for nothing: what is not known is written ??.
TEST(WrittenDate, WhatHasNoFormIsNone) {
  for (const std::string_view text :
       {"", "198", "1980-00-17", "0000-05-17", "1980-5-17", "1980-05-1", "1980/05/17", "17-05-1980",
        "1980-05-17T00:00:00", "1980-0\?-01", "today"}) {
    EXPECT_EQ(written_date(text), -1) << text;
  }
}

TEST(WrittenDate, ByAnOwnFormat) {
  const DateTimeFormat compact("%Y%m%d", DateTimeFormat::Use::kDate);
  EXPECT_EQ(written_date("19320239", compact), 19320239);
  EXPECT_EQ(written_date("19800517", compact), 19800517);
  EXPECT_EQ(written_date("1980051", compact), 19800501);
  const DateTimeFormat british("%d/%m/%Y", DateTimeFormat::Use::kDate);
  EXPECT_EQ(written_date("31/02/1980", british), 19800231);
  EXPECT_EQ(written_date("1/13/1980", british), 19801301);
  EXPECT_EQ(written_date("31-02-1980", british), -1);
}

/// Whatever names a day is read as by parse_date.
TEST(WrittenDate, EqualsTheDateWhereThereIsOne) {
  Random random(3, 0, 0);
  int num_days = 0;
  for (int i = 0; i < 5000; ++i) {
    const auto year = static_cast<int>(random.between(1, 9999));
    const auto month = static_cast<int>(random.between(1, 14));
    const auto day = static_cast<int>(random.between(1, 33));
    const std::string text = format_date(pack_date(year, month, day));
    EXPECT_EQ(written_date(text), pack_date(year, month, day)) << text;
    const std::int32_t date = iso_date(text);
    if (date == -1) continue;
    EXPECT_EQ(date, written_date(text)) << text;
    ++num_days;
  }
  EXPECT_GT(num_days, 3000);
  EXPECT_LT(num_days, 4900);
}

TEST(IsoDate, EveryFormattedDateComesBack) {
  Random random(2, 0, 0);
  for (int i = 0; i < 5000; ++i) {
    const std::int32_t whole = date_of_days(random.between(-50000, 50000));
    const std::int32_t date = random.chance(0.5) ? whole : whole / 100 * 100;
    EXPECT_EQ(iso_date(format_date(date)), date);
  }
}

TEST(OwnFormat, NumbersMayHaveOneOrTwoDigits) {
  constexpr std::string_view kFormat = "%d/%m/%Y %H:%M:%S";
  EXPECT_EQ(time_by(kFormat, "07/03/2024 09:05:01"), "2024-03-07T09:05:01");
  EXPECT_EQ(time_by(kFormat, "7/3/2024 9:5:1"), "2024-03-07T09:05:01");
  EXPECT_EQ(time_by(kFormat, "31/04/2024 09:05:01"), "-");
  EXPECT_EQ(time_by(kFormat, "07/03/24 09:05:01"), "-");
  EXPECT_EQ(time_by(kFormat, "07/03/2024 09:05"), "-");
  EXPECT_EQ(time_by(kFormat, "07/03/2024 09:05:01 "), "-");
  EXPECT_EQ(time_by(kFormat, "2024-03-07T09:05:01"), "-");
}

TEST(OwnFormat, SecondsMayBeAbsent) {
  EXPECT_EQ(time_by("%Y%m%d%H%M", "202403070905"), "2024-03-07T09:05:00");
  EXPECT_EQ(time_by("%e.%m.%Y %H:%M", "7.3.2024 9:05"), "2024-03-07T09:05:00");
}

TEST(OwnFormat, HalfDays) {
  constexpr std::string_view kFormat = "%m/%d/%Y %I:%M %p";
  EXPECT_EQ(time_by(kFormat, "03/07/2024 12:00 AM"), "2024-03-07T00:00:00");
  EXPECT_EQ(time_by(kFormat, "03/07/2024 12:59 am"), "2024-03-07T00:59:00");
  EXPECT_EQ(time_by(kFormat, "03/07/2024 1:00 AM"), "2024-03-07T01:00:00");
  EXPECT_EQ(time_by(kFormat, "03/07/2024 11:59 AM"), "2024-03-07T11:59:00");
  EXPECT_EQ(time_by(kFormat, "03/07/2024 12:00 PM"), "2024-03-07T12:00:00");
  EXPECT_EQ(time_by(kFormat, "03/07/2024 12:30 pm"), "2024-03-07T12:30:00");
  EXPECT_EQ(time_by(kFormat, "03/07/2024 11:59 Pm"), "2024-03-07T23:59:00");
  EXPECT_EQ(time_by(kFormat, "03/07/2024 0:30 AM"), "-");
  EXPECT_EQ(time_by(kFormat, "03/07/2024 13:30 PM"), "-");
  EXPECT_EQ(time_by(kFormat, "03/07/2024 1:30 XM"), "-");
  EXPECT_EQ(time_by("%p %I:%M %F", "PM 01:30 2024-03-07"), "2024-03-07T13:30:00");
}

TEST(OwnFormat, MonthNames) {
  EXPECT_EQ(date_by("%d %b %Y", "7 Mar 2024"), 20240307);
  EXPECT_EQ(date_by("%d-%b-%y", "07-DEC-99"), 19991207);
  EXPECT_EQ(date_by("%d %B %Y", "7 september 2024"), 20240907);
  EXPECT_EQ(date_by("%d %B %Y", "7 May 2024"), 20240507);
  EXPECT_EQ(date_by("%B %d, %Y", "June 1, 2024"), 20240601);
  EXPECT_EQ(date_by("%d%b%Y", "07MAR2024"), 20240307);
  EXPECT_EQ(date_by("%d %b %Y", "7 Mrz 2024"), -1);
  EXPECT_EQ(date_by("%d %b %Y", "7 Marc 2024"), -1);
  EXPECT_EQ(date_by("%d %b %Y", "7 Ma"), -1);
}

TEST(OwnFormat, TwoDigitYearsTurnAtSixtyNine) {
  EXPECT_EQ(date_by("%d/%m/%y", "01/01/69"), 19690101);
  EXPECT_EQ(date_by("%d/%m/%y", "01/01/99"), 19990101);
  EXPECT_EQ(date_by("%d/%m/%y", "01/01/00"), 20000101);
  EXPECT_EQ(date_by("%d/%m/%y", "01/01/68"), 20680101);
  EXPECT_EQ(date_by("%d/%m/%y", "01/01/8"), -1);
  EXPECT_EQ(date_by("%d/%m/%y", "01/01/1980"), -1);
}

TEST(OwnFormat, UnknownPartsOfDates) {
  EXPECT_EQ(date_by("%d/%m/%Y", "\?\?/05/1980"), 19800500);
  EXPECT_EQ(date_by("%d/%m/%Y", "\?\?/\?\?/1980"), 19800000);
  EXPECT_EQ(date_by("%d/%m/%Y", "17/05/\?\?\?\?"), 517);
  EXPECT_EQ(date_by("%d/%m/%Y", "00/05/1980"), -1);
  EXPECT_EQ(date_by("%Y%m%d", "198005\?\?"), 19800500);
}

TEST(OwnFormat, FractionsOffsetsShortFormsAndLiterals) {
  EXPECT_EQ(time_by("%F %T.%f", "2024-03-07 09:05:01.123456"), "2024-03-07T09:05:01");
  EXPECT_EQ(time_by("%FT%T%z", "2024-03-07T09:05:01Z"), "2024-03-07T09:05:01 0");
  EXPECT_EQ(time_by("%FT%T%z", "2024-03-07T09:05:01+0530"), "2024-03-07T09:05:01 330");
  EXPECT_EQ(time_by("%FT%T%z", "2024-03-07T09:05:01-01:00"), "2024-03-07T09:05:01 -60");
  EXPECT_EQ(time_by("%FT%T%z", "2024-03-07T09:05:01"), "-");
  EXPECT_EQ(time_by("100%% on %F at %H.%M", "100% on 2024-03-07 at 09.05"), "2024-03-07T09:05:00");
}

TEST(OwnFormat, ThatCannotWorkIsAnErrorOfConfiguration) {
  using Use = DateTimeFormat::Use;
  const std::vector<std::pair<std::string_view, Use>> wrong = {
      {"%d/%m/%Y %Q", Use::kDateTime}, {"%d/%m/%Y %", Use::kDateTime},
      {"%d/%m", Use::kDate},           {"%Y", Use::kDate},
      {"%m/%Y", Use::kDate},           {"", Use::kDate},
      {"%d/%m/%Y", Use::kDateTime},    {"%F %H", Use::kDateTime},
      {"%F %I:%M", Use::kDateTime},    {"%j %Y", Use::kDate}};
  for (const auto& [format, use] : wrong) {
    try {
      static_cast<void>(DateTimeFormat(format, use));
      ADD_FAILURE() << format;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kConfiguration) << format;
    }
  }
}

TEST(OwnFormat, NeverReadsWhatIsNoDayOfTheCalendar) {
  for (int month = 0; month <= 13; ++month) {
    for (int day = 0; day <= 32; ++day) {
      const std::string text = std::to_string(day) + "/" + std::to_string(month) + "/2023";
      const std::int32_t date = pack_date(2023, month, day);
      EXPECT_EQ(date_by("%d/%m/%Y", text), is_whole_date(date) ? date : -1) << text;
    }
  }
}

}  // namespace
}  // namespace fsu::io

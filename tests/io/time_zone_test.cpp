// Local times of several zones: known changes to the second, and a slow twin that asks the C
// library what the clock showed at every instant that could be meant.
#include "io/time_zone.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <time.h>

#include "kernels/core/date.hpp"
#include "kernels/core/error.hpp"
#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

std::int64_t local(std::int32_t date, int hour, int minute = 0, int second = 0) {
  return days_since_epoch(date) * 86400 + hour * 3600 + minute * 60 + second;
}

/// The resolved time as text: its instants and its kind where that is not unique.
std::string resolved(const TimeZone& zone, std::int64_t local_seconds) {
  const LocalTime time = zone.resolve(local_seconds);
  const std::string first = format_instant(time.first).substr(0, 19);
  switch (time.kind) {
    case LocalTimeKind::kUnique:
      EXPECT_EQ(time.first, time.second);
      return first;
    case LocalTimeKind::kSkipped:
      EXPECT_EQ(time.first, time.second);
      return first + " skipped";
    case LocalTimeKind::kAmbiguous:
      return first + " or " + format_instant(time.second).substr(0, 19);
  }
  return {};
}

TEST(TimeZone, UnknownNamesAreErrorsOfConfiguration) {
  for (const std::string name : {"", "Europe/Atlantis", "BST+1"}) {
    try {
      const TimeZone zone(name);
      ADD_FAILURE() << name;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kConfiguration);
      EXPECT_NE(std::string(error.what()).find("--timezone"), std::string::npos);
    }
  }
  EXPECT_EQ(TimeZone("Europe/London").name(), "Europe/London");
}

TEST(TimeZone, LondonInAutumnToTheSecond) {
  const TimeZone zone("Europe/London");
  EXPECT_EQ(resolved(zone, local(20241027, 0, 59, 59)), "2024-10-26T23:59:59");
  EXPECT_EQ(resolved(zone, local(20241027, 1)), "2024-10-27T00:00:00 or 2024-10-27T01:00:00");
  EXPECT_EQ(resolved(zone, local(20241027, 1, 59, 59)),
            "2024-10-27T00:59:59 or 2024-10-27T01:59:59");
  EXPECT_EQ(resolved(zone, local(20241027, 2)), "2024-10-27T02:00:00");
}

TEST(TimeZone, LondonInSpringToTheSecond) {
  const TimeZone zone("Europe/London");
  EXPECT_EQ(resolved(zone, local(20240331, 0, 59, 59)), "2024-03-31T00:59:59");
  EXPECT_EQ(resolved(zone, local(20240331, 1)), "2024-03-31T01:00:00 skipped");
  EXPECT_EQ(resolved(zone, local(20240331, 1, 59, 59)), "2024-03-31T01:59:59 skipped");
  EXPECT_EQ(resolved(zone, local(20240331, 2)), "2024-03-31T01:00:00");
}

TEST(TimeZone, LondonKeptSummerTimeFrom1968To1971) {
  const TimeZone zone("Europe/London");
  EXPECT_EQ(resolved(zone, local(19700101, 0)), "1969-12-31T23:00:00");
  EXPECT_EQ(resolved(zone, local(19690101, 12)), "1969-01-01T11:00:00");
  EXPECT_EQ(resolved(zone, local(19711031, 2, 30)), "1971-10-31T01:30:00 or 1971-10-31T02:30:00");
  EXPECT_EQ(resolved(zone, local(19660701, 12)), "1966-07-01T11:00:00");
  EXPECT_EQ(resolved(zone, local(19410615, 12)), "1941-06-15T10:00:00");  // double summer time
}

TEST(TimeZone, LosAngeles) {
  const TimeZone zone("America/Los_Angeles");
  EXPECT_EQ(resolved(zone, local(20241103, 1, 30)), "2024-11-03T08:30:00 or 2024-11-03T09:30:00");
  EXPECT_EQ(resolved(zone, local(20240310, 2, 30)), "2024-03-10T10:30:00 skipped");
  EXPECT_EQ(resolved(zone, local(20240310, 3, 30)), "2024-03-10T10:30:00");
}

TEST(TimeZone, LordHoweShiftsByHalfAnHour) {
  const TimeZone zone("Australia/Lord_Howe");
  EXPECT_EQ(resolved(zone, local(20240407, 1, 29, 59)), "2024-04-06T14:29:59");
  EXPECT_EQ(resolved(zone, local(20240407, 1, 30)), "2024-04-06T14:30:00 or 2024-04-06T15:00:00");
  EXPECT_EQ(resolved(zone, local(20240407, 2)), "2024-04-06T15:30:00");
  EXPECT_EQ(resolved(zone, local(20241006, 2, 15)), "2024-10-05T15:45:00 skipped");
  EXPECT_EQ(resolved(zone, local(20241006, 2, 30)), "2024-10-05T15:30:00");
}

TEST(TimeZone, ZonesWithoutChanges) {
  for (const std::int64_t seconds :
       {local(19500101, 0), local(20240701, 12), local(20991231, 23)}) {
    EXPECT_EQ(TimeZone("UTC").resolve(seconds).first, seconds);
    EXPECT_EQ(TimeZone("Asia/Kolkata").resolve(seconds).first, seconds - 19800);
    EXPECT_EQ(TimeZone("Asia/Kolkata").resolve(seconds).kind, LocalTimeKind::kUnique);
  }
}

TEST(TimeZone, ASkippedDayMovesForwardByADay) {
  const TimeZone zone("Pacific/Apia");
  EXPECT_EQ(resolved(zone, local(20111230, 12)), "2011-12-30T22:00:00 skipped");
  EXPECT_EQ(resolved(zone, local(20111231, 12)), "2011-12-30T22:00:00");
}

TEST(TimeZone, TheDateDependsOnTheZone) {
  const std::int64_t noon = local(20240630, 12);
  EXPECT_EQ(TimeZone("UTC").local_date(noon), 20240630);
  EXPECT_EQ(TimeZone("Pacific/Kiritimati").local_date(noon), 20240701);
  EXPECT_EQ(TimeZone("Pacific/Pago_Pago").local_date(noon - 3601), 20240629);
  const TimeZone london("Europe/London");
  EXPECT_EQ(london.local_date(local(20240630, 22, 59, 59)), 20240630);
  EXPECT_EQ(london.local_date(local(20240630, 23)), 20240701);
  EXPECT_EQ(london.local_date(local(20240131, 23, 59, 59)), 20240131);
  EXPECT_EQ(TimeZone("UTC").local_date(-1), 19691231);
}

/// The zone of the C library for the length of a scope.
class ScopedLibraryZone {
 public:
  explicit ScopedLibraryZone(const std::string& name) {
    setenv("TZ", name.c_str(), 1);
    tzset();
  }
  ScopedLibraryZone(const ScopedLibraryZone&) = delete;
  ScopedLibraryZone& operator=(const ScopedLibraryZone&) = delete;
  ~ScopedLibraryZone() {
    unsetenv("TZ");
    tzset();
  }

  [[nodiscard]] static std::int64_t offset_at(std::int64_t instant) {
    const time_t seconds = instant;
    tm clock{};
    localtime_r(&seconds, &clock);
    return clock.tm_gmtoff;
  }
};

/// Tries every offset in whole quarters of an hour.
LocalTime resolve_slowly(std::int64_t local_seconds) {
  constexpr std::int64_t kQuarter = 900;
  std::vector<std::int64_t> instants;
  for (std::int64_t offset = 16 * 4 * kQuarter; offset >= -16 * 4 * kQuarter; offset -= kQuarter) {
    const std::int64_t instant = local_seconds - offset;
    if (ScopedLibraryZone::offset_at(instant) == offset) instants.push_back(instant);
  }
  if (instants.size() == 1) return {LocalTimeKind::kUnique, instants[0], instants[0]};
  if (instants.size() == 2) return {LocalTimeKind::kAmbiguous, instants[0], instants[1]};
  const std::int64_t day_before =
      local_seconds - 86400 - ScopedLibraryZone::offset_at(local_seconds);
  const std::int64_t moved = local_seconds - ScopedLibraryZone::offset_at(day_before);
  return {LocalTimeKind::kSkipped, moved, moved};
}

void expect_as_slow_twin(const TimeZone& zone, std::int64_t local_seconds) {
  const LocalTime expected = resolve_slowly(local_seconds);
  const LocalTime found = zone.resolve(local_seconds);
  ASSERT_TRUE(found.kind == expected.kind && found.first == expected.first &&
              found.second == expected.second)
      << zone.name() << " at local " << format_instant(local_seconds);
}

class ZonesOfTheWorld : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Some, ZonesOfTheWorld,
                         testing::Values("Europe/London", "America/Los_Angeles",
                                         "Australia/Lord_Howe", "Asia/Kolkata", "UTC",
                                         "America/St_Johns", "Africa/Casablanca",
                                         "Asia/Kathmandu"));

TEST_P(ZonesOfTheWorld, AgreeWithTheCLibrary) {
  const TimeZone zone(GetParam());
  const ScopedLibraryZone scope(GetParam());
  Random random(1, 0, 0);
  const std::int64_t begin = local(19910101, 0);
  const std::int64_t end = local(20360101, 0);
  for (int i = 0; i < 1500; ++i) expect_as_slow_twin(zone, random.between(begin, end));
  // Around every change of the clock since 2015: the seconds about it and some within hours.
  for (std::int64_t day = local(20150101, 0); day < local(20260101, 0); day += 86400) {
    if (scope.offset_at(day) == scope.offset_at(day + 86400)) continue;
    for (int quarter = -8; quarter < 120; ++quarter) {
      for (const int second : {-1, 0}) {
        expect_as_slow_twin(zone, day + scope.offset_at(day) + quarter * 900 + second);
        if (HasFatalFailure()) return;
      }
    }
  }
}

TEST_P(ZonesOfTheWorld, ShowTheDateOfTheCLibrary) {
  const TimeZone zone(GetParam());
  const ScopedLibraryZone scope(GetParam());
  Random random(2, 0, 0);
  for (int i = 0; i < 3000; ++i) {
    const std::int64_t instant = random.between(local(19550101, 0), local(20360101, 0));
    const std::int64_t clock = instant + scope.offset_at(instant);
    const std::int64_t day = clock >= 0 ? clock / 86400 : -((86399 - clock) / 86400);
    ASSERT_EQ(zone.local_date(instant), date_of_days(day)) << instant;
  }
}

}  // namespace
}  // namespace fsu::io

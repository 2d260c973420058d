// Fast dates and instants against the general ones: what the fast way reads is the same, and it
// reads all that is plain.
#include "io/iso_values.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "io/datetime_format.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/isa.hpp"
#include "kernels/core/missing.hpp"
#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string date_text(int year, int month, int day) {
  std::string text = std::to_string(year);
  text.insert(0, 4 - text.size(), '0');
  return text + "-" + two_digits(month) + "-" + two_digits(day);
}

/// True where the fast way may read it at all.
bool is_plain(const TimeZone& zone, const CivilTime& time, int year) {
  return year >= 1900 && year < 2200 && zone.resolve(time.seconds).kind == LocalTimeKind::kUnique;
}

void expect_instant(const IsoValues& iso, const TimeZone& zone, const std::string& text) {
  ASSERT_EQ(text.size(), IsoValues::kInstantLength);
  const std::string padded = text + std::string(16, '9');
  std::int64_t instant = 0;
  IsoValues::LastDay last;
  ASSERT_FALSE(IsoValues::is_of_day(last, padded.data()));
  const bool is_read = iso.read_instant(padded.data(), last, instant);
  if (IsoValues::is_of_day(last, padded.data())) {
    std::int64_t again = 0;
    ASSERT_EQ(IsoValues::read_time(padded.data(), last, again), is_read) << text;
    if (is_read) {
      ASSERT_EQ(again, instant) << text;
    }
  }
  const auto time = DateTimeFormat().parse_time(text);
  if (!time) {
    ASSERT_FALSE(is_read) << text;
    return;
  }
  const LocalTime local = zone.resolve(time->seconds);
  if (is_read) {
    ASSERT_EQ(static_cast<int>(local.kind), static_cast<int>(LocalTimeKind::kUnique)) << text;
    ASSERT_EQ(instant, local.first) << text;
  } else {
    ASSERT_FALSE(is_plain(zone, *time, std::stoi(text.substr(0, 4)))) << text;
  }
}

TEST(IsoValues, EveryHourAroundEveryChangeOfClocks) {
  for (const char* const name : {"Europe/London", "UTC", "America/New_York", "Asia/Kathmandu"}) {
    const TimeZone zone(name);
    const IsoValues iso(zone);
    for (const std::int64_t start : zone.starts()) {
      if (start < -2208988800 || start > 7258118400) continue;  // 1900 to 2200
      for (std::int64_t local = start - 16 * 3600; local < start + 16 * 3600; local += 1800) {
        const std::int64_t day = local >= 0 ? local / 86400 : (local - 86399) / 86400;
        const auto second = static_cast<int>(local - day * 86400);
        const std::int32_t date = date_of_days(day);
        if (year_of(date) < 1900) continue;
        const std::string text = date_text(year_of(date), month_of(date), day_of(date)) + "T" +
                                 two_digits(second / 3600) + ":" + two_digits(second / 60 % 60) +
                                 ":" + two_digits(second % 60);
        std::int64_t instant = 0;
        const std::string padded = text + std::string(16, ' ');
        const LocalTime expected = zone.resolve(local);
        IsoValues::LastDay last;
        if (iso.read_instant(padded.data(), last, instant)) {
          ASSERT_EQ(instant, expected.first) << name << " " << text;
          ASSERT_EQ(expected.first, expected.second) << name << " " << text;
          ASSERT_NE(static_cast<int>(expected.kind), static_cast<int>(LocalTimeKind::kSkipped));
        } else if (std::string(name) == "Europe/London" && year_of(date) > 1972) {
          ASSERT_NE(static_cast<int>(expected.kind), static_cast<int>(LocalTimeKind::kUnique))
              << text;
        }
      }
    }
  }
}

TEST(IsoValues, RandomInstantsWithAnyCharacterChanged) {
  const TimeZone zone("Europe/London");
  const IsoValues iso(zone);
  const std::string characters = "0123456789-:T /?\xFFx\x7F";
  for (std::uint64_t seed = 0; seed < 60000; ++seed) {
    Random random(seed, 1, 0);
    std::string text = date_text(static_cast<int>(random.between(1960, 2040)),
                                 static_cast<int>(random.between(1, 12)),
                                 static_cast<int>(random.between(1, 31))) +
                       "T" + two_digits(static_cast<int>(random.below(24))) + ":" +
                       two_digits(static_cast<int>(random.below(60))) + ":" +
                       two_digits(static_cast<int>(random.below(60)));
    if (random.chance(0.7))
      text[random.below(text.size())] = characters[random.below(characters.size())];
    expect_instant(iso, zone, text);
    if (HasFatalFailure()) return;
  }
}

TEST(IsoValues, TimesOfADayThatCameBefore) {
  const TimeZone zone("Europe/London");
  const IsoValues iso(zone);
  const std::string characters = "0123456789:;/x\xFF";
  IsoValues::LastDay last;
  int num_of_last_day = 0;
  for (std::uint64_t seed = 0; seed < 60000; ++seed) {
    Random random(seed, 2, 0);
    // Two of the days have a change of clocks.
    const std::vector<std::string> days = {"2024-07-01", "2024-03-31", "2024-10-27", "2024-12-31"};
    std::string text = days[seed / 50 % days.size()] + (random.chance(0.9) ? "T" : " ") +
                       two_digits(static_cast<int>(random.below(26))) + ":" +
                       two_digits(static_cast<int>(random.below(62))) + ":" +
                       two_digits(static_cast<int>(random.below(62)));
    if (random.chance(0.1))
      text[11 + random.below(8)] = characters[random.below(characters.size())];
    const std::string padded = text + std::string(16, '0');
    std::int64_t alone = 0;
    std::int64_t by_last = 0;
    IsoValues::LastDay own;
    const bool is_read = iso.read_instant(padded.data(), own, alone);
    if (IsoValues::is_of_day(last, padded.data())) {
      ++num_of_last_day;
      ASSERT_EQ(IsoValues::read_time(padded.data(), last, by_last), is_read) << text;
    } else {
      ASSERT_EQ(iso.read_instant(padded.data(), last, by_last), is_read) << text;
    }
    if (is_read) {
      ASSERT_EQ(alone, by_last) << text;
    }
    expect_instant(iso, zone, text);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(num_of_last_day, 10000);
}

TEST(IsoValues, DatesOfEveryDayAndBeyond) {
  const IsoValues iso(TimeZone("UTC"));
  const DateTimeFormat general;
  for (int year : {0, 1, 1899, 1900, 1904, 1999, 2000, 2023, 2024, 2100, 2199, 2200, 9999}) {
    for (int month = 0; month <= 13; ++month) {
      for (int day = 0; day <= 32; ++day) {
        const std::string text = date_text(year, month, day);
        const std::string padded = text + std::string(8, '7');
        std::int32_t packed = 0;
        const bool is_read = iso.read_date(padded.data(), packed);
        const auto expected = general.parse_date(text);
        ASSERT_TRUE(!is_read || expected == packed) << text;
        const bool is_covered = year >= 1900 && year < 2200;
        ASSERT_EQ(is_read, expected.has_value() && is_covered) << text;
      }
    }
  }
}

TEST(IsoValues, DatesWithAnyCharacterChanged) {
  const IsoValues iso(TimeZone("UTC"));
  const std::string text = "1987-06-15";
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (int c = 0; c < 256; ++c) {
      std::string changed = text + std::string(8, '0');
      changed[at] = static_cast<char>(c);
      std::int32_t packed = 0;
      const auto expected = DateTimeFormat().parse_date(changed.substr(0, text.size()));
      if (iso.read_date(changed.data(), packed)) {
        ASSERT_EQ(expected, packed) << changed;
      }
    }
  }
}

/// The fields as words, each with other characters behind it.
FieldWords words_of(const std::vector<std::string>& texts) {
  FieldWords words{};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string padded = texts[i] + ",2024-07-01T00:00:00,";
    std::memcpy(&words.first[i], padded.data(), 8);
    std::memcpy(&words.second[i], padded.data() + 3, 8);
    std::memcpy(&words.third[i], padded.data() + 11, 8);
    words.size[i] = texts[i].size();
  }
  return words;
}

std::string any_instant(Random& random) {
  // Two of the days have a change of clocks.
  const std::vector<std::string> days = {"2024-07-01", "2024-03-31", "2024-10-27", "2024-12-31"};
  const std::string characters = "0123456789:;/x\xFF";
  std::string text = days[random.below(days.size())] + (random.chance(0.9) ? "T" : " ") +
                     two_digits(static_cast<int>(random.below(25))) + ":" +
                     two_digits(static_cast<int>(random.below(61))) + ":" +
                     two_digits(static_cast<int>(random.below(61)));
  if (random.chance(0.1))
    text[random.below(text.size())] = characters[random.below(characters.size())];
  if (random.chance(0.05)) text += random.chance(0.5) ? "Z" : " ";
  return random.chance(0.2) ? "" : text;
}

/// What is not left is what read_instant gives, and whatever is plain and of a known day is read.
void expect_batch(const IsoValues& iso, const std::vector<std::string>& texts,
                  const IsoValues::KnownDays& known, const std::vector<IsoValues::LastDay>& days,
                  bool takes_blanks) {
  IsoValues::InstantBatch batch;
  std::uint64_t num_left = 0;
  const std::uint64_t counted =
      IsoValues::read_known_days(known, words_of(texts), texts.size(), takes_blanks, batch);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string padded = texts[i] + std::string(16, '0');
    std::int64_t instant = kMissingInt64;
    IsoValues::LastDay last;
    const bool is_plain = texts[i].size() == IsoValues::kInstantLength;
    const bool is_read = is_plain && iso.read_instant(padded.data(), last, instant);
    const bool is_known = std::any_of(days.begin(), days.end(), [&](const auto& day) {
      return IsoValues::is_of_day(day, padded.data());
    });
    const bool is_blank = texts[i].empty() && takes_blanks;
    ASSERT_EQ(batch.is_left[i] == 0, is_blank || (is_read && is_known)) << texts[i];
    if (batch.is_left[i] == 0) {
      ASSERT_EQ(batch.instants[i], is_blank ? kMissingInt64 : instant) << texts[i];
    }
    num_left += batch.is_left[i];
  }
  ASSERT_EQ(counted, num_left);
}

TEST(IsoValues, BatchesOfKnownDays) {
  const TimeZone zone("Europe/London");
  const IsoValues iso(zone);
  const Isa before = isa();
  for (const Isa path : {Isa::kPortable, Isa::kAvx2, Isa::kAvx512}) {
    set_isa(path);
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
      Random random(seed, 3, 0);
      IsoValues::KnownDays known;
      std::vector<IsoValues::LastDay> days;
      for (std::uint64_t i = random.below(3); i > 0; --i) {
        const std::string text = any_instant(random) + std::string(40, ' ');
        std::int64_t instant = 0;
        IsoValues::LastDay last;
        if (!iso.read_instant(text.data(), last, instant)) continue;
        known.add(last);
        if (last.has_one_offset) days.push_back(last);
      }
      std::vector<std::string> texts(random.below(FieldWords::kMost + 1));
      for (std::string& text : texts) text = any_instant(random);
      expect_batch(iso, texts, known, days, random.chance(0.5));
      if (HasFatalFailure()) break;
    }
  }
  set_isa(before);
}

}  // namespace
}  // namespace fsu::io

// Dates and instants in the contract's plain form, YYYY-MM-DD and YYYY-MM-DDTHH:MM:SS, in a few
// dozen steps without a branch on their digits.
//
// Eight characters are one word: exclusive-or with the pattern's characters leaves digits of 0 to 9
// and nothing else, one product and one sum make the pairs of digits. A table by month from 1900 to
// 2199 gives the days before it, its length, and the offset of the zone that holds at its begin; a
// local time well inside the span of an offset names one instant. Whatever else there is (other
// forms, no real day, a time that the clock shows twice or skips) is left to datetime_format and
// time_zone, which say what it means.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "io/time_zone.hpp"

namespace fsu::io {

class IsoValues {
 public:
  static constexpr std::size_t kDateLength = 10;
  static constexpr std::size_t kInstantLength = 19;

  explicit IsoValues(const TimeZone& time_zone);

  /// The instant of a text of kInstantLength bytes; false, and any number, where it is not for the
  /// fast way.
  [[nodiscard]] bool read_instant(const char* text, std::int64_t& instant) const {
    const std::uint64_t date = load_word(text) ^ kDatePattern;
    const std::uint64_t time = load_word(text + 11) ^ kTimePattern;
    const auto tens_of_days = static_cast<unsigned char>(text[8] - '0');
    const auto days = static_cast<unsigned char>(text[9] - '0');
    const bool is_apart = text[10] == 'T' || text[10] == ' ';
    if (((not_digits(date, kDateLimits) | not_digits(time, kTimeLimits)) != 0) ||
        tens_of_days > 3 || days > 9 || !is_apart) {
      return false;
    }
    const std::uint64_t date_pairs = pairs_of(date);
    const std::uint64_t time_pairs = pairs_of(time);
    const std::uint64_t month_index = month_index_of(date_pairs);
    const std::uint64_t day_index = std::uint64_t{tens_of_days} * 10 + days - 1;
    const std::uint64_t hour = time_pairs & 0xFF;
    const std::uint64_t minute = time_pairs >> 24 & 0xFF;
    const std::uint64_t second = time_pairs >> 48 & 0xFF;
    if (month_index >= months_.size() || hour > 23 || minute > 59 || second > 59) return false;
    const Month& month = months_[month_index];
    if (day_index >= month.length) return false;
    const std::int64_t local = (month.days_before + static_cast<std::int64_t>(day_index)) * 86400 +
                               static_cast<std::int64_t>(hour * 3600 + minute * 60 + second);
    const Span* span = &spans_[month.span];
    span += local >= span->end ? 1 : 0;
    instant = local - span->offset;
    return local >= span->begin && local < span->end;
  }

  /// The packed date of a text of kDateLength bytes that names a real day; false otherwise.
  [[nodiscard]] bool read_date(const char* text, std::int32_t& packed_date) const {
    const std::uint64_t date = load_word(text) ^ kDatePattern;
    const auto tens_of_days = static_cast<unsigned char>(text[8] - '0');
    const auto days = static_cast<unsigned char>(text[9] - '0');
    if (not_digits(date, kDateLimits) != 0 || tens_of_days > 3 || days > 9) return false;
    const std::uint64_t pairs = pairs_of(date);
    const std::uint64_t month_index = month_index_of(pairs);
    const auto day = static_cast<std::uint64_t>(tens_of_days) * 10 + days;
    if (month_index >= months_.size() || day - 1 >= months_[month_index].length) return false;
    packed_date =
        static_cast<std::int32_t>(year_of_pairs(pairs) * 10000 + (pairs >> 40 & 0xFF) * 100 + day);
    return true;
  }

 private:
  struct Month {
    std::int32_t days_before;  ///< since 1970-01-01
    std::uint16_t span;        ///< of the offset at its begin
    std::uint16_t length;
  };

  /// Local times, from begin to end, that name one instant each, by the same offset.
  struct Span {
    std::int64_t begin;
    std::int64_t end;
    std::int64_t offset;
  };

  static constexpr std::uint64_t kFirstYear = 1900;
  static constexpr std::uint64_t kEndYear = 2200;

  static std::uint64_t load_word(const char* text) {
    std::uint64_t word = 0;
    std::memcpy(&word, text, sizeof word);
    return word;
  }

  // Little-endian words of "0000-00-" and "00:00:00". A limit's byte is what a byte above its
  // greatest value (9 for digits, 0 for the characters between) carries over 127 with.
  static constexpr std::uint64_t kDatePattern = 0x2D30302D30303030ULL;
  static constexpr std::uint64_t kDateLimits = 0x7F76767F76767676ULL;
  static constexpr std::uint64_t kTimePattern = 0x30303A30303A3030ULL;
  static constexpr std::uint64_t kTimeLimits = 0x76767F76767F7676ULL;

  /// Not 0 where some byte is above its limit.
  static std::uint64_t not_digits(std::uint64_t word, std::uint64_t limits) {
    constexpr std::uint64_t kHigh = 0x8080808080808080ULL;
    return (((word & ~kHigh) + limits) | word) & kHigh;
  }

  /// Ten times each byte plus the next one: below 100, so no byte runs over.
  static std::uint64_t pairs_of(std::uint64_t digits) { return digits * 10 + (digits >> 8); }

  static std::uint64_t year_of_pairs(std::uint64_t pairs) {
    return (pairs & 0xFF) * 100 + (pairs >> 16 & 0xFF);
  }

  /// The place in the table of months; beyond its end for a month or a year that it does not have.
  static std::uint64_t month_index_of(std::uint64_t pairs) {
    const std::uint64_t month = (pairs >> 40 & 0xFF) - 1;
    const std::uint64_t years = year_of_pairs(pairs) - kFirstYear;
    return month < 12 && years < kEndYear - kFirstYear ? years * 12 + month : ~std::uint64_t{0};
  }

  std::vector<Month> months_;
  std::vector<Span> spans_;
};

}  // namespace fsu::io

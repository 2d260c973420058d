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

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "io/field_words.hpp"
#include "io/time_zone.hpp"
#include "kernels/core/text_key.hpp"

namespace fsu::io {

class IsoValues {
 public:
  static constexpr std::size_t kDateLength = 10;
  static constexpr std::size_t kInstantLength = 19;

  explicit IsoValues(const TimeZone& time_zone);

  /// A day that came last, for files in which the next instant is mostly of the same day.
  struct LastDay {
    std::uint64_t first = 0;      ///< characters 0 to 7
    std::uint64_t second = 0;     ///< characters 3 to 10
    std::int64_t midnight = 0;    ///< the instant at which it begins
    bool has_one_offset = false;  ///< all its local times name one instant, by the same offset
  };

  /// Two days that came lately; days behind whose midnight clocks change are none of them.
  class KnownDays {
   public:
    void add(const LastDay& day) {
      if (day.has_one_offset) days_[next_++ % days_.size()] = day;
    }

   private:
    friend class IsoValues;

    static constexpr LastDay kNone{~std::uint64_t{0}, ~std::uint64_t{0}, 0, false};
    std::array<LastDay, 2> days_{kNone, kNone};
    unsigned next_ = 0;
  };

  /// What read_known_days makes of each field.
  struct InstantBatch {
    alignas(64) std::array<std::int64_t, FieldWords::kMost> instants;  ///< or missing
    alignas(64) std::array<std::uint64_t, FieldWords::kMost> is_left;  ///< 1: for read_instant
  };

  /// The instants of the first `count` fields that are of a known day; blank ones are missing where
  /// `takes_blanks` says so, all others are left. Returns how many are left.
  [[nodiscard]] static std::uint64_t read_known_days(const KnownDays& known,
                                                     const FieldWords& fields, std::size_t count,
                                                     bool takes_blanks, InstantBatch& batch);

  /// True where the text is of the last day, and read_time reads it.
  [[nodiscard]] static bool is_of_day(const LastDay& last, const char* text) {
    const std::uint64_t differences = (text_key_detail::load_word(text) ^ last.first) |
                                      (text_key_detail::load_word(text + 3) ^ last.second);
    return (differences == 0) & last.has_one_offset;
  }

  /// The instant of a time of the last day.
  [[nodiscard]] static bool read_time(const char* text, const LastDay& last,
                                      std::int64_t& instant) {
    const std::uint64_t time = text_key_detail::load_word(text + 11) ^ kTimePattern;
    const std::uint64_t pairs = pairs_of(time) & kTimePairs;
    const std::uint64_t minutes = (pairs * (60U << 24 | 1U)) >> 24 & 0xFFF;
    instant = last.midnight + static_cast<std::int64_t>(minutes * 60 + (pairs >> 48));
    return (not_digits(time, kTimeLimits) | ((pairs + kTimePairLimits) & kHighBits)) == 0;
  }

  /// The instant of a text of kInstantLength bytes, and its day as the last one; false, with any
  /// number and day, where it is not for the fast way. Any bytes may stand there.
  [[nodiscard]] bool read_instant(const char* text, LastDay& last, std::int64_t& instant) const {
    const std::uint64_t date = text_key_detail::load_word(text) ^ kDatePattern;
    const Day day = day_of_text(text, pairs_of(date));
    const Month& month = months_[day.month_index];
    const std::int64_t midnight =
        (month.days_before + static_cast<std::int64_t>(day.index)) * kSecondsPerDay;
    last = {text_key_detail::load_word(text), text_key_detail::load_word(text + 3), midnight,
            false};
    const bool is_time = read_time(text, last, instant);  // still local
    const Span* span = &spans_[month.span];
    span += instant >= span->end ? 1 : 0;
    const bool is_day = (not_digits(date, kDateLimits) == 0) & day.is_real &
                        (day.index < month.length) & ((text[10] == 'T') | (text[10] == ' '));
    const bool is_one = (instant >= span->begin) & (instant < span->end);
    instant -= span->offset;
    last.midnight -= span->offset;
    last.has_one_offset =
        is_day & (midnight >= span->begin) & (midnight + kSecondsPerDay <= span->end);
    return is_day & is_time & is_one;
  }

  /// The packed date of a text of kDateLength bytes that names a real day; false otherwise.
  [[nodiscard]] bool read_date(const char* text, std::int32_t& packed_date) const {
    const std::uint64_t date = text_key_detail::load_word(text) ^ kDatePattern;
    const std::uint64_t pairs = pairs_of(date);
    const Day day = day_of_text(text, pairs);
    packed_date = static_cast<std::int32_t>(year_of_pairs(pairs) * 10000 +
                                            month_of_pairs(pairs) * 100 + day.index + 1);
    return (not_digits(date, kDateLimits) == 0) & day.is_real &
           (day.index < months_[day.month_index].length);
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

  static std::uint64_t read_batch(const KnownDays& known, const FieldWords& fields,
                                  std::size_t count, bool takes_blanks, InstantBatch& batch);
  static std::uint64_t read_batch_avx2(const KnownDays& known, const FieldWords& fields,
                                       std::size_t count, bool takes_blanks, InstantBatch& batch);
  static std::uint64_t read_batch_avx512(const KnownDays& known, const FieldWords& fields,
                                         std::size_t count, bool takes_blanks, InstantBatch& batch);

  static constexpr std::int64_t kSecondsPerDay = 86400;
  static constexpr std::uint64_t kFirstYear = 1900;
  static constexpr std::uint64_t kEndYear = 2200;

  // Little-endian words of "0000-00-" and "00:00:00". A limit's byte is what a byte above its
  // greatest value (9 for digits, 0 for the characters between) carries over 127 with.
  static constexpr std::uint64_t kDatePattern = 0x2D30302D30303030ULL;
  static constexpr std::uint64_t kDateLimits = 0x7F76767F76767676ULL;
  static constexpr std::uint64_t kTimePattern = 0x30303A30303A3030ULL;
  static constexpr std::uint64_t kTimeLimits = 0x76767F76767F7676ULL;

  static constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;

  // Hours, minutes and seconds among the pairs of a time's digits, and what carries 24, 60 and 60
  // over 127.
  static constexpr std::uint64_t kTimePairs = 0x00FF0000FF0000FFULL;
  static constexpr std::uint64_t kTimePairLimits = 0x0044000044000068ULL;

  /// Not 0 where some byte is above its limit.
  [[gnu::always_inline]] static std::uint64_t not_digits(std::uint64_t word, std::uint64_t limits) {
    return (((word & ~kHighBits) + limits) | word) & kHighBits;
  }

  /// Ten times each byte plus the next one: below 100, so no byte runs over.
  static std::uint64_t pairs_of(std::uint64_t digits) { return digits * 10 + (digits >> 8); }

  static std::uint64_t year_of_pairs(std::uint64_t pairs) {
    return (pairs & 0xFF) * 100 + (pairs >> 16 & 0xFF);
  }

  static std::uint64_t month_of_pairs(std::uint64_t pairs) { return pairs >> 40 & 0xFF; }

  struct Day {
    std::uint64_t month_index;  ///< a place in the table, whatever the text is
    std::uint64_t index;        ///< from 0; above all lengths of months for no number
    bool is_real;               ///< year and month are in the table, the day is two digits
  };

  static Day day_of_text(const char* text, std::uint64_t pairs) {
    const auto tens = static_cast<unsigned char>(text[8] - '0');
    const auto ones = static_cast<unsigned char>(text[9] - '0');
    const std::uint64_t month = month_of_pairs(pairs) - 1;
    const std::uint64_t years = year_of_pairs(pairs) - kFirstYear;
    const bool is_in_table = (month < 12) & (years < kEndYear - kFirstYear);
    const bool is_real = is_in_table & (tens < 4) & (ones < 10);
    return {is_in_table ? years * 12 + month : 0, std::uint64_t{tens} * 10 + ones - 1, is_real};
  }

  std::vector<Month> months_;
  std::vector<Span> spans_;
};

}  // namespace fsu::io

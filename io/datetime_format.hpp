// Dates and times as text: the contract's own forms, and a force's own by a format of strptime's
// letters.
//
// Understood: %Y %y %m %d %e %H %I %M %S %p %b %B %f (fraction, dropped) %z (Z, +hh:mm or +hhmm) %F
// %T %%. Numbers other than the year may have one or two digits; every other character stands for
// itself. %y reads 69-99 as 19xx and 00-68 as 20xx (POSIX).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fsu::io {

/// A civil time; without an offset it is local to a zone that the reader knows.
struct CivilTime {
  std::int64_t seconds = 0;  ///< since 1970-01-01T00:00:00 of its own clock
  std::optional<std::int64_t> offset_seconds;
};

class DateTimeFormat {
 public:
  enum class Use { kDateTime, kDate };

  /// The contract's own form: ISO 8601, `T` or a blank between date and time, fraction and offset
  /// optional.
  DateTimeFormat() = default;

  /// A force's own format; kConfiguration where a letter is unknown or a needed part is absent.
  DateTimeFormat(std::string_view format, Use use);

  /// Reads a whole value as a date and time; nothing where it does not fit or names no real time.
  [[nodiscard]] std::optional<CivilTime> parse_time(std::string_view text) const;

  /// Reads a date, perhaps partial (`??` for unknown parts; in the contract's form also YYYY-MM and
  /// YYYY). Packed as in kernels/core/date.hpp; nothing where it cannot be read.
  [[nodiscard]] std::optional<std::int32_t> parse_date(std::string_view text) const;

  /// The same, but the parts may name no day of the calendar: 1932-02-39 is read as written, since
  /// its year and month still say who it may be.
  [[nodiscard]] std::optional<std::int32_t> parse_written_date(std::string_view text) const;

 private:
  struct Parts;

  [[nodiscard]] bool parse_date_parts(std::string_view text, Parts& parts) const;
  [[nodiscard]] bool parse_parts(std::string_view text, bool is_partial_allowed,
                                 Parts& parts) const;

  std::string steps_;  // one letter a specifier; a literal is a 0 byte and its character
};

}  // namespace fsu::io

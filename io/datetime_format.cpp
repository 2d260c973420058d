#include "io/datetime_format.hpp"

#include <array>
#include <cctype>

#include "kernels/core/date.hpp"
#include "kernels/core/error.hpp"

namespace fsu::io {

struct DateTimeFormat::Parts {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  bool is_afternoon = false;
  bool has_half_day = false;
  std::optional<std::int64_t> offset_seconds;
};

namespace {

constexpr std::string_view kKnownLetters = "YymdeHIMSpbBfz";
constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes between min_digits and max_digits digits, or as many question marks where those are
/// allowed (0).
bool take_number(std::string_view& text, std::size_t min_digits, std::size_t max_digits,
                 bool is_partial_allowed, int& number) {
  if (is_partial_allowed && text.size() >= max_digits &&
      text.substr(0, max_digits).find_first_not_of('?') == std::string_view::npos) {
    text.remove_prefix(max_digits);
    number = 0;
    return true;
  }
  std::size_t length = 0;
  number = 0;
  while (length < text.size() && length < max_digits && is_digit(text[length])) {
    number = number * 10 + (text[length++] - '0');
  }
  text.remove_prefix(length);
  const bool is_date_part_zero = is_partial_allowed && number == 0;
  return length >= min_digits && !is_date_part_zero;
}

bool starts_with_word(std::string_view text, std::string_view lower_word) {
  if (text.size() < lower_word.size()) return false;
  for (std::size_t i = 0; i < lower_word.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(text[i])) != lower_word[i]) return false;
  }
  return true;
}

bool take_month_name(std::string_view& text, int& month) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const std::string_view name = kMonths[i];
    if (!starts_with_word(text, name.substr(0, 3))) continue;
    text.remove_prefix(starts_with_word(text, name) ? name.size() : 3);
    month = static_cast<int>(i) + 1;
    return true;
  }
  return false;
}

/// Z, +hh:mm or +hhmm.
bool take_offset(std::string_view& text, std::optional<std::int64_t>& offset_seconds) {
  if (text.starts_with('Z')) {
    text.remove_prefix(1);
    offset_seconds = 0;
    return true;
  }
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return false;
  const int sign = text[0] == '-' ? -1 : 1;
  text.remove_prefix(1);
  int hours = 0;
  int minutes = 0;
  if (!take_number(text, 2, 2, false, hours)) return false;
  if (text.starts_with(':')) text.remove_prefix(1);
  if (!take_number(text, 2, 2, false, minutes) || hours > 23 || minutes > 59) return false;
  offset_seconds = sign * (hours * 3600 + minutes * 60);
  return true;
}

void drop_digits(std::string_view& text) {
  while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
}

bool take_half_day(std::string_view& text, bool& is_afternoon) {
  if (!starts_with_word(text, "am") && !starts_with_word(text, "pm")) return false;
  is_afternoon = std::tolower(static_cast<unsigned char>(text[0])) == 'p';
  text.remove_prefix(2);
  return true;
}

/// True where the known parts could be those of a real day.
bool is_possible(int year, int month, int day) {
  if (month > 12 || day > 31) return false;
  if (year == 0 || month == 0 || day == 0) {
    // 30 February is impossible in every year.
    return month == 0 || day == 0 || is_whole_date(pack_date(2000, month, day));
  }
  return is_whole_date(pack_date(year, month, day));
}

std::string compile(std::string_view format, DateTimeFormat::Use use) {
  std::string steps;
  const auto fail = [&](const std::string& reason) {
    return Error(ErrorKind::kConfiguration, "format '" + std::string(format) + "': " + reason);
  };
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') {
      steps += {'\0', format[i]};
      continue;
    }
    const char letter = ++i < format.size() ? format[i] : '\0';
    if (letter == '%') {
      steps += {'\0', '%'};
    } else if (letter == 'F') {
      steps += std::string{'Y', '\0', '-', 'm', '\0', '-', 'd'};
    } else if (letter == 'T') {
      steps += std::string{'H', '\0', ':', 'M', '\0', ':', 'S'};
    } else if (letter != '\0' && kKnownLetters.find(letter) != std::string_view::npos) {
      steps += letter;
    } else {
      throw fail("only %Y %y %m %d %e %H %I %M %S %p %b %B %f %z %F %T and %% are understood");
    }
  }
  std::string letters;
  for (std::size_t i = 0; i < steps.size(); ++i)
    steps[i] == '\0' ? void(++i) : letters.push_back(steps[i]);
  const auto has = [&](std::string_view any) {
    return letters.find_first_of(any) != std::string::npos;
  };
  if (!has("Yy") || !has("mbB") || !has("de")) throw fail("year, month and day must be in it");
  if (use == DateTimeFormat::Use::kDateTime && (!has("HI") || !has("M")))
    throw fail("hour and minute must be in it");
  if (has("I") && !has("p")) throw fail("%I needs %p");
  return steps;
}

}  // namespace

DateTimeFormat::DateTimeFormat(std::string_view format, Use use) : steps_(compile(format, use)) {}

bool DateTimeFormat::parse_parts(std::string_view text, bool is_partial_allowed,
                                 Parts& parts) const {
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    bool is_taken = true;
    switch (steps_[i]) {
      case '\0':
        is_taken = text.starts_with(steps_[++i]);
        if (is_taken) text.remove_prefix(1);
        break;
      case 'Y':
        is_taken = take_number(text, 4, 4, is_partial_allowed, parts.year);
        break;
      case 'y':
        is_taken = take_number(text, 2, 2, false, parts.year);
        parts.year += parts.year >= 69 ? 1900 : 2000;
        break;
      case 'm':
        is_taken = take_number(text, 1, 2, is_partial_allowed, parts.month);
        break;
      case 'd':
      case 'e':
        is_taken = take_number(text, 1, 2, is_partial_allowed, parts.day);
        break;
      case 'H':
        is_taken = take_number(text, 1, 2, false, parts.hour);
        break;
      case 'I':
        is_taken =
            take_number(text, 1, 2, false, parts.hour) && parts.hour >= 1 && parts.hour <= 12;
        parts.has_half_day = true;
        break;
      case 'M':
        is_taken = take_number(text, 1, 2, false, parts.minute);
        break;
      case 'S':
        is_taken = take_number(text, 1, 2, false, parts.second);
        break;
      case 'p':
        is_taken = take_half_day(text, parts.is_afternoon);
        break;
      case 'b':
      case 'B':
        is_taken = take_month_name(text, parts.month);
        break;
      case 'f':
        drop_digits(text);
        break;
      case 'z':
        is_taken = take_offset(text, parts.offset_seconds);
        break;
      default:
        is_taken = false;
    }
    if (!is_taken) return false;
  }
  if (parts.has_half_day) parts.hour = parts.hour % 12 + (parts.is_afternoon ? 12 : 0);
  return text.empty();
}

std::optional<CivilTime> DateTimeFormat::parse_time(std::string_view text) const {
  Parts parts;
  if (steps_.empty()) {
    static const DateTimeFormat iso_date_time("%FT%T", Use::kDateTime);
    constexpr std::size_t kLength = std::string_view("YYYY-MM-DDTHH:MM:SS").size();
    if (text.size() < kLength || (text[10] != 'T' && text[10] != ' ')) return {};
    std::array<char, kLength> whole{};
    text.copy(whole.data(), kLength);
    whole[10] = 'T';
    if (!iso_date_time.parse_parts({whole.data(), kLength}, false, parts)) return {};
    text.remove_prefix(kLength);
    if (text.size() >= 2 && text[0] == '.' && is_digit(text[1])) {
      text.remove_prefix(1);
      drop_digits(text);
    }
    if (!text.empty() && (!take_offset(text, parts.offset_seconds) || !text.empty())) return {};
  } else if (!parse_parts(text, false, parts)) {
    return {};
  }
  const std::int32_t date = pack_date(parts.year, parts.month, parts.day);
  if (parts.month > 12 || parts.day > 31 || !is_whole_date(date)) return {};
  if (parts.hour > 23 || parts.minute > 59 || parts.second > 59) return {};
  return CivilTime{
      days_since_epoch(date) * 86400 + parts.hour * 3600 + parts.minute * 60 + parts.second,
      parts.offset_seconds};
}

bool DateTimeFormat::parse_date_parts(std::string_view text, Parts& parts) const {
  if (!steps_.empty()) return parse_parts(text, true, parts);
  static const DateTimeFormat iso_date("%F", Use::kDate);
  const bool is_year = text.size() == 4;
  const bool is_month = text.size() == 7;
  if (!is_year && !is_month && text.size() != 10) return false;
  const std::string unknown_parts = is_year ? "-\?\?-\?\?" : is_month ? "-\?\?" : "";
  return iso_date.parse_parts(std::string(text) + unknown_parts, true, parts);
}

std::optional<std::int32_t> DateTimeFormat::parse_date(std::string_view text) const {
  Parts parts;
  if (!parse_date_parts(text, parts)) return {};
  if (!is_possible(parts.year, parts.month, parts.day)) return {};
  return pack_date(parts.year, parts.month, parts.day);
}

std::optional<std::int32_t> DateTimeFormat::parse_written_date(std::string_view text) const {
  Parts parts;
  if (!parse_date_parts(text, parts)) return {};
  return pack_date(parts.year, parts.month, parts.day);
}

}  // namespace fsu::io

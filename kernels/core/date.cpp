#include "kernels/core/date.hpp"

#include "kernels/core/missing.hpp"

namespace fsu {
namespace {

void append_padded(std::string& text, std::int64_t value, int width) {
  const std::string digits = std::to_string(value);
  text.append(
      static_cast<std::size_t>(std::max<std::int64_t>(0, width - static_cast<int>(digits.size()))),
      '0');
  text += digits;
}

}  // namespace

std::string format_date(std::int32_t date) {
  std::string text;
  if (date == kMissingDate) return text;
  if (year_of(date) == 0)
    text += "????";
  else
    append_padded(text, year_of(date), 4);
  for (const int part : {month_of(date), day_of(date)}) {
    text += '-';
    if (part == 0)
      text += "??";
    else
      append_padded(text, part, 2);
  }
  return text;
}

std::string format_instant(std::int64_t instant) {
  if (is_missing(instant)) return {};
  constexpr std::int64_t kDaySeconds = 86400;
  const std::int64_t days = (instant >= 0 ? instant : instant - (kDaySeconds - 1)) / kDaySeconds;
  const std::int64_t second = instant - days * kDaySeconds;
  std::string text = format_date(date_of_days(days));
  text += 'T';
  append_padded(text, second / 3600, 2);
  text += ':';
  append_padded(text, second / 60 % 60, 2);
  text += ':';
  append_padded(text, second % 60, 2);
  text += 'Z';
  return text;
}

}  // namespace fsu

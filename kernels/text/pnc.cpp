#include "kernels/text/pnc.hpp"

#include <algorithm>

#include "kernels/core/split.hpp"

namespace fsu::text {
namespace {

constexpr std::string_view kCheckLetters = "ZABCDEFGHJKLMNPQRTUVWXY";
constexpr std::uint64_t kSerialRange = 10'000'000;
constexpr std::size_t kMaxSerialDigits = 7;
constexpr std::uint64_t kFirstYearOf1900s = 39;

struct PncParts {
  std::string_view year;
  std::string_view serial;
};

/// Year and serial of an ID without its letter; empty parts where the form is none in use.
PncParts split(std::string_view digits) {
  const std::size_t slash = digits.find('/');
  if (slash != std::string_view::npos) return {digits.substr(0, slash), digits.substr(slash + 1)};
  if (digits.size() < 3) return {};
  const std::size_t year_digits = digits.size() == 4 + kMaxSerialDigits ? 4 : 2;
  return {digits.substr(0, year_digits), digits.substr(year_digits)};
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char sign) { return sign >= '0' && sign <= '9'; });
}

std::uint64_t to_number(std::string_view digits) {
  std::uint64_t number = 0;
  for (const char digit : digits) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  return number;
}

char check_letter(std::uint64_t year, std::uint64_t serial) {
  return kCheckLetters[(year % 100 * kSerialRange + serial) % kCheckLetters.size()];
}

/// The four-digit year; 0 where it is neither two digits nor 19YY or 20YY.
std::uint64_t full_year(std::string_view digits) {
  const std::uint64_t year = to_number(digits);
  if (digits.size() == 2) return year + (year >= kFirstYearOf1900s ? 1900 : 2000);
  return digits.size() == 4 && year >= 1900 && year < 2100 ? year : 0;
}

/// An ID taken apart; year 0 where it has no form in use.
struct PncReading {
  std::uint64_t year = 0;
  std::uint64_t serial = 0;
  char letter = 0;
};

PncReading read_pnc(std::string_view text) {
  const std::string_view id = trimmed(text);
  if (id.empty()) return {};
  const char last = id.back();
  const char letter = last >= 'a' && last <= 'z' ? static_cast<char>(last - 'a' + 'A') : last;
  const PncParts parts = split(id.substr(0, id.size() - 1));
  if (!is_number(parts.year) || !is_number(parts.serial)) return {};
  if (parts.serial.size() > kMaxSerialDigits) return {};
  return {full_year(parts.year), to_number(parts.serial), letter};
}

std::string canonical_form(const PncReading& id) {
  const std::string digits = std::to_string(id.serial);
  return std::to_string(id.year) + '/' + std::string(kMaxSerialDigits - digits.size(), '0') +
         digits + id.letter;
}

}  // namespace

std::uint64_t parse_pnc(std::string_view text) {
  const PncReading id = read_pnc(text);
  if (id.year == 0 || id.serial == 0 || id.letter != check_letter(id.year, id.serial)) return 0;
  return id.year * kSerialRange + id.serial;
}

std::string mistyped_pnc(std::string_view text) {
  const PncReading id = read_pnc(text);
  const bool has_letter = id.letter >= 'A' && id.letter <= 'Z';
  return id.year == 0 || id.serial == 0 || !has_letter ? std::string{} : canonical_form(id);
}

std::string format_pnc(std::uint64_t pnc) {
  if (pnc == 0) return {};
  const std::uint64_t year = pnc / kSerialRange;
  const std::uint64_t serial = pnc % kSerialRange;
  return canonical_form({year, serial, check_letter(year, serial)});
}

}  // namespace fsu::text

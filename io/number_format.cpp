#include "io/number_format.hpp"

namespace fsu::io {
namespace {

constexpr std::size_t kMaxDigits = 15;
/// Days beyond any sentence; sums of many stay far from overflow.
constexpr std::size_t kMaxWholeDigits = 9;

bool are_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::int64_t number_of(std::string_view digits) {
  std::int64_t number = 0;
  for (const char digit : digits) number = number * 10 + (digit - '0');
  return number;
}

}  // namespace

std::optional<std::int64_t> parse_count(std::string_view text) {
  if (text.empty() || text.size() > kMaxDigits || !are_digits(text)) return {};
  return number_of(text);
}

std::optional<std::int64_t> parse_hundredths(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view decimals =
      point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (whole.empty() || whole.size() > kMaxWholeDigits || !are_digits(whole) ||
      !are_digits(decimals))
    return {};
  if (point != std::string_view::npos && decimals.empty()) return {};
  const auto digit = [&](std::size_t i) { return i < decimals.size() ? decimals[i] - '0' : 0; };
  return number_of(whole) * 100 + digit(0) * 10 + digit(1) + (digit(2) >= 5 ? 1 : 0);
}

}  // namespace fsu::io

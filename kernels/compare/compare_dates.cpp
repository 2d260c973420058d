#include "kernels/compare/compare_dates.hpp"

#include <array>

#include "kernels/core/date.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::compare {
namespace {

constexpr std::size_t kNumDigits = 8;
using Digits = std::array<int, kNumDigits>;

Digits digits_of(std::int32_t date) {
  Digits digits{};
  for (std::size_t i = kNumDigits; i-- > 0; date /= 10) digits[i] = date % 10;
  return digits;
}

/// One digit wrong, or two neighbouring digits exchanged.
bool is_one_edit(std::int32_t a, std::int32_t b) {
  const Digits x = digits_of(a);
  const Digits y = digits_of(b);
  std::size_t num_wrong = 0;
  std::size_t last_wrong = 0;
  for (std::size_t i = 0; i < kNumDigits; ++i) {
    if (x[i] == y[i]) continue;
    ++num_wrong;
    last_wrong = i;
  }
  if (num_wrong <= 1) return num_wrong == 1;
  return num_wrong == 2 && last_wrong > 0 && x[last_wrong] == y[last_wrong - 1] &&
         x[last_wrong - 1] == y[last_wrong];
}

bool is_swapped(std::int32_t a, std::int32_t b) {
  return year_of(a) == year_of(b) && month_of(a) == day_of(b) && day_of(a) == month_of(b);
}

int count_equal_parts(std::int32_t a, std::int32_t b) {
  return (year_of(a) == year_of(b)) + (month_of(a) == month_of(b)) + (day_of(a) == day_of(b));
}

bool is_first_of_january(std::int32_t date) { return month_of(date) == 1 && day_of(date) == 1; }

/// One of them is 1 January, which stands for a year of which no more is known, of the same year.
bool agrees_by_year_only(std::int32_t a, std::int32_t b) {
  return year_of(a) == year_of(b) && is_first_of_january(a) != is_first_of_january(b);
}

bool is_known(std::int32_t date) {
  return year_of(date) != 0 && month_of(date) != 0 && day_of(date) != 0;
}

DateLevel compare_partial(std::int32_t a, std::int32_t b) {
  const std::array<std::array<int, 2>, 3> parts = {
      {{year_of(a), year_of(b)}, {month_of(a), month_of(b)}, {day_of(a), day_of(b)}}};
  int num_known = 0;
  for (const auto& [part_a, part_b] : parts) {
    if (part_a == 0 || part_b == 0) continue;
    if (part_a != part_b) return DateLevel::kDifferent;
    ++num_known;
  }
  if (num_known == 2) return DateLevel::kPartialTwo;
  const bool is_year_known = year_of(a) != 0 && year_of(b) != 0;
  return num_known == 1 && is_year_known ? DateLevel::kPartialYear : DateLevel::kMissing;
}

}  // namespace

DateLevel compare_dates(std::int32_t a, std::int32_t b) {
  if (a == kMissingDate || b == kMissingDate) return DateLevel::kMissing;
  if (!is_known(a) || !is_known(b)) return compare_partial(a, b);
  if (a == b) return DateLevel::kExact;
  if (is_swapped(a, b)) return DateLevel::kSwapped;
  if (is_one_edit(a, b)) return DateLevel::kOneEdit;
  if (agrees_by_year_only(a, b)) return DateLevel::kPartialYear;
  return count_equal_parts(a, b) == 2 ? DateLevel::kTwoParts : DateLevel::kDifferent;
}

}  // namespace fsu::compare

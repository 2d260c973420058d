#include "kernels/compare/guards.hpp"

#include <algorithm>
#include <cstdlib>

#include "kernels/compare/compare_dates.hpp"
#include "kernels/compare/compare_fields.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::compare {
namespace {

constexpr int kGenerationYears = 15;

bool are_other_forenames(std::uint8_t names) {
  return names < kNumDirectLevels && forename_level_of(names) == NameLevel::kOther;
}

/// Both records have both names, and one of these alone agrees.
bool is_one_name(std::uint8_t names) {
  if (names < kNumDirectLevels) return surname_level_of(names) == NameLevel::kOther;
  return names == crossed_level(NameLevel::kSame, NameLevel::kOther) ||
         names == crossed_level(NameLevel::kClose, NameLevel::kOther) ||
         names == crossed_level(NameLevel::kNear, NameLevel::kOther);
}

/// Two of year, month and day are equal, or all that is known.
bool do_dates_agree(std::int32_t a, std::int32_t b) {
  if (a == kMissingDate || b == kMissingDate) return false;
  const bool is_year_equal = year_of(a) != 0 && year_of(a) == year_of(b);
  const bool is_month_equal = month_of(a) != 0 && month_of(a) == month_of(b);
  const bool is_day_equal = day_of(a) != 0 && day_of(a) == day_of(b);
  const bool is_year_alone = month_of(a) == 0 || month_of(b) == 0;
  const bool is_exchanged =
      month_of(a) != 0 && month_of(a) == day_of(b) && day_of(a) == month_of(b);
  return is_exchanged || is_year_equal + is_month_equal + is_day_equal >= 2 ||
         (is_year_equal && is_year_alone);
}

/// One of two names agrees, and nothing else does.
bool agree_on_one_name(const Levels& levels, const Identity& left, const Identity& right) {
  if (!is_one_name(levels[kNames])) return false;
  if (do_dates_agree(left.date_of_birth, right.date_of_birth)) return false;
  const auto identifier = static_cast<IdentifierLevel>(levels[kIdentifier]);
  if (identifier == IdentifierLevel::kOneEdit || identifier == IdentifierLevel::kTwoEdits) {
    return false;
  }
  return std::none_of(levels.begin() + kNumIdentityComparisons, levels.end(),
                      [](std::uint8_t level) { return level == kSameField; });
}

bool are_generations(const Levels& levels, const Identity& left, const Identity& right) {
  if (!left.has_whole_date() || !right.has_whole_date()) return false;
  if (levels[kDateOfBirth] == kMissingDateLevel) return false;
  const int years = std::abs(year_of(left.date_of_birth) - year_of(right.date_of_birth));
  const std::uint8_t date = levels[kDateOfBirth];
  const bool is_explained = date < date_level(YearState::kFar, DayState::kSame, DayState::kSame) ||
                            date == exchanged_date_level(YearState::kSlip);
  return years >= kGenerationYears && !is_explained;
}

}  // namespace

Guard guard_of(const Levels& levels, const Identity& left, const Identity& right) {
  const auto identifier = static_cast<IdentifierLevel>(levels[kIdentifier]);
  if (identifier == IdentifierLevel::kSame || identifier == IdentifierLevel::kMistyped) {
    return Guard::kNone;
  }
  if (are_other_forenames(levels[kNames])) return Guard::kForenames;
  if (are_generations(levels, left, right)) return Guard::kGenerations;
  return agree_on_one_name(levels, left, right) ? Guard::kOneName : Guard::kNone;
}

std::string_view guard_reason(Guard guard) {
  switch (guard) {
    case Guard::kNone:
      break;
    case Guard::kForenames:
      return "forenames have nothing in common";
    case Guard::kGenerations:
      return "born a generation apart";
    case Guard::kOneName:
      return "one name alone agrees";
  }
  return "none";
}

}  // namespace fsu::compare

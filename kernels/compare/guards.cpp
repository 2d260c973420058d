#include "kernels/compare/guards.hpp"

#include <cstdlib>

#include "kernels/compare/compare_dates.hpp"
#include "kernels/compare/compare_identities.hpp"

namespace fsu::compare {
namespace {

constexpr int kGenerationYears = 15;

bool are_relatives(const Levels& levels) {
  const std::uint8_t names = levels[kNames];
  return names < kNumDirectLevels && forename_level_of(names) == NameLevel::kOther &&
         surname_level_of(names) <= NameLevel::kNear;
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
  if (are_relatives(levels)) return Guard::kRelatives;
  return are_generations(levels, left, right) ? Guard::kGenerations : Guard::kNone;
}

}  // namespace fsu::compare

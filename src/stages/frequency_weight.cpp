#include "src/stages/frequency_weight.hpp"

#include "kernels/compare/compare_dates.hpp"
#include "kernels/compare/compare_identities.hpp"

namespace fsu::stages {
namespace {

using compare::NameLevel;

constexpr std::uint8_t kExchangedNames = compare::crossed_level(NameLevel::kSame, NameLevel::kSame);

Weight name_weight(NameLevel level, std::int32_t of_same, std::int32_t of_spelling) {
  if (level == NameLevel::kSame) return of_same;
  return level == NameLevel::kClose || level == NameLevel::kNear ? of_spelling : 0;
}

}  // namespace

Weight frequency_weight(const Levels& levels, const model::FrequencyAdjustments& of_right,
                        const model::SpellingAdjustments& of_left) {
  static const std::uint8_t same_date = compare::date_level(
      compare::YearState::kSame, compare::DayState::kSame, compare::DayState::kSame);
  const std::uint8_t names = levels[compare::kNames];
  const Weight date = levels[compare::kDateOfBirth] == same_date ? of_right.date_of_birth : 0;
  if (names == compare::kSameNames) return date + of_right.full_name;
  if (names == kExchangedNames) return date + of_left.forename + of_left.surname;
  return date +
         name_weight(compare::forename_level_of(names), of_right.forename, of_left.forename) +
         name_weight(compare::surname_level_of(names), of_right.surname, of_left.surname);
}

}  // namespace fsu::stages

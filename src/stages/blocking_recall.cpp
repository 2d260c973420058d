#include "src/stages/blocking_recall.hpp"

#include <algorithm>

#include "kernels/compare/compare_dates.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/probability_parts.hpp"

namespace fsu::stages {
namespace {

using compare::DayState;
using compare::NameLevel;
using compare::YearState;

bool are_caught_by_names(std::uint8_t level) {
  for (const NameLevel a : {NameLevel::kSame, NameLevel::kClose}) {
    for (const NameLevel b : {NameLevel::kSame, NameLevel::kClose}) {
      if (level == compare::direct_level(a, b) || level == compare::crossed_level(a, b))
        return true;
    }
  }
  return false;
}

bool are_caught_by_date(std::uint8_t level) {
  if (level == compare::exchanged_date_level(YearState::kSame)) return true;
  for (std::size_t y = 0; y <= static_cast<std::size_t>(YearState::kFar); ++y) {
    const auto year = static_cast<YearState>(y);
    if (level == compare::date_level(year, DayState::kSame, DayState::kSame)) return true;
  }
  for (std::size_t d = 0; d <= static_cast<std::size_t>(DayState::kFar); ++d) {
    const auto part = static_cast<DayState>(d);
    if (level == compare::date_level(YearState::kSame, part, DayState::kSame) ||
        level == compare::date_level(YearState::kSame, DayState::kSame, part)) {
      return true;
    }
  }
  return false;
}

bool are_caught_by_identifier(std::uint8_t level) {
  const auto identifier = static_cast<compare::IdentifierLevel>(level);
  return identifier == compare::IdentifierLevel::kSame ||
         identifier == compare::IdentifierLevel::kOneEdit ||
         identifier == compare::IdentifierLevel::kMistyped;
}

bool fills_names(std::uint8_t level) {
  if (level >= compare::kNumDirectLevels) return true;
  return compare::forename_level_of(level) != NameLevel::kMissing &&
         compare::surname_level_of(level) != NameLevel::kMissing;
}

}  // namespace

void BlockingRecall::add(const Levels& levels, double probability) {
  const std::uint8_t names = levels[compare::kNames];
  const std::uint8_t date = levels[compare::kDateOfBirth];
  if (!fills_names(names) || date == compare::kMissingDateLevel) return;
  const bool by_names = are_caught_by_names(names);
  const bool by_date =
      are_caught_by_date(date) || are_caught_by_identifier(levels[compare::kIdentifier]);
  const std::uint64_t parts = parts_of_probability(probability);
  (by_names && by_date ? by_both_
   : by_names          ? by_names_
   : by_date           ? by_dates_
                       : by_neither_) += parts;
}

double BlockingRecall::estimate() const {
  const double both = probability_of_parts(by_both_);
  const double names = probability_of_parts(by_names_);
  const double dates = probability_of_parts(by_dates_);
  const double neither = probability_of_parts(by_neither_);
  const double found = both + names + dates + neither;
  const double all = (both + names + 1) * (both + dates + 1) / (both + 1) - 1;
  return found > 0 ? std::min(1.0, found / std::max(all, found)) : 1;
}

}  // namespace fsu::stages

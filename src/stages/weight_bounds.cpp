#include "src/stages/weight_bounds.hpp"

#include <algorithm>

#include "kernels/compare/compare_dates.hpp"
#include "kernels/compare/compare_identities.hpp"

namespace fsu::stages {
namespace {

using compare::DayState;
using compare::NameLevel;
using compare::YearState;

constexpr std::array kYearStates = {YearState::kSame, YearState::kOneOff, YearState::kTenOff,
                                    YearState::kSlip, YearState::kFar,    YearState::kBlank};
constexpr std::array kDayStates = {DayState::kSame, DayState::kOneOff, DayState::kSlip,
                                   DayState::kFar, DayState::kBlank};

}  // namespace

WeightBounds::WeightBounds(const model::PatternWeights& weights) {
  const auto fill = [&](std::size_t comparison, std::size_t num_levels, std::span<Weight> table) {
    for (std::size_t level = 0; level < num_levels; ++level) {
      table[level] = weights.of_level(comparison, static_cast<std::uint8_t>(level));
    }
  };
  fill(compare::kNames, names_.size(), names_);
  fill(compare::kDateOfBirth, compare::date_comparison().levels.size(), dates_);
  const auto agree = static_cast<std::uint8_t>(compare::OtherForenamesLevel::kAgree);
  best_other_forenames_ = std::max<Weight>(0, weights.of_level(compare::kOtherForenames, agree));
  bound_names();
  bound_dates();
}

void WeightBounds::bound_names() {
  for (std::size_t x = 0; x < compare::kNumNameLevels; ++x) {
    const auto level = static_cast<NameLevel>(x);
    for (const bool may_be_alike : {false, true}) {
      for (const bool may_be_close : {false, true}) {
        for (const bool may_be_initial : {false, true}) {
          bound_names(level, {may_be_alike, may_be_close, may_be_initial});
        }
      }
    }
  }
}

void WeightBounds::bound_names(NameLevel level, OtherName kind) {
  Weight forename = direct(level, NameLevel::kOther);
  Weight surname = direct(NameLevel::kOther, level);
  Weight either = crossed(level, NameLevel::kOther);
  const auto raise = [&](NameLevel other) {
    forename = std::max(forename, direct(level, other));
    surname = std::max(surname, direct(other, level));
    either = std::max(either, crossed(level, other));
  };
  if (kind.may_be_alike) {
    raise(NameLevel::kNear);
    raise(NameLevel::kAlike);
  }
  if (kind.may_be_initial) raise(NameLevel::kInitial);
  if (kind.may_be_close) {
    forename = std::max(forename, direct(level, NameLevel::kClose));
    surname = std::max(surname, direct(NameLevel::kClose, level));
  }
  const auto x = static_cast<std::size_t>(level);
  alone_[0][x][kind.kind()] = forename;
  alone_[1][x][kind.kind()] = surname;
  crossed_alone_[x][kind.kind()] = either;
}

void WeightBounds::bound_dates() {
  best_pairs_.fill(std::numeric_limits<Weight>::min() / 4);
  best_other_date_ = dates_[compare::kMissingDateLevel];
  const auto raise = [&](DatePair pair, std::uint8_t level) {
    Weight& best = best_pairs_[static_cast<std::size_t>(pair)];
    best = std::max(best, dates_[level]);
  };
  for (const YearState year : kYearStates) {
    for (const DayState month : kDayStates) {
      for (const DayState day : kDayStates) {
        const bool has_year = year == YearState::kSame;
        const bool has_month = month == DayState::kSame;
        const bool has_day = day == DayState::kSame;
        const std::uint8_t level = compare::date_level(year, month, day);
        best_date_ = std::max(best_date_, dates_[level]);
        if (has_year && has_month && has_day) continue;
        if (has_year && has_month) raise(DatePair::kYearMonth, level);
        if (has_year && has_day) raise(DatePair::kYearDay, level);
        if (has_month && has_day) raise(DatePair::kMonthDay, level);
        if (has_year + has_month + has_day < 2) {
          best_other_date_ = std::max(best_other_date_, dates_[level]);
        }
      }
    }
    // Where one of two dates is 1 January, month and day are blank, whatever they share.
    const std::uint8_t january = compare::date_level(year, DayState::kBlank, DayState::kBlank);
    for (const DatePair pair : {DatePair::kYearMonth, DatePair::kYearDay}) raise(pair, january);
    raise(DatePair::kExchanged, compare::exchanged_date_level(year));
    best_date_ = std::max(best_date_, dates_[compare::exchanged_date_level(year)]);
  }
}

}  // namespace fsu::stages

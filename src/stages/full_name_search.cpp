#include "src/stages/full_name_search.hpp"

#include <algorithm>
#include <limits>

#include "kernels/core/date.hpp"

namespace fsu::stages {
namespace {

using compare::NameLevel;

/// True where two of year, month and day are equal, or month and day are in each other's place.
bool may_share_parts(std::int32_t a, std::int32_t b) {
  const bool is_year_same = year_of(a) == year_of(b);
  const bool is_month_same = month_of(a) == month_of(b);
  const bool is_day_same = day_of(a) == day_of(b);
  return is_year_same + is_month_same + is_day_same >= 2 ||
         (month_of(a) == day_of(b) && day_of(a) == month_of(b));
}

}  // namespace

FullNameSearch::FullNameSearch(const PairSearchInput& input)
    : input_(input), names_(input.full_names) {}

void FullNameSearch::find(std::uint32_t left, FoundPairs& found) {
  const Identity& identity = input_.left[left];
  if (!identity.has_full_name()) return;
  if (identity.forename != forename_ || identity.surname != surname_) find_runs(left);
  const Weight rest = most_beside_names(identity);
  for (const NearRun& run : runs_) {
    if (std::max(run.names, run.closer) + rest < input_.least[left]) continue;
    if (run.end - run.begin > kMaxRun) {
      found.pass_over(run.end - run.begin, blocking::kNearFullName);
    } else {
      take_run(left, run, found);
    }
  }
}

/// The most that date and further forenames add, but for the same day.
Weight FullNameSearch::most_beside_names(const Identity& left) const {
  return input_.bounds.best_other_date(left.date_of_birth) +
         (left.other_forenames.is_none() ? 0 : input_.bounds.weights().best_other_forenames());
}

/// The least that names must weigh for any of the identities of one full name, from the first on.
Weight FullNameSearch::needed_by_names(std::uint32_t first) const {
  Weight needed = std::numeric_limits<Weight>::max();
  const Identity& names = input_.left[first];
  for (std::uint32_t i = first; i < input_.left.size(); ++i) {
    const Identity& identity = input_.left[i];
    if (identity.forename != names.forename || identity.surname != names.surname) break;
    needed = std::min(needed, input_.least[i] - most_beside_names(identity));
  }
  return needed;
}

void FullNameSearch::find_runs(std::uint32_t left) {
  const Identity& identity = input_.left[left];
  if (identity.forename != forename_) {
    names_.set_forename(identity.forename, input_.near.of(identity.forename));
  }
  forename_ = identity.forename;
  surname_ = identity.surname;
  runs_.clear();
  const Weight needed = needed_by_names(left);
  const auto wanted = blocking::wanted_ranks([&](std::uint8_t f, std::uint8_t s) {
    return input_.bounds.names_at_best(level_of_rank(f), level_of_rank(s), left) >= needed;
  });
  names_.find(surname_, input_.near.of(surname_), wanted,
              [&](std::uint32_t number, std::uint8_t f, std::uint8_t s) {
                const blocking::FullNameRun& run = input_.full_names.runs()[number];
                const auto weigh = [&](NameLevel forename) {
                  return input_.bounds.direct(forename, level_of_rank(s), left, run.begin);
                };
                const Weight names = weigh(level_of_rank(f));
                const Weight closer = level_of_rank(f) == NameLevel::kNear
                                          ? std::max(names, weigh(NameLevel::kClose))
                                          : names;
                if (closer >= needed)
                  runs_.push_back({run.begin, run.end, f + s == 0, names, closer});
              });
}

void FullNameSearch::take_run(std::uint32_t left, const NearRun& run, FoundPairs& found) const {
  const Identity& identity = input_.left[left];
  const std::int32_t date = identity.date_of_birth;
  const bool have_others = !identity.other_forenames.is_none();
  const Weight others = input_.bounds.weights().best_other_forenames();
  const Weight best_far = input_.bounds.best_far_date(date);
  const bool is_whole = identity.has_whole_date();
  const auto pass = run.is_same ? blocking::kFullName : blocking::kNearFullName;
  for (std::uint32_t right = run.begin; right < run.end; ++right) {
    const Identity& theirs = input_.right[right];
    if (is_whole && theirs.date_of_birth == date) continue;
    const bool has_others = !theirs.other_forenames.is_none();
    const Weight names = (have_others || has_others ? run.closer : run.names) +
                         (have_others && has_others ? others : 0);
    const Weight needed = input_.least[left] - names;
    if (best_far < needed && !may_share_parts(date, theirs.date_of_birth)) continue;
    if (input_.bounds.date(date, theirs.date_of_birth, right) < needed) continue;
    found.pairs.emplace_back(left, right, pass);
  }
}

}  // namespace fsu::stages

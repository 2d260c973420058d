#include <algorithm>
#include <array>

#include "kernels/blocking/block_names.hpp"
#include "kernels/compare/compare_dates.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/groups.hpp"
#include "kernels/core/parallel.hpp"
#include "src/stages/pair_search.hpp"
#include "src/stages/worthy_names.hpp"

namespace fsu::stages {
namespace {

using compare::NameLevel;

constexpr std::array kSides = {NameSide::kForename, NameSide::kSurname};
constexpr std::uint32_t kMostYears = 4096;
constexpr std::uint32_t kMostMonths = 13;
constexpr std::uint32_t kMostDays = 32;

/// The whole date, or two of its parts, as a small code; kNoGroup where a part is not known.
std::uint32_t whole_code(std::int32_t date) {
  if (!is_whole_date(date)) return kNoGroup;
  return (static_cast<std::uint32_t>(year_of(date)) % kMostYears * kMostMonths +
          static_cast<std::uint32_t>(month_of(date))) *
             kMostDays +
         static_cast<std::uint32_t>(day_of(date));
}

std::uint32_t pair_code(DatePair pair, std::int32_t date) {
  const auto year = static_cast<std::uint32_t>(year_of(date)) % kMostYears;
  const auto month = static_cast<std::uint32_t>(month_of(date)) % kMostMonths;
  const auto day = static_cast<std::uint32_t>(day_of(date)) % kMostDays;
  switch (pair) {
    case DatePair::kYearMonth:
      return year == 0 || month == 0 ? kNoGroup : year * kMostMonths + month;
    case DatePair::kYearDay:
      return year == 0 || day == 0 ? kNoGroup : year * kMostDays + day;
    default:
      return month == 0 || day == 0 ? kNoGroup : month * kMostDays + day;
  }
}

/// Month and day in each other's place.
std::uint32_t exchanged_code(std::int32_t date) {
  return month_of(date) == day_of(date) || day_of(date) >= static_cast<int>(kMostMonths)
             ? kNoGroup
             : pair_code(DatePair::kMonthDay, pack_date(0, day_of(date), month_of(date)));
}

template <class CodeOf>
std::vector<std::uint32_t> codes_of(std::span<const Identity> identities, const CodeOf& code_of) {
  std::vector<std::uint32_t> codes(identities.size());
  for_blocks(codes.size(), std::size_t{1} << 14, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      codes[i] = code_of(identities[i].date_of_birth);
    }
  });
  return codes;
}

/// Finds the pairs of one block: left and right records of one code.
class DateBlockSearch {
 public:
  DateBlockSearch(const PairSearchInput& input, blocking::Pass pass, FoundPairs& found)
      : input_(input), pass_(pass), found_(found) {}

  /// `best_date`: the most that the dates of the block's pairs weigh.
  void search(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right,
              Weight best_date) {
    names_.build(right, input_.right);
    std::array worthy = {WorthyNames(input_, NameSide::kForename, best_date, true),
                         WorthyNames(input_, NameSide::kSurname, best_date, true)};
    for (const std::uint32_t i : left) {
      for (const NameSide side : kSides) {
        worthy[static_cast<std::size_t>(side)].find(
            i, [&](NameLevel level, NameId name) { take(i, side, level, name); });
      }
    }
  }

 private:
  void take(std::uint32_t left, NameSide side, NameLevel level, NameId name) {
    std::size_t num_seen = 0;
    names_.find(name, [&](std::size_t place, bool is_surname) {
      if (++num_seen > kMaxBlockNames) {
        found_.pass_over(1, pass_);
        return;
      }
      const Identity& right = names_.identity(place);
      const bool is_direct = is_surname == (side == NameSide::kSurname);
      if (is_direct ? may_be_likely(left, side, level, right, names_.member(place))
                    : may_be_crossed(left, side, level, right, names_.member(place))) {
        found_.pairs.emplace_back(left, names_.member(place), pass_);
      }
    });
  }

  [[nodiscard]] bool are_dates_taken(const Identity& left, const Identity& right) const {
    return pass_ != blocking::kDateOfBirth && left.date_of_birth == right.date_of_birth &&
           left.has_whole_date();
  }

  [[nodiscard]] bool may_be_likely(std::uint32_t left, NameSide side, NameLevel level,
                                   const Identity& right, std::uint32_t member) const {
    const Identity& ours = input_.left[left];
    if (are_dates_taken(ours, right)) return false;
    const Weight date = input_.bounds.date(ours.date_of_birth, right.date_of_birth, member);
    if (input_.bounds.alone(side, level, left, right) + date < input_.least) return false;
    const NameSide other = other_side(side);
    return !input_.near.are_near(name_of(ours, other), name_of(right, other));
  }

  [[nodiscard]] bool may_be_crossed(std::uint32_t left, NameSide side, NameLevel level,
                                    const Identity& right, std::uint32_t member) const {
    const Identity& ours = input_.left[left];
    if (are_dates_taken(ours, right)) return false;
    const Weight date = input_.bounds.date(ours.date_of_birth, right.date_of_birth, member);
    if (input_.bounds.crossed_alone(side, level, left, right) + date < input_.least) return false;
    return !input_.near.are_near(name_of(ours, other_side(side)), name_of(right, side));
  }

  const PairSearchInput& input_;
  blocking::Pass pass_;
  FoundPairs& found_;
  blocking::BlockNames names_;
};

/// Joins the groups of both sides, block of codes by block of codes.
FoundPairs search_groups(const PairSearchInput& input, const Groups& left, const Groups& right,
                         blocking::Pass pass, Weight best_date) {
  constexpr std::size_t kNumTasks = 8192;
  const std::size_t codes_per_task = left.size() / kNumTasks + 1;
  return reduce_blocks<FoundPairs>(left.size(), codes_per_task, [&](const Block& block) {
    FoundPairs found;
    DateBlockSearch search(input, pass, found);
    for (std::size_t code = block.begin; code < block.end; ++code) {
      if (left.of(code).empty() || right.of(code).empty()) continue;
      search.search(left.of(code), right.of(code), best_date);
    }
    return found;
  });
}

/// The least that the frequency of a date takes away is 0 only on average.
Weight most_date_frequency(const PairSearchInput& input) {
  Weight most = 0;
  for (std::uint32_t i = 0; i < input.right.size(); ++i) {
    const std::int32_t date = input.right[i].date_of_birth;
    if (!is_whole_date(date)) continue;
    const Weight same = input.bounds.weights().date(compare::compare_dates(date, date));
    most = std::max(most, input.bounds.date(date, date, i) - same);
  }
  return most;
}

}  // namespace

FoundPairs search_dates(const PairSearchInput& input) {
  constexpr std::size_t kNumCodes = std::size_t{kMostYears} * kMostMonths * kMostDays;
  const WeightBounds& weights = input.bounds.weights();
  FoundPairs found =
      search_groups(input, group_by_code(codes_of(input.left, whole_code), kNumCodes),
                    group_by_code(codes_of(input.right, whole_code), kNumCodes),
                    blocking::kDateOfBirth, weights.best_date() + most_date_frequency(input));
  for (const DatePair pair : {DatePair::kYearMonth, DatePair::kYearDay, DatePair::kMonthDay}) {
    const auto code = [pair](std::int32_t date) { return pair_code(pair, date); };
    const Groups right = group_by_code(codes_of(input.right, code), kMostYears * kMostDays);
    const auto search_left = [&](const std::vector<std::uint32_t>& codes, DatePair best) {
      const Groups left = group_by_code(codes, kMostYears * kMostDays);
      found.merge(search_groups(input, left, right, blocking::kNameAndDatePart,
                                weights.best_date_pair(best)));
    };
    search_left(codes_of(input.left, code), pair);
    if (pair == DatePair::kMonthDay) {
      search_left(codes_of(input.left, exchanged_code), DatePair::kExchanged);
    }
  }
  return found;
}

}  // namespace fsu::stages

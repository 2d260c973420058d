#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "kernels/blocking/block_names.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/groups.hpp"
#include "kernels/core/parallel.hpp"
#include "src/stages/block_dates.hpp"
#include "src/stages/pair_search.hpp"
#include "src/stages/worthy_names.hpp"

namespace fsu::stages {
namespace {

using compare::NameLevel;

constexpr std::array kSides = {NameSide::kForename, NameSide::kSurname};
constexpr std::size_t kBlockSize = std::size_t{1} << 14;
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

/// The codes of the identities' dates; kNoGroup for those not to be searched (empty: all are).
template <class CodeOf>
std::vector<std::uint32_t> codes_of(std::span<const Identity> identities, const CodeOf& code_of,
                                    std::span<const char> is_searched = {}) {
  std::vector<std::uint32_t> codes(identities.size());
  for_blocks(codes.size(), kBlockSize, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const bool is_left_out = !is_searched.empty() && is_searched[i] == 0;
      codes[i] = is_left_out ? kNoGroup : code_of(identities[i].date_of_birth);
    }
  });
  return codes;
}

/// By left identity: whether one name and two parts of the date can be enough.
std::vector<char> find_hopeful(const PairSearchInput& input) {
  const Weight best_date = input.bounds.weights().best_date_pair();
  std::vector<char> is_hopeful(input.left.size());
  for_blocks(is_hopeful.size(), kBlockSize, [&](const Block& block) {
    WorthyNames forenames(input, NameSide::kForename, {.crossed = true});
    WorthyNames surnames(input, NameSide::kSurname, {.crossed = true});
    for (std::size_t i = block.begin; i < block.end; ++i) {
      const auto left = static_cast<std::uint32_t>(i);
      is_hopeful[i] = input.left[i].date_of_birth != kMissingDate &&
                      (forenames.may_find(left, best_date) || surnames.may_find(left, best_date));
    }
  });
  return is_hopeful;
}

/// What the dates of a block have in common: two parts, or nothing said where it is one day.
using SharedParts = std::optional<DatePair>;

/// Finds the pairs of one block: left and right records of one code.
class DateBlockSearch {
 public:
  DateBlockSearch(const PairSearchInput& input, SharedParts shared, FoundPairs& found)
      : input_(input),
        is_day_(!shared),
        pass_(shared ? blocking::kNameAndDatePart : blocking::kDateOfBirth),
        found_(found),
        dates_(input.bounds, shared.value_or(DatePair::kYearMonth)) {}

  /// `best_date`: the most that the dates of the block's pairs weigh.
  void search(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right,
              Weight best_date) {
    names_.build(right, input_.right);
    const std::int32_t date = input_.right[right.front()].date_of_birth;
    if (is_day_) {  // all have the same date
      weight_of_day_ = input_.bounds.date(date, date, right.front());
    } else {
      dates_.begin_block(date);
    }
    std::array worthy = {
        WorthyNames(input_, NameSide::kForename,
                    {.crossed = true, .both = is_day_, .near_with_further = is_day_}),
        WorthyNames(input_, NameSide::kSurname,
                    {.crossed = true, .both = false, .near_with_further = is_day_})};
    for (std::size_t begin = 0; begin < left.size(); begin += kChunk) {
      const auto chunk = left.subspan(begin, std::min(kChunk, left.size() - begin));
      fetch(chunk);
      for (std::size_t k = 0; k < chunk.size(); ++k) {
        for (const NameSide side : kSides) {
          worthy[static_cast<std::size_t>(side)].find(
              chunk[k], best_date, *this, [&](NameLevel level, NameId name, Weight most) {
                take(k, chunk[k], {side, level, most}, name);
              });
        }
      }
    }
  }

  /// The names of a list that the block may have; valid until the next call.
  [[nodiscard]] std::span<const NameId> possible_of(std::span<const NameId> names) {
    return names_.filter().keep_possible(names, possible_);
  }

 private:
  /// A name that is asked for.
  struct Asked {
    NameSide side;
    NameLevel level;
    Weight most = 0;  ///< that the names of a pair weigh
  };
  /// So many left identities are fetched together.
  static constexpr std::size_t kChunk = 32;

  /// Copies the left identities of a chunk, and has all that is known of them and their names on
  /// its way from memory: they lie far apart, and one after another each would be waited for.
  void fetch(std::span<const std::uint32_t> chunk) {
    for (const std::uint32_t left : chunk) {
      input_.bounds.prefetch(left);
      __builtin_prefetch(&input_.least[left]);
    }
    lefts_.clear();
    for (const std::uint32_t left : chunk) lefts_.push_back(input_.left[left]);
    for_names_of_chunk([&](NameId name) {
      input_.near.prefetch(name);
      input_.near_companies.prefetch(name);
      input_.bounds.prefetch(name);
    });
    for_names_of_chunk([&](NameId name) { input_.near.prefetch_names(name); });
  }

  template <class Function>
  void for_names_of_chunk(const Function& function) const {
    for (const Identity& identity : lefts_) {
      for (const NameSide side : kSides) {
        if (const NameId name = name_of(identity, side); !name.is_none()) function(name);
      }
    }
  }

  void take(std::size_t place_of_left, std::uint32_t left, const Asked& asked, NameId name) {
    const Identity& ours = lefts_[place_of_left];
    std::size_t num_seen = 0;
    names_.find(name, [&](const blocking::BlockName& theirs) {
      if (++num_seen > kMaxBlockNames) {
        found_.pass_over(1, pass_);
        return;
      }
      if (is_taken_by_day(ours, theirs.date_of_birth)) return;
      const std::uint32_t member = names_.member(theirs.place());
      const Weight of_dates = is_day_
                                  ? weight_of_day_
                                  : dates_.weight(ours.date_of_birth, theirs.date_of_birth, member);
      const Weight least = input_.least[left] - of_dates;
      if (asked.most < least) return;
      const Identity& right = names_.identity(theirs.place());
      const bool is_direct = theirs.is_surname() == (asked.side == NameSide::kSurname);
      if (is_direct ? may_be_likely(left, asked, right, least)
                    : may_be_crossed(left, asked, right, least)) {
        found_.pairs.emplace_back(left, member, pass_);
      }
    });
  }

  /// All pairs of one day are found by that, those of other blocks without them.
  [[nodiscard]] bool is_taken_by_day(const Identity& left, std::int32_t right) const {
    return !is_day_ && left.date_of_birth == right && left.has_whole_date();
  }

  /// `least`: that the names must weigh.
  [[nodiscard]] bool may_be_likely(std::uint32_t left, const Asked& asked, const Identity& right,
                                   Weight least) const {
    const NameSide other = other_side(asked.side);
    const NameLevel level_of_other =
        input_.near.level(name_of(input_.left[left], other), name_of(right, other));
    if (level_of_other == NameLevel::kOther) {
      return input_.bounds.alone(asked.side, asked.level, left, right) >= least;
    }
    // Found twice, and taken by the forename.
    return is_day_ && asked.side == NameSide::kForename &&
           input_.bounds.direct_at_best(asked.level, level_of_other, left) >= least;
  }

  [[nodiscard]] bool may_be_crossed(std::uint32_t left, const Asked& asked, const Identity& right,
                                    Weight least) const {
    return input_.bounds.crossed_alone(asked.side, asked.level, left, right) >= least &&
           input_.near.level(name_of(input_.left[left], other_side(asked.side)),
                             name_of(right, asked.side)) == NameLevel::kOther;
  }

  const PairSearchInput& input_;
  /// A block of one day finds all pairs of it with a name in its own place; other blocks find none
  /// of these, and no pairs of near full names.
  bool is_day_;
  blocking::Pass pass_;
  FoundPairs& found_;
  blocking::BlockNames names_;
  BlockDates dates_;
  std::vector<NameId> possible_;
  std::vector<Identity> lefts_;  ///< of the chunk
  Weight weight_of_day_ = 0;     ///< of the dates of every pair, in a block of one day
};

/// Joins the groups of both sides, block of codes by block of codes.
FoundPairs search_groups(const PairSearchInput& input, const Groups& left, const Groups& right,
                         SharedParts shared, Weight best_date) {
  constexpr std::size_t kNumTasks = 8192;
  const std::size_t codes_per_task = left.size() / kNumTasks + 1;
  return reduce_blocks<FoundPairs>(left.size(), codes_per_task, [&](const Block& block) {
    FoundPairs found;
    DateBlockSearch search(input, shared, found);
    for (std::size_t code = block.begin; code < block.end; ++code) {
      if (left.of(code).empty() || right.of(code).empty()) continue;
      search.search(left.of(code), right.of(code), best_date);
    }
    return found;
  });
}

}  // namespace

FoundPairs search_days(const PairSearchInput& input) {
  constexpr std::size_t kNumCodes = std::size_t{kMostYears} * kMostMonths * kMostDays;
  return search_groups(input, group_by_code(codes_of(input.left, whole_code), kNumCodes),
                       group_by_code(codes_of(input.right, whole_code), kNumCodes), std::nullopt,
                       input.bounds.best_known_date());
}

FoundPairs search_date_parts(const PairSearchInput& input) {
  FoundPairs found;
  const std::vector<char> is_hopeful = find_hopeful(input);
  for (const DatePair pair : {DatePair::kYearMonth, DatePair::kYearDay, DatePair::kMonthDay}) {
    const auto code = [pair](std::int32_t date) { return pair_code(pair, date); };
    const Groups right = group_by_code(codes_of(input.right, code), kMostYears * kMostDays);
    const auto search_left = [&](const std::vector<std::uint32_t>& codes, DatePair best) {
      const Groups left = group_by_code(codes, kMostYears * kMostDays);
      found.merge(
          search_groups(input, left, right, best, input.bounds.weights().best_date_pair(best)));
    };
    search_left(codes_of(input.left, code, is_hopeful), pair);
    if (pair == DatePair::kMonthDay) {
      search_left(codes_of(input.left, exchanged_code, is_hopeful), DatePair::kExchanged);
    }
  }
  return found;
}

}  // namespace fsu::stages

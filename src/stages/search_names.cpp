#include <algorithm>
#include <iterator>
#include <numeric>

#include "kernels/core/groups.hpp"
#include "kernels/core/parallel.hpp"
#include "src/stages/pair_search.hpp"
#include "src/stages/worthy_names.hpp"

namespace fsu::stages {
namespace {

using compare::NameLevel;

constexpr std::size_t kBlockSize = 4096;
/// A rare name opens blocks of at most so many records.
constexpr std::size_t kMaxRare = 128;

/// The left records that have a surname, by surname.
std::vector<std::uint32_t> left_by_surname(const PairSearchInput& input) {
  std::vector<std::uint32_t> codes(input.left.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const NameId surname = input.left[i].surname;
    codes[i] = surname.is_none() ? kNoGroup : surname.value;
  }
  return group_by_code(codes, input.near.num_names()).members;
}

/// Looks up left records whose names stand in each other's place.
class ExchangedSearch {
 public:
  ExchangedSearch(const PairSearchInput& input, FoundPairs& found)
      : input_(input), names_(input.full_names), found_(found) {}

  void search(std::uint32_t left) {
    const Identity& identity = input_.left[left];
    if (identity.forename.is_none()) return;
    const blocking::WantedRanks wanted = wanted_of(left);
    if (wanted == blocking::WantedRanks{}) return;
    if (identity.surname != surname_) {
      surname_ = identity.surname;
      names_.set_forename(surname_, input_.near.of(surname_));
    }
    names_.find(identity.forename, input_.near.of(identity.forename), wanted,
                [&](std::uint32_t run, std::uint8_t surname, std::uint8_t forename) {
                  take(left, input_.full_names.runs()[run], level_of_rank(forename),
                       level_of_rank(surname));
                });
  }

 private:
  [[nodiscard]] blocking::WantedRanks wanted_of(std::uint32_t left) const {
    const Weight date = input_.bounds.best_date(input_.left[left].date_of_birth);
    // Our surname is the forename that is looked up.
    return blocking::wanted_ranks([&](std::uint8_t surname, std::uint8_t forename) {
      return input_.bounds.crossed_at_best(level_of_rank(forename), level_of_rank(surname), left) +
                 date >=
             input_.least[left];
    });
  }

  void take(std::uint32_t left, const blocking::FullNameRun& run, NameLevel forename,
            NameLevel surname) {
    if (run.end - run.begin > kMaxRun) {
      found_.pass_over(run.end - run.begin, blocking::kNamesExchanged);
      return;
    }
    for (std::uint32_t right = run.begin; right < run.end; ++right) {
      const Identity& theirs = input_.right[right];
      const Weight weight =
          input_.bounds.crossed(forename, surname, left, theirs) +
          input_.bounds.date(input_.left[left].date_of_birth, theirs.date_of_birth, right);
      if (weight < input_.least[left]) continue;
      found_.pairs.emplace_back(left, right, blocking::kNamesExchanged);
    }
  }

  const PairSearchInput& input_;
  blocking::NearFullNames names_;
  FoundPairs& found_;
  NameId surname_;
};

/// The right records by their names of a side.
Groups group_right(const PairSearchInput& input, NameSide side) {
  std::vector<std::uint32_t> codes(input.right.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const NameId name = name_of(input.right[i], side);
    codes[i] = name.is_none() ? kNoGroup : name.value;
  }
  return group_by_code(codes, input.near.num_names());
}

/// Looks up left records by one of their names alone; one object a thread.
class RareSearch {
 public:
  /// `right`: by names of the side.
  RareSearch(const PairSearchInput& input, NameSide side, const Groups& right)
      : input_(input), side_(side), right_(right) {}

  void search(std::uint32_t left, FoundPairs& found) {
    const Weight date = input_.bounds.best_far_date(input_.left[left].date_of_birth);
    WorthyNames(input_, side_, {})
        .find(left, date, *this, [&](NameLevel level, NameId name, Weight most) {
          take(left, {level, name, most}, found);
        });
  }

  /// The names of a list that few bear; valid until the next call.
  [[nodiscard]] std::span<const NameId> possible_of(std::span<const NameId> names) {
    borne_by_few_.clear();
    std::ranges::copy_if(names, std::back_inserter(borne_by_few_),
                         [&](NameId name) { return is_borne_by_few(name); });
    return borne_by_few_;
  }

 private:
  struct Asked {
    NameLevel level;
    NameId name;
    Weight most = 0;  ///< that the names of a pair weigh
  };

  [[nodiscard]] bool is_borne_by_few(NameId name) const {
    const std::size_t num_bearers = right_.of(name.index()).size();
    return num_bearers > 0 && num_bearers <= kMaxRare;
  }

  void take(std::uint32_t left, const Asked& asked, FoundPairs& found) const {
    const auto members = right_.of(asked.name.index());
    const std::int32_t date = input_.left[left].date_of_birth;
    for (const std::uint32_t right : members) {
      const Identity& theirs = input_.right[right];
      const Weight needed =
          input_.least[left] - input_.bounds.date(date, theirs.date_of_birth, right);
      if (asked.most < needed) continue;
      if (input_.bounds.alone(side_, asked.level, left, theirs) >= needed) {
        found.pairs.emplace_back(left, right, blocking::kName);
      }
    }
  }

  const PairSearchInput& input_;
  NameSide side_;
  const Groups& right_;
  std::vector<NameId> borne_by_few_;
};

}  // namespace

FoundPairs search_exchanged_names(const PairSearchInput& input) {
  const std::vector<std::uint32_t> order = left_by_surname(input);
  return reduce_blocks<FoundPairs>(order.size(), kBlockSize, [&](const Block& block) {
    FoundPairs found;
    ExchangedSearch search(input, found);
    for (std::size_t i = block.begin; i < block.end; ++i) search.search(order[i]);
    return found;
  });
}

FoundPairs search_rare_names(const PairSearchInput& input) {
  const auto search_all = [&](NameSide side, std::size_t num_left, const auto& at) {
    const Groups right = group_right(input, side);
    return reduce_blocks<FoundPairs>(num_left, kBlockSize, [&](const Block& block) {
      FoundPairs found;
      RareSearch search(input, side, right);
      for (std::size_t i = block.begin; i < block.end; ++i) search.search(at(i), found);
      return found;
    });
  };
  FoundPairs found = search_all(NameSide::kForename, input.left.size(),
                                [](std::size_t i) { return static_cast<std::uint32_t>(i); });
  const std::vector<std::uint32_t> by_surname = left_by_surname(input);
  found.merge(search_all(NameSide::kSurname, by_surname.size(),
                         [&](std::size_t i) { return by_surname[i]; }));
  return found;
}

}  // namespace fsu::stages

#include <algorithm>
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

std::uint8_t as_byte(NameLevel level) { return static_cast<std::uint8_t>(level); }

/// The left records that have a surname, by surname.
std::vector<std::uint32_t> left_by_surname(const PairSearchInput& input) {
  std::vector<std::uint32_t> codes(input.left.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const NameId surname = input.left[i].surname;
    codes[i] = surname.is_none() ? kNoGroup : surname.value;
  }
  return group_by_code(codes, input.near.begins.size() - 1).members;
}

/// Looks up left records whose names stand in each other's place.
class ExchangedSearch {
 public:
  ExchangedSearch(const PairSearchInput& input, FoundPairs& found)
      : input_(input), names_(input.full_names), found_(found) {}

  void search(std::uint32_t left) {
    const Identity& identity = input_.left[left];
    if (identity.forename.is_none()) return;
    if (identity.surname != surname_) {
      surname_ = identity.surname;
      names_.set_forename(surname_, as_byte(NameLevel::kSame), input_.near.of(surname_));
    }
    if (names_.empty()) return;
    take(left, identity.forename, NameLevel::kSame);
    const blocking::NearSpan near = input_.near.of(identity.forename);
    for (std::size_t k = 0; k < near.names.size(); ++k) {
      take(left, near.names[k], static_cast<NameLevel>(near.levels[k]));
    }
  }

 private:
  void take(std::uint32_t left, NameId surname, NameLevel level) {
    names_.find(surname, [&](std::uint32_t number, std::uint8_t other) {
      const blocking::FullNameRun& run = input_.full_names.runs()[number];
      if (run.end - run.begin > kMaxRun) {
        found_.pass_over(run.end - run.begin, blocking::kNamesExchanged);
        return;
      }
      for (std::uint32_t right = run.begin; right < run.end; ++right) {
        const Identity& theirs = input_.right[right];
        const Weight weight =
            input_.bounds.crossed(level, static_cast<NameLevel>(other), left, theirs) +
            input_.bounds.date(input_.left[left].date_of_birth, theirs.date_of_birth, right);
        if (weight < input_.least) continue;
        found_.pairs.emplace_back(left, right, blocking::kNamesExchanged);
      }
    });
  }

  const PairSearchInput& input_;
  blocking::NearFullNames names_;
  FoundPairs& found_;
  NameId surname_;
};

/// Looks up left records by one of their names alone.
class RareSearch {
 public:
  RareSearch(const PairSearchInput& input, NameSide side)
      : input_(input),
        side_(side),
        right_(group_right()),
        best_date_(input.bounds.weights().best_other_date()) {}

  void search(std::uint32_t left, FoundPairs& found) const {
    WorthyNames(input_, side_, best_date_, false).find(left, [&](NameLevel level, NameId name) {
      take(left, level, name, found);
    });
  }

 private:
  [[nodiscard]] Groups group_right() const {
    std::vector<std::uint32_t> codes(input_.right.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const NameId name = name_of(input_.right[i], side_);
      codes[i] = name.is_none() ? kNoGroup : name.value;
    }
    return group_by_code(codes, input_.near.begins.size() - 1);
  }

  void take(std::uint32_t left, NameLevel level, NameId name, FoundPairs& found) const {
    const auto members = right_.of(name.index());
    if (members.size() > kMaxRare) return;
    const std::int32_t date = input_.left[left].date_of_birth;
    for (const std::uint32_t right : members) {
      const Identity& theirs = input_.right[right];
      const Weight weight = input_.bounds.alone(side_, level, left, theirs) +
                            input_.bounds.date(date, theirs.date_of_birth, right);
      if (weight >= input_.least) found.pairs.emplace_back(left, right, blocking::kName);
    }
  }

  const PairSearchInput& input_;
  NameSide side_;
  Groups right_;
  Weight best_date_ = 0;
};

}  // namespace

bool NearNameLevels::are_near(NameId a, NameId b) const {
  if (a.is_none() || b.is_none()) return false;
  if (a == b) return true;
  const std::span<const NameId> near = of(a).names;
  return std::binary_search(near.begin(), near.end(), b);
}

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
  const auto search_all = [&](std::size_t num_left, const RareSearch& search, const auto& at) {
    return reduce_blocks<FoundPairs>(num_left, kBlockSize, [&](const Block& block) {
      FoundPairs found;
      for (std::size_t i = block.begin; i < block.end; ++i) search.search(at(i), found);
      return found;
    });
  };
  FoundPairs found = search_all(input.left.size(), RareSearch(input, NameSide::kForename),
                                [](std::size_t i) { return static_cast<std::uint32_t>(i); });
  const std::vector<std::uint32_t> by_surname = left_by_surname(input);
  found.merge(search_all(by_surname.size(), RareSearch(input, NameSide::kSurname),
                         [&](std::size_t i) { return by_surname[i]; }));
  return found;
}

}  // namespace fsu::stages

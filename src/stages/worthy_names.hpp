// The names that a search by one name of a left record is worth asking for: the name itself and its
// near names, as far as the bounds let any right record that bears them be likely.
#pragma once

#include <algorithm>
#include <array>
#include <limits>

#include "src/stages/pair_search.hpp"

namespace fsu::stages {

/// In which agreements a search counts a name, beside the one with the other name not near.
struct WorthyWith {
  bool crossed = false;  ///< in the other's place
  bool both = false;     ///< with the other name near too
  /// A name that is not the same with a forename that agrees with the right record's further ones
  /// alone: two slips at once.
  bool near_with_further = false;
};

/// Asks for one left record and side; bounds of near names are worked out once a rank and company.
class WorthyNames {
 public:
  WorthyNames(const PairSearchInput& input, NameSide side, WorthyWith with)
      : input_(input), side_(side), with_(with) {}

  /// True where any name may be worth asking for. `rest`: the most that a pair weighs beside its
  /// names.
  [[nodiscard]] bool may_find(std::uint32_t left, Weight rest) const {
    const Weight needed = input_.least[left] - rest;
    const NameId name = name_of(input_.left[left], side_);
    return !name.is_none() && (most(left, NameLevel::kSame, name, company_of(name)) >= needed ||
                               most(left, NameLevel::kClose, {}, of_close(name)) >= needed ||
                               most(left, NameLevel::kNear, {}, of_near(name)) >= needed);
  }

  /// Calls `function(level, name, most)` for each name worth asking for, with the most that the
  /// names of a pair can weigh then. Of a list of names only `possible.possible_of(list)` is
  /// looked at: those that any right record asked for may bear, in order, good until the next call.
  template <class Possible, class Function>
  void find(std::uint32_t left, Weight rest, Possible& possible, const Function& function) const {
    const Weight needed = input_.least[left] - rest;
    const NameId name = name_of(input_.left[left], side_);
    if (name.is_none()) return;
    const auto ask = [&](NameLevel level, NameId of_right, Weight most) {
      if (most >= needed) function(level, of_right, most);
    };
    if (!possible.possible_of(std::span(&name, 1)).empty()) {
      ask(NameLevel::kSame, name, most(left, NameLevel::kSame, name, company_of(name)));
    }
    const blocking::NearSpan near = input_.near.of(name);
    find_near(left, {NameLevel::kClose, near.close, of_close(name)}, needed, possible, ask);
    find_near(left, {NameLevel::kNear, near.near, of_near(name)}, needed, possible, ask);
  }

 private:
  using NameLevel = compare::NameLevel;

  [[nodiscard]] NameCompany company_of(NameId name) const {
    return input_.bounds.company_of(side_, name);
  }
  /// Near names of one level, and the companies that all of them are in.
  struct NearNames {
    NameLevel level;
    std::span<const NameId> names;
    NameCompany company = 0;
  };

  /// What counts of the companies of near names.
  [[nodiscard]] NameCompany counted(NameCompany company) const {
    return with_.near_with_further ? company
                                   : static_cast<NameCompany>(company & ~kFurtherForenames);
  }
  [[nodiscard]] NameCompany of_close(NameId name) const {
    return counted(input_.near_companies.of_close(side_, name));
  }
  [[nodiscard]] NameCompany of_near(NameId name) const {
    return counted(input_.near_companies.of_near(side_, name));
  }

  template <class Possible, class Ask>
  void find_near(std::uint32_t left, const NearNames& near, Weight needed, Possible& possible,
                 const Ask& ask) const {
    if (near.names.empty()) return;
    const Weight of_all = most(left, near.level, {}, near.company);
    if (of_all < needed) return;
    const std::span<const NameId> names = possible.possible_of(near.names);
    if (names.empty()) return;
    const bool are_worthy = near.company == 0 || most(left, near.level, {}, 0) >= needed;
    constexpr Weight kUnknown = std::numeric_limits<Weight>::min();
    std::array<Weight, kNumCompanies> of_company;
    of_company.fill(kUnknown);
    for (const NameId name : names) {
      if (are_worthy) {
        ask(near.level, name, of_all);
        continue;
      }
      const NameCompany company = company_of(name);
      if (of_company[company] == kUnknown) {
        of_company[company] = most(left, near.level, {}, counted(company));
      }
      ask(near.level, name, of_company[company]);
    }
  }

  [[nodiscard]] Weight most(std::uint32_t left, NameLevel level, NameId of_right,
                            NameCompany company) const {
    Weight weight = input_.bounds.alone_at_best(side_, level, left, of_right, company);
    if (with_.crossed) weight = std::max(weight, input_.bounds.crossed_alone_at_best(level, left));
    if (with_.both) weight = std::max(weight, input_.bounds.both_at_best(side_, level, left));
    return weight;
  }

  const PairSearchInput& input_;
  NameSide side_;
  WorthyWith with_;
};

}  // namespace fsu::stages

// The names that a search by one name of a left record is worth asking for: the name itself and its
// near names, as far as the bounds let any right record that bears them be likely.
#pragma once

#include <algorithm>
#include <array>

#include "src/stages/pair_search.hpp"

namespace fsu::stages {

/// Asks for one left record and side; bounds of near names are worked out once a level and company.
class WorthyNames {
 public:
  /// `rest`: the most that a pair weighs beside its names. `with_crossed`: names count in the
  /// other's place too.
  WorthyNames(const PairSearchInput& input, NameSide side, Weight rest, bool with_crossed)
      : input_(input), side_(side), rest_(rest), with_crossed_(with_crossed) {}

  /// Calls `function(level, name)` for each name worth asking for.
  template <class Function>
  void find(std::uint32_t left, const Function& function) {
    const NameId name = name_of(input_.left[left], side_);
    if (name.is_none()) return;
    const auto company = input_.bounds.company_of(side_, name);
    if (is_worth_it(left, compare::NameLevel::kSame, name, company)) {
      function(compare::NameLevel::kSame, name);
    }
    worth_ = {};
    const bool any_close = is_level_worth_it(left, compare::NameLevel::kClose, name);
    const bool any_near = is_level_worth_it(left, compare::NameLevel::kNear, name);
    if (!any_close && !any_near) return;
    const blocking::NearSpan near = input_.near.of(name);
    for (std::size_t k = 0; k < near.names.size(); ++k) {
      const auto level = static_cast<compare::NameLevel>(near.levels[k]);
      const std::size_t row = level == compare::NameLevel::kClose ? 0 : 1;
      if (worth_[row][input_.bounds.company_of(side_, near.names[k])]) {
        function(level, near.names[k]);
      }
    }
  }

 private:
  /// Fills a level's row; false where no company makes it worth asking.
  bool is_level_worth_it(std::uint32_t left, compare::NameLevel level, NameId name) {
    auto& row = worth_[level == compare::NameLevel::kClose ? 0 : 1];
    constexpr NameCompany kAny = kFurtherForenames | kUnusualName;
    if (!is_worth_it(left, level, name, kAny)) return false;
    row.fill(true);
    for (NameCompany company = 0; company < kAny; ++company) {
      row[company] = is_worth_it(left, level, name, company);
      if (company == 0 && row[0]) {
        row.fill(true);
        break;
      }
    }
    return true;
  }

  [[nodiscard]] bool is_worth_it(std::uint32_t left, compare::NameLevel level, NameId of_right,
                                 NameCompany company) const {
    Weight best = input_.bounds.alone_at_best(side_, level, left, of_right, company);
    if (with_crossed_) best = std::max(best, input_.bounds.crossed_alone_at_best(level, left));
    return best + rest_ >= input_.least;
  }

  const PairSearchInput& input_;
  NameSide side_;
  Weight rest_;
  bool with_crossed_;
  std::array<std::array<bool, kNumCompanies>, 2> worth_{};  ///< close and near, by company
};

}  // namespace fsu::stages

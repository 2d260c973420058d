// What stands beside any of the names that are near a name: the companies of all of them together.
//
// A search that asks for near names looks at each one's company only where these together could
// make one of them worth it, which is seldom. By side, rank and name of a mention; parallel over
// blocks of names.
#pragma once

#include <array>
#include <vector>

#include "src/stages/near_lists.hpp"
#include "src/stages/pair_bounds.hpp"

namespace fsu::stages {

class NearCompanies {
 public:
  NearCompanies(const NearLists& near, const PairBounds& bounds);

  [[nodiscard]] NameCompany of_close(NameSide side, NameId name) const {
    return close_[static_cast<std::size_t>(side)][name.index()];
  }
  [[nodiscard]] NameCompany of_near(NameSide side, NameId name) const {
    return near_[static_cast<std::size_t>(side)][name.index()];
  }
  void prefetch(NameId name) const {
    for (const NameSide side : {NameSide::kForename, NameSide::kSurname}) {
      __builtin_prefetch(&close_[static_cast<std::size_t>(side)][name.index()]);
      __builtin_prefetch(&near_[static_cast<std::size_t>(side)][name.index()]);
    }
  }

 private:
  std::array<std::vector<NameCompany>, 2> close_, near_;  ///< by side and name
};

}  // namespace fsu::stages

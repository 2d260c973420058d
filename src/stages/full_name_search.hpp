// Pairs with both names near, each in its own place, whatever their dates.
//
// One left identity after another, in order: those of one full name share the runs of right
// identities whose names are near theirs, as far as the bounds let any of them be likely. A run
// then is gone through for each, by dates. People born on one day are found elsewhere
// (pair_search.hpp). One object a thread.
#pragma once

#include <cstdint>
#include <vector>

#include "src/stages/pair_search.hpp"

namespace fsu::stages {

class FullNameSearch {
 public:
  explicit FullNameSearch(const PairSearchInput& input);

  /// Adds the pairs of a left identity; `found` counts what is passed over.
  void find(std::uint32_t left, FoundPairs& found);

 private:
  /// A run of right identities of one full name that is near.
  struct NearRun {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool is_same = false;  ///< both names
    Weight names = 0;      ///< what its names weigh
    Weight closer = 0;     ///< where further forenames may agree with a forename
  };

  void find_runs(std::uint32_t left);
  [[nodiscard]] Weight most_beside_names(const Identity& left) const;
  [[nodiscard]] Weight needed_by_names(std::uint32_t first) const;
  void take_run(std::uint32_t left, const NearRun& run, FoundPairs& found) const;

  const PairSearchInput& input_;
  blocking::NearFullNames names_;
  NameId forename_;  ///< that the names are set to
  NameId surname_;   ///< of the runs, with the forename
  std::vector<NearRun> runs_;
};

}  // namespace fsu::stages

// The full names of the right side, and which of them are near a given one.
//
// Right identities in order -> runs of equal (forename, surname), grouped by forename: neighbours
// in the order of identities. A forename of many runs has a table of its own from surname to run
// (open addressing, in one piece, so that it stays in cache while its forename is asked for); the
// runs of the other near forenames are put into one such table a rank when they are first asked for
// (NearFullNames). Left identities come in order too, so a forename is set once for all who bear
// it. The caller says which pairs of ranks are worth looking for: the own forename with every near
// surname costs one probe a surname, both near only as many as their nearest lists need.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/identities.hpp"

namespace fsu::blocking {

/// How near a name is to another: the name itself, close to it, near it.
inline constexpr std::size_t kNumNearRanks = 3;

/// The names close to a name and those near it, ascending each; never the name itself.
struct NearSpan {
  std::span<const NameId> close;
  std::span<const NameId> near;

  [[nodiscard]] std::size_t size() const { return close.size() + near.size(); }
};

/// Which ranks of the forename are wanted with each rank of the surname: a bit each.
using WantedRanks = std::array<std::uint8_t, kNumNearRanks>;

/// The ranks that `is_wanted(forename, surname)` holds for.
template <class IsWanted>
[[nodiscard]] WantedRanks wanted_ranks(const IsWanted& is_wanted) {
  WantedRanks wanted{};
  for (std::uint8_t surname = 0; surname < kNumNearRanks; ++surname) {
    for (std::uint8_t forename = 0; forename < kNumNearRanks; ++forename) {
      if (is_wanted(forename, surname)) {
        wanted[surname] = static_cast<std::uint8_t>(wanted[surname] | 1U << forename);
      }
    }
  }
  return wanted;
}

/// Right identities [begin, end) that bear one full name.
struct FullNameRun {
  NameId surname;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A place of a table from surname to run.
struct RunSlot {
  static constexpr std::uint32_t kEmpty = 0xffffffff;

  NameId surname;
  std::uint32_t run = kEmpty;
};

/// Where the search for a surname begins, in a table of a power of two of slots.
inline std::size_t first_slot(NameId surname, std::size_t num_slots) {
  return (std::uint64_t{surname.value * 0x9e3779b1u} * num_slots) >> 32;
}

/// Calls `function(run)` for each run of a surname in a table that has room left.
template <class Function>
void find_runs(std::span<const RunSlot> table, NameId surname, const Function& function) {
  const std::size_t mask = table.size() - 1;
  for (std::size_t slot = first_slot(surname, table.size()); table[slot].run != RunSlot::kEmpty;
       slot = (slot + 1) & mask) {
    if (table[slot].surname == surname) function(table[slot].run);
  }
}

class FullNames {
 public:
  /// `right` in ascending order; names are below `num_names`.
  FullNames(std::span<const Identity> right, std::size_t num_names);

  [[nodiscard]] std::span<const FullNameRun> runs() const { return runs_; }
  /// Positions of the first run of a forename, and behind its last.
  [[nodiscard]] std::uint32_t first_run(NameId forename) const {
    return run_begins_[forename.index()];
  }
  [[nodiscard]] std::uint32_t num_runs(NameId forename) const {
    return run_begins_[forename.index() + 1] - run_begins_[forename.index()];
  }
  /// The table of a forename of many runs; empty for others.
  [[nodiscard]] std::span<const RunSlot> table(NameId forename) const {
    const std::uint64_t begin = table_begins_[forename.index()];
    return std::span(slots_).subspan(begin, table_begins_[forename.index() + 1] - begin);
  }

  /// Forenames of more runs have a table.
  static constexpr std::uint32_t kFewRuns = 64;

 private:
  std::vector<FullNameRun> runs_;
  std::vector<std::uint32_t> run_begins_;    ///< by forename, one more
  std::vector<std::uint64_t> table_begins_;  ///< by forename, one more: slots of its table
  std::vector<RunSlot> slots_;
};

/// The near full names of one left record after another; one object a thread.
class NearFullNames {
 public:
  explicit NearFullNames(const FullNames& names) : names_(&names) {}

  /// Sets the forename and the names near it.
  void set_forename(NameId forename, const NearSpan& near);

  /// Calls `function(run, rank of the forename, rank of the surname)` for every run whose names are
  /// near and of wanted ranks.
  template <class Function>
  void find(NameId surname, const NearSpan& near, const WantedRanks& wanted,
            const Function& function) {
    for (std::uint8_t forename = 0; forename < kNumNearRanks; ++forename) {
      const auto is_wanted = [&](std::size_t rank) { return (wanted[rank] >> forename & 1) != 0; };
      if (!is_wanted(0) && !is_wanted(1) && !is_wanted(2)) continue;
      const auto take = [&](std::uint8_t rank) {
        return [&, rank](std::uint32_t run) { function(run, forename, rank); };
      };
      for (const std::span<const RunSlot> table : tables_of(forename)) {
        if (is_wanted(0)) find_runs(table, surname, take(0));
        if (is_wanted(1)) {
          for (const NameId name : near.close) find_runs(table, name, take(1));
        }
        if (is_wanted(2)) {
          for (const NameId name : near.near) find_runs(table, name, take(2));
        }
      }
    }
  }

 private:
  /// The forenames of one rank that right records bear.
  struct Rank {
    std::vector<NameId> few;                       ///< of few runs
    std::vector<std::span<const RunSlot>> tables;  ///< of many, and that of the few
    std::vector<RunSlot> slots;                    ///< of the few, when they were asked for
    bool has_slots = false;
  };

  void add(NameId forename, Rank& rank);
  [[nodiscard]] std::span<const std::span<const RunSlot>> tables_of(std::size_t rank);

  const FullNames* names_;
  std::array<Rank, kNumNearRanks> ranks_;
};

}  // namespace fsu::blocking

// The full names of the right side, and which of them are near a given one.
//
// Right identities in order -> runs of equal (forename, surname), grouped by forename: neighbours
// in the order of identities. A forename of many runs has a table of its own from surname to run
// (open addressing, in one piece, so that it stays in cache while its forename is asked for); the
// runs of the other near forenames are put into one such table whenever the left forename changes
// (NearFullNames). Left identities come in order too, so a forename is set once for all who bear
// it. A look-up costs one probe a near surname in the joint table and in each large one: the full
// names with both names equal or near, whatever the dates, without pairing all near forenames with
// all near surnames.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/identities.hpp"

namespace fsu::blocking {

/// Names that are near one name, with how near: levels as the caller numbers them.
struct NearSpan {
  std::span<const NameId> names;
  std::span<const std::uint8_t> levels;
};

/// Right identities [begin, end) that bear one full name.
struct FullNameRun {
  NameId surname;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

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
  /// The run of a full name whose forename has a table; kNoRun where there is none.
  [[nodiscard]] std::uint32_t find(NameId forename, NameId surname) const;

  static constexpr std::uint32_t kNoRun = 0xffffffff;
  /// Forenames of more runs have a table.
  static constexpr std::uint32_t kFewRuns = 64;

 private:
  std::vector<FullNameRun> runs_;
  std::vector<std::uint32_t> run_begins_;    ///< by forename, one more
  std::vector<std::uint64_t> table_begins_;  ///< by forename, one more: slots of its table
  std::vector<std::uint32_t> slots_;         ///< runs, or kNoRun
};

/// The near full names of one left record after another; one object a thread.
class NearFullNames {
 public:
  explicit NearFullNames(const FullNames& names) : names_(&names) {}

  /// Sets the forename, its own level and the near ones.
  void set_forename(NameId forename, std::uint8_t own_level, const NearSpan& near);

  /// True where no right record bears a near forename.
  [[nodiscard]] bool empty() const { return large_.empty() && num_small_ == 0; }

  /// Calls `function(run, level of the forename, level)` for every run of a near forename with this
  /// surname.
  template <class Function>
  void find(NameId surname, const Function& function) const {
    for (std::size_t slot = slot_of(surname); num_small_ > 0 && slots_[slot].run != kEmpty;
         slot = (slot + 1) & mask_) {
      if (slots_[slot].surname == surname) function(slots_[slot].run, slots_[slot].level);
    }
    for (const Near& near : large_) {
      const std::uint32_t run = names_->find(near.forename, surname);
      if (run != FullNames::kNoRun) function(run, near.level);
    }
  }

 private:
  static constexpr std::uint32_t kEmpty = 0xffffffff;
  struct Slot {
    NameId surname;
    std::uint32_t run = kEmpty;
    std::uint8_t level = 0;
  };
  struct Near {
    NameId forename;
    std::uint8_t level = 0;
  };

  [[nodiscard]] std::size_t slot_of(NameId surname) const {
    return (surname.value * 0x9e3779b1u >> shift_) & mask_;
  }
  void add(NameId forename, std::uint8_t level);
  void fill_table();

  const FullNames* names_;
  std::vector<Near> small_;
  std::vector<Near> large_;
  std::vector<Slot> slots_;
  std::size_t num_small_ = 0;  ///< runs of the small ones
  std::size_t mask_ = 0;
  int shift_ = 0;
};

}  // namespace fsu::blocking

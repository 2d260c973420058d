// Candidates: the person identities that a mention is compared with.
//
// Identity of a mention -> indices of person identities, ascending and distinct: the union of four
// passes, each an exact match on a key: PNC ID; full name (forename and surname); full name with
// the two in each other's place; whole date of birth, where the mention has some name. A mention
// that has none of these keys is `is_linkable` = false: too little to link on.
//
// Oversized dates (1 January, wrongly entered dates): in a block of more than
// `max_date_block` identities only those are taken that share the forename or the surname as well.
// What this leaves out is counted as `capped_pairs`, and stands in the summary: never silently.
// Per pass: pairs, pairs that no earlier pass found, largest block. Counts add up over mentions.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kernels/blocking/key_index.hpp"
#include "kernels/core/identities.hpp"

namespace fsu::blocking {

inline constexpr std::size_t kNumPasses = 4;
/// Names of the passes in the order in which they run.
inline constexpr std::array<std::string_view, kNumPasses> kPassNames = {
    "pnc_id", "full_name", "full_name_swapped", "date_of_birth"};

struct CandidateConfig {
  /// Largest block of one date of birth that is compared whole. A force of 1.2 M versions has about
  /// 50 a date, and some hundred on 1 January.
  std::size_t max_date_block = 2000;
};

struct PassCounts {
  std::uint64_t pairs = 0;
  std::uint64_t new_pairs = 0;
  std::uint64_t largest_block = 0;

  friend constexpr bool operator==(const PassCounts&, const PassCounts&) = default;
};

/// What the passes found, summed over mentions.
struct BlockingCounts {
  std::array<PassCounts, kNumPasses> passes;
  std::uint64_t capped_pairs = 0;     ///< pairs of oversized dates that were not compared
  std::uint64_t capped_mentions = 0;  ///< mention identities that met an oversized date

  void merge(const BlockingCounts& other);
  friend constexpr bool operator==(const BlockingCounts&, const BlockingCounts&) = default;
};

/// The candidates of one mention, and the counts of all mentions so far; reusable.
struct CandidateWorkspace {
  std::vector<std::uint32_t> candidates;
  std::vector<std::uint32_t> merged;
  BlockingCounts counts;
};

/// True where a mention has a key for some pass.
[[nodiscard]] bool is_linkable(const Identity& mention);

/// The blocks of the index of people; holds no reference to what it was made of.
class CandidateFinder {
 public:
  explicit CandidateFinder(std::span<const Identity> persons, CandidateConfig config = {});

  /// Puts the candidates of a mention into the workspace, in place of those of the last.
  void find(const Identity& mention, CandidateWorkspace& workspace) const;

 private:
  void find_by_date(const Identity& mention, CandidateWorkspace& workspace) const;

  CandidateConfig config_;
  KeyIndex by_pnc_;
  KeyIndex by_full_name_;
  KeyIndex by_date_;
  KeyIndex by_date_and_forename_;  ///< of oversized dates only
  KeyIndex by_date_and_surname_;   ///< of oversized dates only
};

}  // namespace fsu::blocking

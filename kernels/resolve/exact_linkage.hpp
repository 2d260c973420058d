// Exact linkage, the original method and the baseline of every comparison.
//
// A mention goes to the one person with a version of equal PNC ID or, where the mention has none,
// of equal forenames, surname and whole date of birth, all present. Two such people: ambiguous, and
// the smallest id stands as best with probability 1 / number of people. No weights.
// Identities are compared as normalised for the fuzzy linkage (case, accents, punctuation, titles
// and junk removed; an invalid PNC ID and a placeholder date are missing; all forenames, and in
// their order). In memory: the identities in order, found by binary search, and a list of (PNC ID,
// identity).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "kernels/core/identities.hpp"
#include "kernels/resolve/decision.hpp"

namespace fsu::resolve {

class ExactLinker {
 public:
  /// `persons` must outlive the linker.
  explicit ExactLinker(const PersonIdentities& persons);

  /// Puts the people of equal PNC ID, or of equal names and date, into `matches`, ascending by id;
  /// all have weight kNoWeight.
  void find(const Identity& mention, std::vector<ScoredPerson>& matches) const;

 private:
  void add_bearers(std::size_t identity, std::vector<ScoredPerson>& matches) const;

  const PersonIdentities* persons_;
  std::vector<std::pair<IdentifierId, std::uint32_t>> identity_of_pnc_;
};

/// True where the exact rule can say anything about the mention.
[[nodiscard]] bool is_exactly_linkable(const Identity& mention);

/// Linked for one match, ambiguous for more, no candidate for none.
[[nodiscard]] Decision decide_exact(std::span<const ScoredPerson> matches);

}  // namespace fsu::resolve

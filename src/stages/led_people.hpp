// Whom the evidence of each case leads to, as far as they may be meant.
//
// Cases that share a telephone, postcode or address, and the people known by it or spoken for at it
// -> the pairs whose forenames have anything in common, or whose identifiers, each with the
// person's version that agrees best; whoever is likely by identity alone is known already. Value by
// value, so that the names and the evidence of its people stay in cache: the cases of one value
// come in order of their names, and those of one full name are tried once. Most are left out,
// since many share an address and few of them a name: whom a guard would keep from being linked
// whatever the evidence says (compare/guards.hpp: forenames, generations), and who weighs too
// little with the evidence known by then.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "src/stages/likely_people.hpp"
#include "src/stages/link_evidence.hpp"

namespace fsu::stages {

class LinkScorer;

/// A person whom a case is led to.
struct LedPerson {
  std::uint32_t link_case = 0;
  LikelyPerson person;
};

/// Mergeable: pairs in any order until they are indexed.
class LedPeople {
 public:
  [[nodiscard]] static LedPeople empty() { return {}; }
  void add(const LedPerson& led) { led_.push_back(led); }
  void merge(const LedPeople& other) {
    led_.insert(led_.end(), other.led_.begin(), other.led_.end());
  }
  [[nodiscard]] const LedPeople& finish() const { return *this; }

  /// Puts the pairs in order and drops those that stand twice.
  void index(std::size_t num_cases);

  /// Of one case, by person; after indexing.
  [[nodiscard]] std::span<const LedPerson> of(std::uint32_t link_case) const;

 private:
  std::vector<LedPerson> led_;
  std::vector<bool> is_led_;  ///< by case
};

/// Adds the people whom some leads lead to, who weigh that much with the evidence known so far, and
/// who are not likely by identity, where these are found; then cases whose identity names somebody
/// by itself follow no lead. The scorer has its index, evidence and model.
void find_led_people(const LinkScorer& scorer, const LinkCases& cases, std::span<const Lead> leads,
                     Weight least, LedPeople& people);

}  // namespace fsu::stages

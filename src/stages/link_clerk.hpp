// Clerks' decisions, found by mention.
//
// Rows (incident row, role, person, always or never) in any order -> the words on one mention, by
// binary search; the persons of each list ascending.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "src/stages/link_identities.hpp"
#include "src/stages/link_mentions.hpp"

namespace fsu::stages {

class ClerkBook {
 public:
  explicit ClerkBook(std::span<const ClerkDecision> decisions);

  /// The words on a mention; nullptr where there are none.
  [[nodiscard]] const ClerkWords* find(std::uint32_t incident_row, MentionRole role) const;

 private:
  std::vector<std::uint64_t> keys_;  ///< ascending, (incident row, role)
  std::vector<ClerkWords> words_;
};

}  // namespace fsu::stages

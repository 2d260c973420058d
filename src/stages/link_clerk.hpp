// Clerks' decisions, found by mention.
//
// Rows (incident row, role, person, always or never) in any order -> the words on one mention after
// another; the persons of each list ascending. Decisions on people who are not known are left
// out, and counted.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "src/stages/decide_cases.hpp"
#include "src/stages/link_mentions.hpp"

namespace fsu::stages {

class ClerkBook {
 public:
  explicit ClerkBook(std::span<const ClerkDecision> decisions);

  /// The words on a mention; nullptr where there are none. Quick where mentions are asked for in
  /// order of (incident row, role).
  [[nodiscard]] const ClerkWords* find(std::uint32_t incident_row, MentionRole role);

  [[nodiscard]] std::int64_t num_unknown_persons() const { return num_unknown_persons_; }

 private:
  std::vector<std::uint64_t> keys_;  ///< ascending, (incident row, role)
  std::vector<ClerkWords> words_;
  std::size_t next_ = 0;  ///< the first key that is not below the last one asked for
  std::int64_t num_unknown_persons_ = 0;
};

}  // namespace fsu::stages

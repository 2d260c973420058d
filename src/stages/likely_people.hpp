// Whom each identity of the cases may mean by names, date and PNC ID alone.
//
// For every distinct identity: the people who are likely enough, ascending, each with the version
// that agrees best and its levels. Found once in parallel blocks of identities and kept, 12 bytes a
// person, since several rounds of evidence over more cases than identities ask for them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/blocking/candidates.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/ids.hpp"

namespace fsu::stages {

struct LikelyPerson {
  PersonId person;
  std::uint32_t identity = 0;  ///< the person's that agrees best
  std::array<std::uint8_t, compare::kNumIdentityComparisons> levels{};
};

/// Mergeable: the identities of the other state follow behind.
class LikelyPeople {
 public:
  blocking::BlockingCounts blocking;  ///< of the search for them

  [[nodiscard]] static LikelyPeople empty() { return {}; }
  LikelyPerson& add(PersonId person, std::uint32_t identity) {
    return people_.emplace_back(LikelyPerson{person, identity, {}});
  }
  void end_identity() { ends_.push_back(people_.size()); }
  void merge(LikelyPeople other);
  [[nodiscard]] const LikelyPeople& finish() const { return *this; }

  [[nodiscard]] std::size_t num_identities() const { return ends_.size(); }
  [[nodiscard]] std::span<const LikelyPerson> of(std::uint32_t identity) const {
    const std::uint64_t begin = identity == 0 ? 0 : ends_[identity - 1];
    return std::span(people_).subspan(begin, ends_[identity] - begin);
  }

 private:
  std::vector<std::uint64_t> ends_;  ///< by identity
  std::vector<LikelyPerson> people_;
};

}  // namespace fsu::stages

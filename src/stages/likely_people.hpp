// Whom each identity of the cases may mean by names, date and PNC ID alone.
//
// For every distinct identity: the people who are likely enough, ascending, each with the version
// that agrees best, its levels, and what else weighs and does not depend on evidence. Found once in
// parallel blocks of identities and kept, 16 bytes a person, since several rounds of evidence over
// more cases than identities ask for them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/blocking/candidates.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/fixed_log2.hpp"
#include "kernels/core/ids.hpp"

namespace fsu::stages {

struct LikelyPerson {
  PersonId person;
  std::uint32_t identity : 29 = 0;  ///< the person's that agrees best
  std::uint32_t guard : 3 = 0;      ///< compare::Guard, of names, date and identifier alone
  std::array<std::uint8_t, compare::kNumIdentityComparisons> levels{};
  std::int32_t adjustment = 0;  ///< of the weight: frequency of names and dates, and versions
};
static_assert(sizeof(LikelyPerson) == 16);

/// A pair of identities that was compared.
struct ComparedPair {
  const Levels& levels;
  const Identity& left;
  const Identity& right;
};

/// The entry of a person by one of their versions.
[[nodiscard]] LikelyPerson likely_person(PersonId person, std::uint32_t identity,
                                         const ComparedPair& pair, Weight adjustment);

class LikelyPeople {
 public:
  blocking::BlockingCounts blocking;  ///< of the search for them

  void add(const LikelyPerson& person) { people_.push_back(person); }
  void end_identity() { ends_.push_back(people_.size()); }
  /// The identities of all parts, one part behind the other; parts are emptied.
  [[nodiscard]] static LikelyPeople join(std::vector<LikelyPeople>& parts);

  /// Fetches what `of` reads first.
  void prefetch(std::uint32_t identity) const {
    if (identity < ends_.size()) __builtin_prefetch(&ends_[identity]);
  }

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

// Whether two names have anything in common (compare/name_level.hpp: any level but other), with the
// last answers kept.
//
// The people at one address after another are tried by much the same forenames: most pairs that are
// asked for were asked for shortly before. A table of fixed size in cache keeps one answer a place;
// it changes nothing but the time. One object a thread.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/compare/name_level.hpp"
#include "kernels/core/hash.hpp"

namespace fsu::stages {

class NameAgreements {
 public:
  explicit NameAgreements(const compare::NameTraits& traits)
      : comparer_(traits), answers_(std::size_t{1} << kPlaceBits, kNoAnswer) {}

  /// Both are names, not none.
  [[nodiscard]] bool agree(NameId ours, NameId theirs) {
    const std::uint64_t pair = std::uint64_t{ours.value} << 32 | theirs.value;
    std::uint64_t& answer = answers_[mix_bits(pair) >> (64 - kPlaceBits)];
    if (answer >> 1 != pair) answer = pair << 1 | (compare(ours, theirs) ? 1 : 0);
    return (answer & 1) != 0;
  }

 private:
  static constexpr int kPlaceBits = 15;
  static constexpr std::uint64_t kNoAnswer = ~std::uint64_t{0};  ///< no name has such an id

  [[nodiscard]] bool compare(NameId ours, NameId theirs) {
    if (set_ != ours) comparer_.set_name(ours);
    set_ = ours;
    return comparer_.compare(theirs) != compare::NameLevel::kOther;
  }

  compare::NameComparer comparer_;
  NameId set_;
  std::vector<std::uint64_t> answers_;  ///< pair, and whether it agrees in the lowest bit
};

}  // namespace fsu::stages

// Mentions that speak for others: who gave a full identity from a telephone, or at an address.
//
// (value, person, speaking case) -> by value the people spoken for, ascending. A person for whom
// one case alone speaks keeps that case's number, so that no case hears itself.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/fields.hpp"
#include "kernels/core/ids.hpp"
#include "src/stages/sharing_weights.hpp"

namespace fsu::stages {

struct Spoken {
  static constexpr std::uint32_t kSeveral = 0xffffffff;

  ValueId value;
  PersonId person;
  std::uint32_t only_case = kSeveral;  ///< the one case that speaks, or several

  friend constexpr auto operator<=>(const Spoken&, const Spoken&) = default;
};

class SpokenValues {
 public:
  SpokenValues() = default;
  /// One entry a (value, person, case); `num_values` is the size of the values' dictionary.
  SpokenValues(std::span<const Spoken> entries, std::size_t num_values);

  /// The people spoken for at a value; empty for none.
  [[nodiscard]] std::span<const Spoken> of(ValueId value) const;

  /// Fetch what `of` will read, the second some time after the first.
  void prefetch_place(ValueId value) const {
    if (has(value)) __builtin_prefetch(&begins_[value.index()]);
  }
  void prefetch_values(ValueId value) const {
    if (has(value)) __builtin_prefetch(entries_.data() + begins_[value.index()]);
  }

  [[nodiscard]] bool empty() const { return entries_.empty(); }

  /// How many people are spoken for where a random one of them is.
  [[nodiscard]] double mean_people() const { return mean_people_; }
  /// What agreeing on a value says by how many people are spoken for at it.
  [[nodiscard]] Weight sharing_weight(std::size_t num_people) const {
    return sharing_.of(num_people);
  }

 private:
  [[nodiscard]] bool has(ValueId value) const {
    return !value.is_none() && value.index() + 1 < begins_.size();
  }

  std::vector<Spoken> entries_;
  std::vector<std::uint32_t> begins_;  ///< by value, one more
  double mean_people_ = 1;
  SharingWeights sharing_;
};

}  // namespace fsu::stages

// Who has which telephone, postcode or address: values by person and people by value.
//
// Pairs (person, value) in any order -> both directions, ascending and distinct: grouped by both,
// then by value. A value of many people (a hostel, a call centre's line) says little; the length of
// `bearers` tells.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "kernels/core/fields.hpp"
#include "kernels/core/ids.hpp"
#include "src/stages/sharing_weights.hpp"

namespace fsu::stages {

class PersonValues {
 public:
  using Entry = std::pair<PersonId, ValueId>;

  PersonValues() = default;
  PersonValues(std::span<const Entry> entries, std::size_t num_persons, std::size_t num_values);

  [[nodiscard]] std::span<const ValueId> values_of(PersonId person) const;
  [[nodiscard]] std::span<const PersonId> bearers(ValueId value) const;
  [[nodiscard]] bool has(PersonId person, ValueId value) const;

  /// Fetch what `values_of` will read, the second some time after the first.
  void prefetch_place(PersonId person) const {
    if (!value_begins_.empty()) __builtin_prefetch(&value_begins_[person.index()]);
  }
  void prefetch_values(PersonId person) const {
    if (!value_begins_.empty()) __builtin_prefetch(values_.data() + value_begins_[person.index()]);
  }

  /// How many people bear the value that a random bearer of some value has.
  [[nodiscard]] double mean_bearers() const { return mean_bearers_; }
  /// What agreeing on a value says by how many people bear it.
  [[nodiscard]] Weight sharing_weight(ValueId value) const {
    return sharing_.of(bearers(value).size());
  }
  [[nodiscard]] bool empty() const { return values_.empty(); }

 private:
  std::vector<std::uint32_t> value_begins_;  ///< by person, one more
  std::vector<ValueId> values_;
  std::vector<std::uint32_t> bearer_begins_;  ///< by value, one more
  std::vector<PersonId> bearers_;
  double mean_bearers_ = 1;
  SharingWeights sharing_;
};

}  // namespace fsu::stages

// What a table of decisions holds in its cells: linkage/links, linkage/missing_links, and `best`.
//
// Where there is no person the id is blank and the numbers are missing; a link that has no weight,
// as by exact linkage, has none in the table either.
#pragma once

#include <string_view>

#include "kernels/core/missing.hpp"
#include "kernels/core/string_column.hpp"
#include "kernels/resolve/decision.hpp"

namespace fsu::stages {

/// The id of a person or record; `ids` by dense id.
[[nodiscard]] inline std::string_view id_cell(PersonId person, const StringColumn& ids) {
  return person.is_none() ? std::string_view{} : ids[person.index()];
}

/// In bits.
[[nodiscard]] inline double weight_cell(resolve::StoredWeight weight) {
  return weight == resolve::kNoWeight ? kMissingFloat64 : weight_bits(weight);
}

[[nodiscard]] inline double probability_cell(const resolve::Decision& decision) {
  return decision.person.is_none() ? kMissingFloat64 : decision.probability;
}

}  // namespace fsu::stages

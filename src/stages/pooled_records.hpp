// Candidates of one record that are probably the same person as its best one.
//
// A file of people often holds somebody more than once: a version a change of address. Such records
// are no rivals of each other: they pool their probability in a decision, as ids of one person do
// in a force. Two right records are compared by names, date and identifier under the model of the
// linkage, frequencies included; they are one person above a probability of 0.9, and two where both
// have a valid identifier and it differs. How many others a right record's person has is what the
// pairs themselves say: the true ones over the left records that have one. Where these are less
// than one in ten records the file lists everybody once, and two alike are rivals.
#pragma once

#include <cstdint>
#include <vector>

#include "src/stages/compare_records.hpp"
#include "src/stages/fit_records.hpp"

namespace fsu::stages {

/// By pair: 1 where its right record is one person with the best of its left record (that itself
/// included), which is the heaviest, then the first. Empty where nobody stands there twice.
[[nodiscard]] std::vector<std::uint8_t> find_pooled(const RecordSides& sides,
                                                    const ComparedPairs& pairs,
                                                    const WeighedRecords& weighed);

}  // namespace fsu::stages

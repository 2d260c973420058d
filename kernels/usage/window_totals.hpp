// Totals of a window: the sum of its spans, person by person.
//
// Input: totals by (person, span), sorted by them, and a range of spans. Output: one row a person
// with any total above zero, in the order of the persons. Every window of a long history is made
// from the same span totals, so that history costs little more than one window.
// Parallel over fixed blocks of rows; a person belongs to the block that holds its first row.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/usage/person_totals.hpp"
#include "kernels/usage/span_boundaries.hpp"

namespace fsu::usage {

/// Rows sorted by person, each once, at least one total above zero.
struct PersonTotals {
  std::vector<PersonId> person;
  TotalColumns totals;

  [[nodiscard]] std::size_t size() const { return person.size(); }
  friend bool operator==(const PersonTotals&, const PersonTotals&) = default;
};

/// The totals of the spans [first, last).
[[nodiscard]] PersonTotals window_totals(const SpanTotals& totals, SpanRange spans,
                                         std::size_t block_rows = std::size_t{1} << 16);

/// Both added up, for what is counted window by window (open custody) beside the spans.
[[nodiscard]] PersonTotals add_totals(const PersonTotals& a, const PersonTotals& b);

}  // namespace fsu::usage

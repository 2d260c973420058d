// What became of one mention or one pair of records, as bits of a byte.
//
// A mention has a best candidate or none; the candidate is right or not, whether or not it was made
// a link; and the mention is about a person of the index or about nobody.
#pragma once

#include <cstdint>

namespace fsu::evaluate {

using LinkOutcome = std::uint8_t;

inline constexpr LinkOutcome kHasPerson = 1;  ///< the truth names a person
inline constexpr LinkOutcome kIsLinked = 2;   ///< the best candidate was made a link
inline constexpr LinkOutcome kIsRight = 4;    ///< the best candidate is that person
/// The best candidate has the very id that the truth names, not only one of the same person.
inline constexpr LinkOutcome kIsSameId = 8;

[[nodiscard]] constexpr bool has_all(LinkOutcome outcome, LinkOutcome bits) {
  return (outcome & bits) == bits;
}

}  // namespace fsu::evaluate

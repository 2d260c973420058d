// Equal identities are linked once: distinct identities of each side, and the way back.
//
// One identity a record -> the distinct ones in order (sort and unique), with the people who bear
// each, or with the identity that each mention has. The order is that of the values, so neither the
// order of the records nor the thread count changes the result.
#pragma once

#include <span>

#include "kernels/core/identities.hpp"

namespace fsu::blocking {

/// Distinct identities of the person versions; versions of no person (none id) take no part.
[[nodiscard]] PersonIdentities distinct_person_identities(
    std::span<const Identity> versions, std::span<const PersonId> person_of_version);

/// Distinct identities of the mentions of several sources, numbered one source behind the other.
[[nodiscard]] MentionIdentities distinct_mention_identities(
    std::span<const std::span<const Identity>> sources);

}  // namespace fsu::blocking

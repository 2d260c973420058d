// What one version of a person leaves blank, the person's other versions say.
//
// Versions of an index (identity, person) -> the same with blank dates of birth and identifiers
// filled: once for each different value that the person's other versions hold, up to
// kMaxFilledValues; more say nothing. A blank stays where no version knows better. Without this a
// version without a date would agree with any mention of its name, whatever the date that the
// person is known by. Output order: by person, then by version.
#pragma once

#include <span>
#include <vector>

#include "kernels/core/identities.hpp"

namespace fsu::blocking {

inline constexpr std::size_t kMaxFilledValues = 4;

struct PersonVersions {
  std::vector<Identity> identities;
  std::vector<PersonId> persons;  ///< of each identity; never none
};

/// Versions of no person (none id) are left out.
[[nodiscard]] PersonVersions complete_versions(std::span<const Identity> versions,
                                               std::span<const PersonId> person_of_version);

}  // namespace fsu::blocking

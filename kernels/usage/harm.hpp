// Harm by person: days caused and received, in whole hundredths.
//
// Input: distinct investigations of each person with their roles, and the harm of each
// investigation (kMissingInt64 where its code has no score). Output: one row a person. An
// investigation counts once as caused (suspect or offender) and once as received (victim); there is
// no decay with time. Investigations without a score add nothing and are counted, in these three
// roles only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/usage/person_investigations.hpp"

namespace fsu::usage {

/// One row a person, by dense id.
struct PersonHarm {
  std::vector<std::int64_t> caused_hundredths;    ///< hundredths of a day
  std::vector<std::int64_t> received_hundredths;  ///< hundredths of a day
  std::vector<std::int64_t> unscored_investigations;
  friend bool operator==(const PersonHarm&, const PersonHarm&) = default;
};

/// Harm of the persons [0, num_persons); `harm_hundredths` is by investigation.
[[nodiscard]] PersonHarm person_harm(const PersonInvestigations& investigations,
                                     std::span<const std::int64_t> harm_hundredths,
                                     std::size_t num_persons);

}  // namespace fsu::usage

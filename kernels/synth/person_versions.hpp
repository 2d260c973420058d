// The versions of a record: how one person came to be written down over the years.
//
// The last version of a person's first id is the person as it is; earlier ones have what changes or
// was misheard then: maiden name or alias, another spelling, a digit of the date of birth, no
// middle name, no PNC ID yet, a former address. Every version of a second id has something of the
// kind: that is why there is a second id. A clean force keeps name and date of birth, and varies
// surname, PNC ID and address only. 3.1 versions a record on average, a few have 15.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernels/synth/person.hpp"

namespace fsu::synth {

struct PersonVersion {
  std::string forenames;
  std::string surname;
  std::int32_t date_of_birth = 0;
  std::string pnc_id;
  std::string postcode;
  std::int64_t recorded_at = 0;  ///< local civil time
};

/// All versions of a record of `person`, oldest first.
[[nodiscard]] std::vector<PersonVersion> versions_of(const World& world, const Person& person,
                                                     std::uint64_t record);

}  // namespace fsu::synth

// Corruption: an identity as it is -> as a call handler wrote it down, with the names of the errors
// made.
//
// Each kind is one small function that says whether it could apply. Kinds take turns in the order
// of profile v1: at its turn a kind that can apply is made with its rate. At most one error is made
// in a date of birth and in a PNC ID, since a second would hide the first.
#pragma once

#include <cstdint>
#include <string>

#include "kernels/core/random.hpp"
#include "kernels/synth/error_profile.hpp"
#include "kernels/synth/person.hpp"

namespace fsu::synth {

/// The fields of a mention that tell who is meant; missing = empty or 0.
struct Identity {
  std::string forename;
  std::string surname;
  std::int32_t date_of_birth = 0;
  std::string pnc_id;
};

/// The identity of a person as it is, with all forenames or the first one only.
[[nodiscard]] Identity identity_of(const Person& person, bool has_all_forenames);

/// True where `error` can be made in `identity`, given the errors made in it before.
[[nodiscard]] bool can_apply(MentionError error, const Identity& identity, const Person& person,
                             const ErrorSet& made);

/// Makes one error; can_apply must hold.
void apply_error(MentionError error, Identity& identity, const Person& person, Random& random);

/// Makes the errors of a mention by profile v1 and returns which.
ErrorSet corrupt(Identity& identity, const Person& person, MentionRole role, Random& random);

}  // namespace fsu::synth

// One role of a log as written down, and what it truly is.
//
// In a clean force it is the identity of the person as in the latest version of the index, with all
// forenames; else the first forename as a rule, with the errors of profile v1.
#pragma once

#include <string>

#include "kernels/synth/corruption.hpp"
#include "kernels/synth/log_scene.hpp"

namespace fsu::synth {

struct Mention {
  Identity identity;
  std::string postcode;
  std::string true_person_id;  ///< empty where nobody in the index is meant
  std::string error_kinds;     ///< names with `|` between
  bool is_filled = false;      ///< has a name, date of birth, PNC ID or telephone
};

/// The mention of a scene's originator or subject.
[[nodiscard]] Mention mention_of(const World& world, const Scene& scene, MentionRole role);

/// A person's identity as a record outside the index holds it, with the errors that were made.
[[nodiscard]] Identity written_identity(const World& world, const Person& person, MentionRole role,
                                        Random& random, ErrorSet& made);

}  // namespace fsu::synth

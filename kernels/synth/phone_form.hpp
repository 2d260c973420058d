// Telephone numbers as people write them: 0..., now and then +44... or with blanks.
#pragma once

#include <string>

#include "kernels/synth/world.hpp"

namespace fsu::synth {

/// A number of the form 0..., as it is in a clean force, else in one of the usual forms.
[[nodiscard]] inline std::string written_phone(const World& world, const std::string& phone,
                                               Random& random) {
  if (phone.empty() || world.is_clean()) return phone;
  const double drawn = random.uniform();
  if (drawn < 0.08) return "+44" + phone.substr(1);
  if (drawn < 0.16) return phone.substr(0, 5) + " " + phone.substr(5);
  return phone;
}

}  // namespace fsu::synth

// The project's own list of offences: 155 codes in the style of the Home Office's, with main group,
// harm and how often each is recorded.
//
// Harm is in hundredths of a day, in the order of magnitude of published harm indices (a starting
// sentence in days); a negative one means that the offence has no score. Non-crimes have codes of
// their own, and no score.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "kernels/core/random.hpp"

namespace fsu::synth {

struct Offence {
  std::string_view code;
  std::string_view title;
  std::string_view main_group;
  std::int64_t harm_hundredths = -1;  ///< of a day; negative: none
  std::uint32_t frequency = 0;        ///< relative to the other crimes, or non-crimes
};

[[nodiscard]] std::span<const Offence> crimes();
[[nodiscard]] std::span<const Offence> non_crimes();

/// An offence by its frequency.
[[nodiscard]] const Offence& draw_crime(Random& random);
[[nodiscard]] const Offence& draw_non_crime(Random& random);

}  // namespace fsu::synth

// Rare names put together from a group's syllables: the long tail that no list holds.
//
// A name's number is drawn on a tail of octaves from 2^7 to 2^17, so that some rare names are held
// by dozens and most by one or two; the name is a pure function of (group, kind, number).
#pragma once

#include <cstdint>
#include <string>

#include "kernels/core/random.hpp"
#include "kernels/synth/name_data.hpp"

namespace fsu::synth {

enum class NameKind : std::uint8_t { kMale, kFemale, kSurname };

/// The rare name of a number.
[[nodiscard]] std::string rare_name(NameGroup group, NameKind kind, std::uint64_t number);

/// Draws a rare name.
[[nodiscard]] std::string draw_rare_name(NameGroup group, NameKind kind, Random& random);

}  // namespace fsu::synth

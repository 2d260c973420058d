// Slips in a name: one keying error, or one sound heard as another.
//
// Names are upper-case ASCII words; a name with other bytes is left alone, so that no character of
// UTF-8 is torn apart.
#pragma once

#include <string>
#include <string_view>

#include "kernels/core/random.hpp"

namespace fsu::synth {

/// True where a name is long enough, and plain enough, for a slip.
[[nodiscard]] bool can_slip(std::string_view name);

/// One letter left out, doubled, replaced by a neighbour on the keyboard, or two exchanged; the
/// result differs from the name.
[[nodiscard]] std::string mistype(std::string_view name, Random& random);

/// True where some sound of the name is often heard as another.
[[nodiscard]] bool can_mishear(std::string_view name);

/// One group of letters replaced by one that sounds alike.
[[nodiscard]] std::string mishear(std::string_view name, Random& random);

}  // namespace fsu::synth

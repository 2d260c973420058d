// What a processor can do at most of the inner steps of batch_jaro_winkler and batch_edit_distance:
// the measured time of their instructions alone, on registers, with enough independent chains to
// fill the ports.
#pragma once

#include "kernels/core/isa.hpp"

namespace fsu {

/// Seconds of one column of 64 names in lanes of 8 bits: one look-up and three operations with
/// AVX-512; twice (32 names each) two look-ups and seven operations with AVX2. 0 for portable.
[[nodiscard]] double seconds_per_column(Isa isa);

/// The same of one column of edit distances: one look-up and fifteen operations with AVX-512; twice
/// two look-ups and twenty with AVX2. 0 for portable.
[[nodiscard]] double seconds_per_edit_column(Isa isa);

}  // namespace fsu

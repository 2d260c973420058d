// What the frequency of names and dates changes in the weight of a pair (model/term_frequency.hpp).
#pragma once

#include "kernels/core/comparison.hpp"
#include "kernels/core/fixed_log2.hpp"
#include "kernels/model/term_frequency.hpp"

namespace fsu::stages {

/// The adjustment that belongs to the levels of a pair: of equal names and dates by the right
/// record; of close and near names, and of names in each other's place, by the left record's
/// spelling, which then is hardly anybody's own.
[[nodiscard]] Weight frequency_weight(const Levels& levels,
                                      const model::FrequencyAdjustments& of_right,
                                      const model::SpellingAdjustments& of_left);

}  // namespace fsu::stages

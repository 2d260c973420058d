// The printed summary of an evaluation: what was compared, how right the links are as they were
// decided and at the best threshold, by group, whether probabilities mean what they say, and what
// became of the list.
#pragma once

#include <ostream>

#include "src/commands/evaluation.hpp"

namespace fsu::commands {

void print_evaluation(const Evaluation& evaluation, std::ostream& out);

}  // namespace fsu::commands

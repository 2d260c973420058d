// The tables accuracy/* of an evaluation.
#pragma once

#include "kernels/core/table.hpp"
#include "src/commands/evaluation.hpp"

namespace fsu::commands {

/// 101 rows, from threshold 0 to 1.
[[nodiscard]] Table thresholds_table(const evaluate::ThresholdTable& thresholds);
/// Ten rows, empty bins among them.
[[nodiscard]] Table reliability_table(const evaluate::Reliability& reliability);
[[nodiscard]] Table groups_table(const std::vector<GroupRow>& groups);
[[nodiscard]] Table lists_table(const std::vector<ListRow>& lists);
/// What the printed summary says, for programs.
[[nodiscard]] Table summary_table(const Evaluation& evaluation);

}  // namespace fsu::commands

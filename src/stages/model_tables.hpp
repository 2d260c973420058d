// The tables of a results file that say how a linkage weighed: linkage/levels, patterns, passes
// and summary.
//
// Model, counts of patterns and counts of blocking -> tables in the form of io/result_schema, a row
// a level, pattern, pass or count, in the order given. `fsu run` and `fsu link` write the same
// ones.
#pragma once

#include <span>

#include "kernels/blocking/candidates.hpp"
#include "kernels/core/table.hpp"
#include "kernels/model/model.hpp"
#include "src/stages/link_types.hpp"

namespace fsu::stages {

/// linkage/levels; m and u are missing where nothing was compared.
[[nodiscard]] Table levels_table(const model::Model& model);

/// linkage/patterns.
[[nodiscard]] Table patterns_table(std::span<const PatternCount> patterns);

/// linkage/passes: every pass, also those that found nothing.
[[nodiscard]] Table passes_table(const blocking::BlockingCounts& counts);

/// linkage/summary.
[[nodiscard]] Table summary_table(std::span<const SummaryCount> counts);

}  // namespace fsu::stages

// How right the links of `fsu run` are, mention by mention.
//
// Input: a results file (linkage/links; its scope, incidents/resource_durations) and the truth of
// its mentions. A mention counts where the truth names it and its log is in scope. Its best
// candidate is right where it is any id of the true person; beside that it is counted which ones
// are the very id. Rows of linkage/links are read block by block.
#pragma once

#include "io/h5_results_reader.hpp"
#include "kernels/core/table.hpp"
#include "src/commands/evaluation.hpp"
#include "src/report/reporter.hpp"

namespace fsu::commands {

/// Rows of the truth of mentions, and of the true persons or null.
struct ForceTruth {
  const Table& mentions;
  const Table* persons = nullptr;
};

/// kData where the file holds the links of selected people only, or the truth names no log in
/// scope.
[[nodiscard]] Evaluation evaluate_force(const io::ResultFileReader& file, const ForceTruth& truth,
                                        report::Reporter& reporter);

}  // namespace fsu::commands

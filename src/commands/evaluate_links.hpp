// How right the links of `fsu link` are: pairs of records, the best candidate of each left record,
// and clusters.
//
// Input: the tables pairs, best and, for one file against itself, clusters; and the truth.
// Precision and recall by threshold and calibration are those of `pairs`, by their own
// probabilities, recall against all true pairs, found by blocking or not. Beside them, as the file
// has decided: best candidates with the status linked, against the left records that have a true
// partner, and the pairs that the clusters imply.
#pragma once

#include "io/h5_results_reader.hpp"
#include "src/commands/evaluation.hpp"
#include "src/commands/record_truth.hpp"
#include "src/report/reporter.hpp"

namespace fsu::commands {

/// kData where the truth names no record of the file, or the file names a pair twice.
[[nodiscard]] Evaluation evaluate_links(const io::ResultFileReader& file, const RecordTruth& truth,
                                        report::Reporter& reporter);

}  // namespace fsu::commands

// Links two large files of people by names, date of birth and identifier: the model, and the pairs
// that may be true.
//
// Equal identities are compared once. The model is learned from a sample of the left side
// (link_fit.hpp), every right record as a person of its own; then the pairs are found block by
// block in cache, under upper bounds of its weights (likely_search.hpp), so what a large file costs
// is its likely pairs and not its candidates. The values are those of compare_records and
// fit_records, but only pairs that weigh enough by themselves stand among them: at least
// kLeastFound, and all that are about as likely as not. The result does not depend on threads.
#pragma once

#include "src/stages/compare_records.hpp"
#include "src/stages/fit_records.hpp"

namespace fsu::stages {

struct SearchedRecords {
  ComparedPairs pairs;
  WeighedRecords weighed;
};

/// True for files that are too large to compare every candidate, and that can be searched: two of
/// them, without further fields.
[[nodiscard]] bool is_searched(const RecordSides& sides);

[[nodiscard]] SearchedRecords search_records(const RecordSides& sides, const FitOptions& options,
                                             report::Reporter& reporter);

}  // namespace fsu::stages

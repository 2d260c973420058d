// Decides what the weights of compared records come to: the best candidate of each left record,
// and, for one file, which records are one person.
//
// Pairs with their weights, ascending by (left, right) -> a decision for each left record
// (kernels/resolve/best_candidates) and a cluster for each record (average_linkage). Organisations
// and records that hold nothing stand in no pair (compare_records, read_records): they are
// `organisation` and `insufficient`, and no share of the others. The result does not depend on
// threads.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/fixed_log2.hpp"
#include "kernels/resolve/decision.hpp"
#include "src/stages/compare_records.hpp"

namespace fsu::stages {

struct DecideOptions {
  resolve::DecisionConfig decision;
  bool is_one_to_one = false;
};

struct DecidedRecords {
  std::vector<resolve::Decision> best;  ///< by left record; the right record stands as `person`
  std::vector<std::uint32_t> clusters;  ///< by record; empty for two files
};

/// `pooled`: by pair, whether its right record is one person with the best (pooled_records.hpp).
[[nodiscard]] DecidedRecords decide_records(const RecordSides& sides, const ComparedPairs& pairs,
                                            std::span<const Weight> weights,
                                            const DecideOptions& options,
                                            std::span<const std::uint8_t> pooled = {});

}  // namespace fsu::stages

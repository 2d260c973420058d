// Learns the model of compared records and weighs every pair.
//
// EM over the counts of (pattern, frequency adjustment in whole octaves); the frequencies count
// every person once, by the probabilities of the last rounds, so fit and frequencies are found in
// turn. First on the identities alone; where these make most of the true pairs certain, further
// fields are learned from the certain pairs (model/evidence_shares.hpp: members of a household, who
// share surname, postcode and telephone, would else become a match class of their own), and
// otherwise all are fitted together. Weights are then made with the exact adjustments, and last
// with what the records' other pairs say. The guards of mentions (compare/guards.hpp) hold no pair
// here: in files whose fields err at random a wholly other forename or a year far off says less
// than in logs of incidents, and each guard cost F1 on public sets (forenames .05 and generations
// .01 on febrl 2 without its identifier, one name .005 on fake_1000).
#pragma once

#include <vector>

#include "kernels/core/fixed_log2.hpp"
#include "kernels/model/model.hpp"
#include "kernels/model/term_frequency.hpp"
#include "src/stages/compare_records.hpp"
#include "src/stages/frequency_weight.hpp"

namespace fsu::stages {

struct FitOptions {
  bool uses_context = true;             ///< hear the records' other pairs
  const model::Model* given = nullptr;  ///< a model to be used as it is, instead of learning one
};

struct WeighedRecords {
  model::Model model;
  model::RecordFrequencies frequencies;
  std::vector<Weight> weights;  ///< by pair, all evidence in it
  std::vector<Weight> context;  ///< by pair, the context's part
};

[[nodiscard]] WeighedRecords weigh_records(const RecordSides& sides, const ComparedPairs& pairs,
                                           const FitOptions& options);

}  // namespace fsu::stages

// Learns the model of mentions and people from the data themselves.
//
// A fixed sample of cases is compared with the index. First the model of identities: EM runs over
// the counts of (levels, frequency octave) of case and person, each person by the best version;
// since which version is best depends on the weights, fit and choice are made in turn, from a first
// fit over all versions. People drawn at random, who were no candidates, stand for the rest and
// make u right. Then the evidence, learned from the pairs of the same cases that identities alone
// make certain, by each person's posterior among all who may be meant
// (kernels/model/evidence_shares.hpp says why the others take no part, and why it is not fed back).
// Counts are integers and the sample is a function of the case's number, so the model is the same
// for any number of threads.
#pragma once

#include "kernels/model/model.hpp"
#include "src/report/reporter.hpp"
#include "src/stages/link_scorer.hpp"

namespace fsu::stages {

struct MentionModel {
  model::Model model;
  /// Share of the cases that are about nobody in the index.
  double nobody_share = 0.5;
};

struct MentionFitInput {
  const PersonIndex& index;
  LinkScorer& scorer;  ///< ends with the model that was learned
  const LinkCases& cases;
  std::span<const Identity> identities;  ///< of the cases
  std::size_t max_cases = 20'000;        ///< of the sample
};

/// The model of identities alone; the evidence has no say in it yet. The likely people can be found
/// under it.
[[nodiscard]] MentionModel fit_identities(const MentionFitInput& input);

/// The same model with the evidence learned under it, as the evidence stands now; the scorer must
/// have the likely people.
[[nodiscard]] MentionModel fit_evidence(const MentionFitInput& input, const MentionModel& model);

/// The share of nobody under a model that is given.
[[nodiscard]] MentionModel apply_model(const MentionFitInput& input, const model::Model& model);

}  // namespace fsu::stages

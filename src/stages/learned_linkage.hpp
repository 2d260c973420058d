// All that deciding a mention needs, made from a force: index, cases, evidence, model, scorer.
//
// Records of a force and settings -> the index of people, the cases of all mentions, what is known
// beyond identities, and a model learned from them (or given). Where mentions are weighed together,
// those linked with certainty are heard in between, once. Whoever decides cases, or explains one,
// works on this.
#pragma once

#include "src/report/reporter.hpp"
#include "src/stages/decide_cases.hpp"
#include "src/stages/gather_evidence.hpp"
#include "src/stages/link_fit.hpp"
#include "src/stages/link_mentions.hpp"
#include "src/stages/mention_records.hpp"
#include "src/stages/person_index.hpp"

namespace fsu::stages {

class LearnedLinkage {
 public:
  /// What is given must outlive the object.
  LearnedLinkage(const LinkageInput& input, const MentionRecords& records,
                 const LinkageConfig& config, report::Reporter& reporter);
  LearnedLinkage(const LearnedLinkage&) = delete;
  LearnedLinkage& operator=(const LearnedLinkage&) = delete;

  [[nodiscard]] const PersonIndex& index() const { return index_; }
  [[nodiscard]] const LinkCases& cases() const { return cases_; }
  [[nodiscard]] const LinkEvidence& evidence() const { return gathered_.evidence; }
  [[nodiscard]] const MentionModel& model() const { return model_; }
  [[nodiscard]] const LinkScorer& scorer() const { return scorer_; }
  [[nodiscard]] std::span<const Identity> identities() const {
    return records_.distinct.identities;
  }
  [[nodiscard]] CaseDecisionInput decision_input() const {
    return {scorer_, index_, model_, cases_, identities()};
  }

 private:
  [[nodiscard]] MentionModel learn_identities();
  [[nodiscard]] MentionModel learn_evidence(const MentionModel& of_identities);
  void find_led_people(std::string_view stage, std::span<const Lead> leads);
  void learn();

  const LinkageInput& input_;
  const MentionRecords& records_;
  const LinkageConfig& config_;
  report::Reporter& reporter_;
  PersonIndex index_;
  GatheredEvidence gathered_;
  LinkCases cases_;
  LinkScorer scorer_;
  MentionModel model_;
};

}  // namespace fsu::stages

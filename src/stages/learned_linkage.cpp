#include "src/stages/learned_linkage.hpp"

#include <fmt/format.h>

namespace fsu::stages {
namespace {

/// Names the stage of all that is built before the model: the members are, in their order.
report::Reporter& begin_index(report::Reporter& reporter) {
  reporter.begin_stage("index");
  return reporter;
}

PersonIndexInput index_input(const LinkageInput& input, const MentionRecords& records) {
  return {records.of(MentionRecords::kPersons).identities,
          input.tables.person_of_version,
          input.tables.persons.int64s("recorded_at"),
          records.encoded.names,
          records.encoded.identifiers,
          input.tables.person_ids.size(),
          records.distinct.identities};
}

}  // namespace

LearnedLinkage::LearnedLinkage(const LinkageInput& input, const MentionRecords& records,
                               const LinkageConfig& config, report::Reporter& reporter)
    : input_(input),
      records_(records),
      config_(config),
      reporter_(begin_index(reporter)),
      index_(index_input(input, records)),
      gathered_(gather_evidence(input.tables, config)),
      cases_(make_cases(records, gathered_, input.tables.incidents.num_rows())),
      scorer_(index_, gathered_.evidence, records.distinct.identities) {
  reporter_.end_stage(static_cast<std::int64_t>(cases_.size()), "cases");
  learn();
}

void LearnedLinkage::learn() {
  const MentionModel of_identities = learn_identities();
  scorer_.set_model(input_.model == nullptr ? of_identities.model : *input_.model);
  reporter_.begin_stage("candidates", identities().size(), "identities");
  scorer_.find_likely_people(kMentionLimits, reporter_);
  reporter_.end_stage();
  model_ = learn_evidence(of_identities);
  find_led_people("leads", kLeadsOnRecord);
  if (!config_.uses(config::kTogetherEvidence)) return;
  reporter_.begin_stage("speakers", cases_.size(), "cases");
  gathered_.evidence.hear(cases_, find_speakers(decision_input(), config_, reporter_));
  reporter_.end_stage();
  model_ = learn_evidence(of_identities);
  find_led_people("leads together", kLeadsTogether);
}

void LearnedLinkage::find_led_people(std::string_view stage, std::span<const Lead> leads) {
  reporter_.begin_stage(stage);
  scorer_.find_led_people(cases_, leads);
  reporter_.end_stage(static_cast<std::int64_t>(cases_.size()), "cases");
}

MentionModel LearnedLinkage::learn_identities() {
  if (input_.model != nullptr) return {};
  reporter_.begin_stage("model of identities");
  MentionModel model = fit_identities({index_, scorer_, cases_, identities()});
  reporter_.end_stage(model.model.num_iterations, "iterations");
  if (!model.model.has_converged) {
    reporter_.warn(
        fmt::format("the model did not settle in {} iterations; its weights are those "
                    "of the last one",
                    model.model.num_iterations));
  }
  return model;
}

MentionModel LearnedLinkage::learn_evidence(const MentionModel& of_identities) {
  reporter_.begin_stage("model of evidence");
  const MentionFitInput input{index_, scorer_, cases_, identities()};
  MentionModel model = input_.model == nullptr ? fit_evidence(input, of_identities)
                                               : apply_model(input, *input_.model);
  reporter_.end_stage();
  return model;
}

}  // namespace fsu::stages

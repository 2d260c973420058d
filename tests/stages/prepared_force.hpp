// A force made ready for the parts of the linkage: its records, cases, index, and a model.
#pragma once

#include "src/stages/link_fit.hpp"
#include "src/stages/mention_records.hpp"
#include "tests/stages/link_force.hpp"
#include "tests/stages/small_force.hpp"

namespace fsu::stages::test {

struct PreparedForce {
  explicit PreparedForce(const LinkForce& force)
      : records(encode_records(force.tables(), force.reports, {})),
        gathered(gather_evidence(force.tables(), {})),
        cases(make_cases(records, gathered, force.incidents.num_rows())),
        index({records.of(MentionRecords::kPersons).identities, force.person_of_version,
               force.persons.int64s("recorded_at"), records.encoded.names,
               records.encoded.identifiers, force.person_ids.size(), records.distinct.identities}),
        scorer(index, gathered.evidence, records.distinct.identities) {}
  PreparedForce(const PreparedForce&) = delete;
  PreparedForce& operator=(const PreparedForce&) = delete;

  [[nodiscard]] MentionFitInput fit_input() {
    return {index, scorer, cases, records.distinct.identities};
  }

  /// The whole model; the scorer has it, and the likely people, from then on.
  [[nodiscard]] MentionModel fit() {
    const MentionModel of_identities = fit_identities(fit_input());
    report::Reporter reporter = fsu::test::quiet_reporter();
    scorer.find_likely_people(kMentionLimits, reporter);
    return fit_evidence(fit_input(), of_identities);
  }

  [[nodiscard]] NumberedLinkCase link_case(std::uint32_t number) const {
    return {cases.cases[number], number};
  }

  /// What the mention of a case says about who it is.
  [[nodiscard]] const Identity& identity_of(const NumberedLinkCase& of) const {
    return records.distinct.identities[of.link_case.identity];
  }

  MentionRecords records;
  GatheredEvidence gathered;
  LinkCases cases;
  PersonIndex index;
  LinkScorer scorer;
};

}  // namespace fsu::stages::test

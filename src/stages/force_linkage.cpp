#include "src/stages/force_linkage.hpp"

namespace fsu::stages {

std::vector<ClerkDecision> clerk_decisions(const Force& force) {
  const Table& rows = force.rows("link_decisions");
  const StringColumn& role = rows.text("role");
  const StringColumn& decision = rows.text("decision");
  std::vector<ClerkDecision> decisions;
  for (std::size_t row = 0; row < rows.num_rows(); ++row) {
    decisions.push_back(
        {force.incident_of_decision[row].value,
         role[row] == "originator" ? MentionRole::kOriginator : MentionRole::kSubject,
         force.person_of_decision[row], decision[row] == "always"});
  }
  return decisions;
}

EvidenceTables evidence_tables(const Force& force) {
  return {force.rows("persons"),
          force.person_of_version,
          force.rows("person_phones"),
          force.rows("investigation_roles"),
          force.person_of_role,
          force.rows("incidents"),
          force.person_ids};
}

}  // namespace fsu::stages

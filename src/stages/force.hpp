// A force's data after reading: clean tables in canonical order, and the dense ids that join them.
//
// Row i of incidents is incident i, row i of investigations is investigation i (both sorted by
// their ids); a person's dense id is the rank of the person_id among all individuals: everyone in
// persons, in roles of known investigations, or in custody. Rows whose parent is absent or was
// rejected (orphans) are gone, and counted.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kernels/core/ids.hpp"
#include "kernels/core/string_column.hpp"
#include "src/stages/read_force.hpp"

namespace fsu::stages {

struct Force {
  ForceInput input;
  StringColumn person_ids;  ///< of all individuals, by dense id

  std::vector<PersonId> person_of_version;  ///< by row of persons
  std::vector<PersonId> person_of_role;     ///< by row of investigation_roles
  std::vector<PersonId> person_of_custody;  ///< by row of custody
  std::vector<PersonId>
      person_of_report;  ///< by row of missing_reports; none where blank or unknown
  std::vector<PersonId> person_of_decision;   ///< by row of link_decisions; none where unknown
  std::vector<PersonId> person_of_exclusion;  ///< by row of exclusions; none where unknown
  std::vector<InvestigationId> investigation_of_role;
  std::vector<InvestigationId> investigation_of_relationship;
  std::vector<IncidentId> incident_of_resource;
  std::vector<IncidentId> incident_of_call;  ///< none where blank or unknown
  std::vector<IncidentId> incident_of_decision;
  std::vector<ResourceId> unit_of_resource;  ///< by row of resources

  [[nodiscard]] const Table& rows(std::string_view table) const { return input.rows(table); }
  [[nodiscard]] std::size_t num_persons() const { return person_ids.size(); }
  [[nodiscard]] std::size_t num_incidents() const { return rows("incidents").num_rows(); }
};

/// Joins the tables; takes the input over and drops its orphans.
[[nodiscard]] Force join_force(ForceInput input);

}  // namespace fsu::stages

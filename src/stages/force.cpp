#include "src/stages/force.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "src/stages/dense_ids.hpp"

namespace fsu::stages {
namespace {

/// Drops the rows without a parent from a table and from their ids, and counts them.
template <class AnyId>
void drop_orphans(InputRows& table, std::vector<AnyId>& parents) {
  const auto num_orphans = std::count(parents.begin(), parents.end(), AnyId{});
  table.num_orphans = num_orphans;
  if (num_orphans == 0) return;
  const std::size_t num_kept = parents.size() - static_cast<std::size_t>(num_orphans);
  std::vector<std::uint32_t> kept;
  std::vector<AnyId> kept_parents;
  kept.reserve(num_kept);
  kept_parents.reserve(num_kept);
  for (std::size_t row = 0; row < parents.size(); ++row) {
    if (parents[row].is_none()) continue;
    kept.push_back(static_cast<std::uint32_t>(row));
    kept_parents.push_back(parents[row]);
  }
  table.rows = table.rows.gather(kept);
  parents = std::move(kept_parents);
}

void join_incidents(Force& force) {
  auto& tables = force.input.tables;
  const IdIndex incidents(force.rows("incidents").text("incident_id"));
  force.incident_of_resource =
      find_all<IncidentId>(force.rows("resources").text("incident_id"), incidents);
  drop_orphans(tables.at("resources"), force.incident_of_resource);
  force.incident_of_decision =
      find_all<IncidentId>(force.rows("link_decisions").text("incident_id"), incidents);
  drop_orphans(tables.at("link_decisions"), force.incident_of_decision);
  force.incident_of_call = find_all<IncidentId>(force.rows("calls").text("incident_id"), incidents);

  force.unit_of_resource = dense_ids<ResourceId>(force.rows("resources").text("resource_id")).ids;
}

void join_investigations(Force& force) {
  auto& tables = force.input.tables;
  const IdIndex investigations(force.rows("investigations").text("investigation_id"));
  force.investigation_of_role = find_all<InvestigationId>(
      force.rows("investigation_roles").text("investigation_id"), investigations);
  drop_orphans(tables.at("investigation_roles"), force.investigation_of_role);
  force.investigation_of_relationship = find_all<InvestigationId>(
      force.rows("relationships").text("investigation_id"), investigations);
  drop_orphans(tables.at("relationships"), force.investigation_of_relationship);
}

/// The people of further columns that the first ones do not know.
StringColumn unknown_people(std::span<const StringColumn* const> columns, const IdIndex& known) {
  StringColumn unknown;
  for (const StringColumn* column : columns) {
    const std::vector<PersonId> ids = find_all<PersonId>(*column, known);
    for (std::size_t row = 0; row < ids.size(); ++row) {
      if (ids[row].is_none()) unknown.push_back((*column)[row]);
    }
  }
  return unknown;
}

/// The ids of all individuals. Nearly all stand in the index, whose rows are in their order.
StringColumn all_person_ids(const Force& force) {
  StringColumn known = distinct_of(force.rows("persons").text("person_id"));
  const std::array further = {&force.rows("investigation_roles").text("person_id"),
                              &force.rows("custody").text("person_id")};
  const StringColumn unknown = unknown_people(further, IdIndex(known));
  if (unknown.empty()) return known;
  return distinct_strings(std::array<const StringColumn*, 2>{&known, &unknown});
}

void join_persons(Force& force) {
  force.person_ids = all_person_ids(force);
  const IdIndex persons(force.person_ids);
  const auto find_persons = [&](std::string_view table) {
    return find_all<PersonId>(force.rows(table).text("person_id"), persons);
  };
  force.person_of_version = find_persons("persons");
  force.person_of_role = find_persons("investigation_roles");
  force.person_of_custody = find_persons("custody");
  force.person_of_report = find_persons("missing_reports");
  force.person_of_decision = find_persons("link_decisions");
  force.person_of_exclusion = find_persons("exclusions");
  std::vector<PersonId> person_of_phone = find_persons("person_phones");
  drop_orphans(force.input.tables.at("person_phones"), person_of_phone);
}

}  // namespace

Force join_force(ForceInput input) {
  Force force;
  force.input = std::move(input);
  join_incidents(force);
  join_investigations(force);
  join_persons(force);
  return force;
}

}  // namespace fsu::stages

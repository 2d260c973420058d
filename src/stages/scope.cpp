#include "src/stages/scope.hpp"

#include <algorithm>
#include <limits>

#include "io/time_zone.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::stages {
namespace {

using Fates = std::vector<RowFate>;

Fates by_instant(const std::vector<std::int64_t>& instants, const Interval& window) {
  Fates fates(instants.size());
  for (std::size_t row = 0; row < instants.size(); ++row) {
    fates[row] = window.contains(instants[row]) ? RowFate::kUsed : RowFate::kOutsideWindow;
  }
  return fates;
}

template <class AnyId>
Fates as_parents(const std::vector<AnyId>& parents, const Fates& parent_fates) {
  Fates fates(parents.size());
  for (std::size_t row = 0; row < parents.size(); ++row)
    fates[row] = parent_fates[parents[row].index()];
  return fates;
}

Fates incident_fates(const Table& incidents, const Interval& window) {
  Fates fates = by_instant(incidents.int64s("created_at"), window);
  const std::vector<std::int8_t>& is_pre_planned = incidents.flags("pre_planned");
  for (std::size_t row = 0; row < fates.size(); ++row) {
    if (is_pre_planned[row] == 1) fates[row] = RowFate::kExcluded;
  }
  return fates;
}

Fates call_fates(const Force& force, const Fates& incidents, const Interval& window) {
  Fates fates = by_instant(force.rows("calls").int64s("started_at"), window);
  for (std::size_t row = 0; row < fates.size(); ++row) {
    const IncidentId incident = force.incident_of_call[row];
    if (!incident.is_none() && incidents[incident.index()] == RowFate::kExcluded)
      fates[row] = RowFate::kExcluded;
  }
  return fates;
}

/// Earliest and latest instant that decides a window, over the tables that are ranked by.
Interval data_span(const Force& force) {
  Interval span{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
  for (const auto& instants :
       {custody_instants(force.rows("custody")), force.rows("incidents").int64s("created_at"),
        force.rows("investigations").int64s("created_at")}) {
    for (const std::int64_t instant : instants) {
      span.begin = std::min(span.begin, instant);
      span.end = std::max(span.end, instant);
    }
  }
  return span;
}

void refuse_empty_window(const Force& force, const Scope& scope) {
  for (const std::string_view table : {"incidents", "investigations", "custody"}) {
    const Fates& fates = scope.of(table);
    if (std::find(fates.begin(), fates.end(), RowFate::kUsed) != fates.end()) return;
  }
  const Interval span = data_span(force);
  const std::string data =
      span.begin > span.end
          ? std::string("the data has no usable incident, investigation or custody record")
          : "the data runs from " + format_instant(span.begin) + " to " + format_instant(span.end);
  throw Error(ErrorKind::kData, "nothing is in the window from " +
                                    format_instant(scope.window.begin) + " to " +
                                    format_instant(scope.window.end) + "; " + data +
                                    ": choose --as-of and --months to fit");
}

}  // namespace

std::vector<std::int64_t> custody_instants(const Table& custody) {
  std::vector<std::int64_t> instants = custody.int64s("created_at");
  const std::vector<std::int64_t>& arrived = custody.int64s("arrived_at");
  for (std::size_t row = 0; row < instants.size(); ++row) {
    if (is_missing(instants[row])) instants[row] = arrived[row];
  }
  return instants;
}

Interval local_window(std::int32_t as_of, int num_months, const std::string& time_zone) {
  const io::TimeZone zone(time_zone);
  const auto midnight = [&](std::int32_t date) {
    return zone.resolve(days_since_epoch(date) * 86400).first;
  };
  return {midnight(minus_months(as_of, num_months)), midnight(as_of)};
}

std::vector<std::uint32_t> used_rows(const Scope& scope, std::string_view table) {
  std::vector<std::uint32_t> rows;
  const std::vector<RowFate>& fates = scope.of(table);
  for (std::size_t row = 0; row < fates.size(); ++row) {
    if (fates[row] == RowFate::kUsed) rows.push_back(static_cast<std::uint32_t>(row));
  }
  return rows;
}

Scope settle_scope(const Force& force, const Interval& window) {
  Scope scope{window, {}};
  auto& fates = scope.fates;
  for (const std::string_view table : {"persons", "person_phones", "harm_scores", "exclusions"}) {
    fates.emplace(table, Fates(force.rows(table).num_rows(), RowFate::kUsed));
  }
  const auto instants = [&](std::string_view table,
                            std::string_view column) -> const std::vector<std::int64_t>& {
    return force.rows(table).int64s(column);
  };
  const Fates investigations = by_instant(instants("investigations", "created_at"), window);
  const Fates incidents = incident_fates(force.rows("incidents"), window);
  fates.emplace("investigation_roles", as_parents(force.investigation_of_role, investigations));
  fates.emplace("relationships", as_parents(force.investigation_of_relationship, investigations));
  fates.emplace("investigations", investigations);
  fates.emplace("custody", by_instant(custody_instants(force.rows("custody")), window));
  fates.emplace("arrests", by_instant(instants("arrests", "arrested_at"), window));
  fates.emplace("resources", as_parents(force.incident_of_resource, incidents));
  fates.emplace("link_decisions", as_parents(force.incident_of_decision, incidents));
  fates.emplace("calls", call_fates(force, incidents, window));
  fates.emplace("incidents", incidents);
  fates.emplace("missing_reports", by_instant(instants("missing_reports", "reported_at"), window));
  refuse_empty_window(force, scope);
  return scope;
}

}  // namespace fsu::stages

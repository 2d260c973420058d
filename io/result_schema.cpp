#include "io/result_schema.hpp"

#include <array>
#include <string>
#include <vector>

#include "kernels/core/check.hpp"

namespace fsu::io {
namespace {

ColumnSpec text(std::string name, std::string meaning) {
  return {std::move(name), ColumnType::kText, "", std::move(meaning)};
}
ColumnSpec date(std::string name, std::string meaning) {
  return {std::move(name), ColumnType::kDate, "", std::move(meaning)};
}
ColumnSpec instant(std::string name, std::string meaning) {
  return {std::move(name), ColumnType::kInstant, "s since 1970-01-01T00:00:00Z",
          std::move(meaning)};
}
ColumnSpec count(std::string name, std::string meaning) {
  return {std::move(name), ColumnType::kInt64, "", std::move(meaning)};
}
ColumnSpec seconds(std::string name, std::string meaning) {
  return {std::move(name), ColumnType::kInt64, "s", std::move(meaning)};
}
ColumnSpec flag(std::string name, std::string meaning) {
  return {std::move(name), ColumnType::kFlag, "0/1", std::move(meaning)};
}
ColumnSpec real(std::string name, std::string unit, std::string meaning) {
  return {std::move(name), ColumnType::kFloat64, std::move(unit), std::move(meaning)};
}

constexpr std::array<std::string_view, 4> kMetrics = {"investigation_and_custody", "originator",
                                                      "subject", "overall"};

std::vector<ColumnSpec> total_columns() {
  return {count("suspect_count", "crime investigations as suspect"),
          count("offender_count", "crime investigations as offender"),
          count("victim_count", "crime investigations as victim"),
          count("custody_count", "custody records"),
          real("custody_hours", "h", "hours in custody, each record 0 to 200"),
          count("originator_calls", "logs as originator"),
          real("originator_resource_hours", "h", "resource hours of logs as originator"),
          count("subject_calls", "logs as subject"),
          real("subject_resource_hours", "h", "resource hours of logs as subject")};
}

TableSpec individuals() {
  TableSpec spec{"ranking/individuals",
                 "Everyone with any total above zero",
                 {text("person_id", "the person")}};
  const std::vector<ColumnSpec> totals = total_columns();
  spec.columns.insert(spec.columns.end(), totals.begin(), totals.end());
  for (const ColumnSpec& total : totals) {
    spec.columns.push_back(real("scaled_" + total.name, "", total.meaning + ", scaled"));
  }
  for (const std::string_view metric : kMetrics) {
    const std::string name(metric);
    spec.columns.push_back(real(name + "_score", "", "sum of the metric's scaled totals"));
    spec.columns.push_back(
        real(name + "_uncapped", "", "sum of the metric's totals over m, uncapped"));
    spec.columns.push_back(
        count(name + "_rank", "rank over all individuals, equal scores share it"));
  }
  return spec;
}

TableSpec frequent_service_users() {
  TableSpec spec{
      "ranking/frequent_service_users",
      "The selected: the first of each metric",
      {text("person_id", "the person"), text("forenames", "of the version recorded last"),
       text("surname", "of the version recorded last"),
       date("date_of_birth", "of the version recorded last")}};
  for (const std::string_view metric : kMetrics) {
    spec.columns.push_back(
        real(std::string(metric) + "_score", "", "sum of the metric's scaled totals"));
    spec.columns.push_back(count(std::string(metric) + "_rank", "rank over all individuals"));
  }
  for (const std::string_view metric : kMetrics) {
    spec.columns.push_back(
        flag("selected_" + std::string(metric), "1 where this metric selects the person"));
  }
  const std::vector<ColumnSpec> rest = {
      real("harm_caused", "days",
           "harm of investigations as suspect or offender; missing without harm scores"),
      real("harm_received", "days",
           "harm of investigations as victim; missing without harm scores"),
      count("unscored_investigations", "investigations whose code has no score"),
      text("home_lpa", "policing area of the most frequent home"),
      count("home_lpa_investigations", "investigations at that home"),
      text("home_lpa_runner_up", "policing area of the second most frequent home"),
      text("home_lpa_latest", "policing area of the home seen last"),
      count("theme_da", "investigations with the domestic abuse theme"),
      count("theme_mh", "investigations with the mental health theme"),
      count("theme_cse", "investigations with the child sexual exploitation theme"),
      count("theme_ca", "investigations with the child abuse theme"),
      count("missing_reports", "reports of the person missing"),
      count("priority_crimes", "investigations of a priority crime type"),
      real("top_probability", "",
           "share of replicates in which the person is selected; missing where none were drawn")};
  spec.columns.insert(spec.columns.end(), rest.begin(), rest.end());
  return spec;
}

std::vector<TableSpec> ranking_tables() {
  return {individuals(),
          frequent_service_users(),
          {"ranking/priority_types",
           "Priority crime types of the selected",
           {text("person_id", "the person"), text("priority_type", "configured type"),
            count("investigations", "crime investigations of the type, in any role")}},
          {"ranking/sensitivity",
           "How far each reading of the method changes the selection",
           {text("reading", "what is read otherwise"), text("metric", "metric"),
            count("overlap", "people that both readings select"),
            count("entered", "people that only the other reading selects"),
            count("ties_at_cut", "people equal in score at a cut that divides them, else 0")}},
          {"ranking/readings",
           "Whom each reading selects",
           {text("reading", "what is read otherwise"), text("metric", "metric"),
            text("person_id", "the person"), count("rank", "rank in that reading")}}};
}

std::vector<TableSpec> linkage_tables() {
  return {
      {"linkage/links",
       "Mentions with a candidate, and what was decided",
       {text("incident_id", "the log"), text("role", "originator or subject"),
        text("status", "linked, ambiguous or below_threshold"), text("person_id", "best candidate"),
        real("weight", "log2", "of the best candidate, prior included"),
        real("probability", "", "that the best candidate is right"),
        text("runner_up_person_id", "second best candidate"),
        real("runner_up_weight", "log2", "of the runner-up; missing without one"),
        count("candidates", "people compared"), count("pattern", "levels in mixed radix")}},
      {"linkage/missing_links",
       "Missing-person reports and whom they are linked to",
       {text("report_id", "the report"), text("status", "as in linkage/links"),
        text("person_id", "best candidate"), real("weight", "log2", "of the best candidate"),
        real("probability", "", "that it is right")}},
      {"linkage/levels",
       "Comparison levels and their weights",
       {text("comparison", "field"), count("level", "number of the level, from 0"),
        text("label", "what the level means"), real("m", "", "share among true pairs"),
        real("u", "", "share among other pairs"), real("weight", "log2", "log2(m / u)")}},
      {"linkage/patterns",
       "Agreement patterns of all pairs compared",
       {count("pattern", "levels in mixed radix"), count("pairs", "pairs of identities"),
        real("weight", "log2", "prior included"),
        real("pair_probability", "", "that such a pair is true")}},
      {"linkage/passes",
       "What each blocking pass found",
       {text("pass", "blocking pass"), count("pairs", "pairs of identities"),
        count("new_pairs", "pairs that no earlier pass found"),
        count("largest_block", "pairs of its largest block")}},
      {"linkage/summary",
       "Mentions by status, and what was set aside",
       {text("role", "originator, subject, missing or empty"), text("measure", "what is counted"),
        real("value", "", "count or share")}}};
}

std::vector<TableSpec> quality_tables() {
  return {
      {"incidents/resource_durations",
       "Resource time of every log in scope",
       {text("incident_id", "the log"), count("resources", "distinct resources"),
        flag("attended", "1 where a resource arrived"),
        seconds(
            "resource_seconds",
            "that count: union by resource, summed, unless the settings ask for the sum or a cap"),
        seconds("row_seconds", "plain sum over rows"),
        instant("first_assigned_at", "earliest assignment among rows that count"),
        instant("last_released_at", "latest release among rows that count"),
        count("missing_start", "rows without any start"),
        count("missing_end", "rows without release"),
        count("negative", "rows released before they started"),
        count("overlapping", "rows that start before an earlier row of the resource ends")}},
      {"quality/reconciliation",
       "Where every row of every input table went",
       {text("table", "input table"), text("measure", "what is counted"), count("rows", "rows")}},
      {"quality/rejects",
       "Rows that could not be used, the first 10,000 of each table",
       {text("table", "input table"), text("file", "file"),
        count("line", "line of the row's start, from 1"),
        count("byte_offset", "byte of the row's start in the uncompressed file, from 0"),
        text("column", "column at fault, empty for the whole row"),
        text("error_kind", "what is wrong")}},
      {"quality/exclusions",
       "People left out of the ranking",
       {text("person_id", "the person"), text("reason", "why")}}};
}

std::vector<TableSpec> run_tables() {
  return {
      {"run/stages",
       "Time and size of each stage",
       {text("stage", "stage"), real("seconds", "s", "wall time"), count("rows", "rows handled"),
        count("peak_memory_bytes", "highest resident memory of the process so far"),
        real("cpu_seconds", "s", "processor time, all threads together"),
        count("bytes",
              "bytes of the files that the stage read or wrote, 0 where it does neither")}},
      {"run/settings", "Every setting in force", {text("setting", "name"), text("value", "value")}},
      {"run/inputs",
       "Every input file",
       {text("table", "input table"), text("file", "file"), count("bytes", "size"),
        text("sha256", "digest")}},
      {"run/method",
       "The method in words",
       {text("section", "part of the method"), text("text", "what is done")}}};
}

/// The tables of `fsu link`, which stand at the root of their file.
std::vector<TableSpec> record_linkage_tables() {
  return {{"pairs",
           "Pairs of records above the floor, each once",
           {text("left_id", "record of the left file"),
            text("right_id", "record of the right file; of the same one where it is linked alone"),
            real("weight", "log2", "of the pair, prior included"),
            real("probability", "", "that both are one person"),
            count("pattern", "levels in mixed radix")}},
          {"best",
           "The best candidate of each record of the left file",
           {text("left_id", "record of the left file"), text("right_id", "best candidate"),
            real("weight", "log2", "of the best candidate, prior included"),
            real("probability", "", "that the best candidate is right"),
            text("status", "linked, ambiguous, below_threshold, no_candidate or insufficient"),
            text("runner_up_id", "second best candidate"),
            real("runner_up_weight", "log2", "of the runner-up; missing without one")}},
          {"clusters",
           "Records of one file that are one person",
           {text("id", "the record"),
            count("cluster", "number of the cluster, in the order of their smallest ids")}}};
}

/// A share and the ends of its interval.
void add_share(std::vector<ColumnSpec>& columns, const std::string& name,
               const std::string& meaning) {
  columns.push_back(real(name, "", meaning));
  columns.push_back(real(name + "_low", "", "low end of its 95 % interval"));
  columns.push_back(real(name + "_high", "", "high end of its 95 % interval"));
}

std::vector<TableSpec> accuracy_tables() {
  const std::string precision =
      "share of the links that are right; missing where nothing is linked";
  const std::string recall = "share of the true links that are found";
  TableSpec thresholds{
      "accuracy/thresholds",
      "Precision, recall and F1 of the best candidates by threshold",
      {real("threshold", "", "best candidates at or above it are taken as links")}};
  add_share(thresholds.columns, "precision", precision);
  add_share(thresholds.columns, "recall", recall);
  add_share(thresholds.columns, "f1", "harmonic mean of precision and recall");
  TableSpec groups{"accuracy/by_group",
                   "Precision and recall of the links by kind of mention",
                   {text("grouping", "role, error_kind or name_group"),
                    text("group", "value of the grouping; none: no error, no name group"),
                    count("mentions", "true mentions, those of nobody in the index among them"),
                    count("linked", "linked mentions")}};
  add_share(groups.columns, "precision", precision);
  add_share(groups.columns, "recall", recall);
  return {
      std::move(thresholds),
      {"accuracy/reliability",
       "Stated probability of the links against the share that is right",
       {count("bin", "tenth of the probability, from 0; the last one is closed"),
        real("stated", "", "mean stated probability; missing for an empty bin"),
        real("observed", "", "share that is right; missing for an empty bin"),
        count("mentions", "linked mentions, or pairs of records")}},
      std::move(groups),
      {"accuracy/lists",
       "What became of the true top list",
       {text("metric", "metric"), text("linkage", "fuzzy or exact"),
        count("kept", "people selected under perfect links who are selected still"),
        count("lost_to", "others selected in their place")}},
      {"accuracy/summary",
       "The links as they were decided, the best threshold, calibration and counts",
       {text("part", "links, links_same_id, pairs, best, clusters, best_f1, calibration, truth"),
        text("measure", "what is stated of it"), real("value", "", "count or share"),
        real("low", "", "low end of the 95 % interval of a share; else missing"),
        real("high", "", "high end of the 95 % interval of a share; else missing")}}};
}

std::vector<TableSpec> all_tables() {
  std::vector<TableSpec> tables;
  for (auto part : {ranking_tables(), linkage_tables(), quality_tables(), run_tables(),
                    record_linkage_tables(), accuracy_tables()}) {
    for (TableSpec& table : part) tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace

std::span<const TableSpec> result_tables() {
  static const std::vector<TableSpec> tables = all_tables();
  return tables;
}

const TableSpec& result_table(std::string_view path) {
  for (const TableSpec& table : result_tables()) {
    if (table.path == path) return table;
  }
  throw InternalError("no result table " + std::string(path));
}

}  // namespace fsu::io

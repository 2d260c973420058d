#include "kernels/synth/tables.hpp"

#include "kernels/synth/offences.hpp"

namespace fsu::synth {
namespace {

ColumnSpec text_column(std::string_view name, std::string_view meaning) {
  return {std::string(name), ColumnType::kText, "", std::string(meaning)};
}

}  // namespace

std::vector<TableFamily> table_families(const World& world) {
  return {
      {"people",
       {{"persons", 3.1}, {"person_phones", 0.7}, {"truth_persons", 1}},
       world.num_records(),
       fill_people},
      {"investigations",
       {{"investigations", 1}, {"investigation_roles", 2.5}, {"relationships", 0.4}},
       world.num_investigations(),
       fill_investigations},
      {"custody", {{"custody", 1}, {"arrests", 0.8}}, world.num_custody(), fill_custody},
      {"logs",
       {{"incidents", 1},
        {"resources", 0.55},
        {"calls", 0.6},
        {"link_decisions", 0.0045},
        {"truth_mentions", 1.8}},
       world.num_logs(),
       fill_logs},
      {"missing reports",
       {{"missing_reports", 1}, {"truth_reports", 1}},
       world.num_missing_reports(),
       fill_missing_reports},
      {"harm scores", {{"harm_scores", 1}}, crimes().size(), fill_harm_scores},
      {"exclusions", {{"exclusions", 1}}, num_exclusions(world), fill_exclusions},
  };
}

std::span<const TableSpec> truth_specs() {
  static const std::vector<TableSpec> specs = {
      {"truth_mentions",
       "Whom each mention of a log is about",
       {text_column("incident_id", "the log"), text_column("role", "originator or subject"),
        text_column("person_id", "the person; blank: nobody in the index"),
        text_column("error_kinds", "errors made, | between")}},
      {"truth_reports",
       "Whom each missing-person report is about",
       {text_column("report_id", "the report"),
        text_column("person_id", "the person; blank: nobody in the index")}},
      {"truth_persons",
       "Which ids are one person",
       {text_column("person_id", "the id"), text_column("true_person_id", "the person's first id"),
        text_column("name_group", "origin of the household's names")}},
  };
  return specs;
}

}  // namespace fsu::synth

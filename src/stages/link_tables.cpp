#include "src/stages/link_tables.hpp"

#include <algorithm>

#include "io/result_schema.hpp"
#include "src/stages/decision_cells.hpp"
#include "src/stages/model_tables.hpp"

namespace fsu::stages {
namespace {

using resolve::Decision;
using resolve::Status;

/// The columns that linkage/links and linkage/missing_links share.
class DecisionColumns {
 public:
  DecisionColumns(Table& table, const StringColumn& person_ids)
      : status_(table.text("status")),
        person_(table.text("person_id")),
        weight_(table.floats("weight")),
        probability_(table.floats("probability")),
        person_ids_(person_ids) {}

  void append(const Decision& decision) {
    status_.push_back(resolve::status_name(decision.status));
    person_.push_back(id_cell(decision.person, person_ids_));
    weight_.push_back(weight_cell(decision.weight));
    probability_.push_back(probability_cell(decision));
  }

 private:
  StringColumn& status_;
  StringColumn& person_;
  std::vector<double>& weight_;
  std::vector<double>& probability_;
  const StringColumn& person_ids_;
};

/// Fetches the ids of the people of a decision in two steps, the second some time after the first.
enum class IdPart : std::uint8_t { kEnd, kBytes };
void prefetch_ids(const Decision& decision, const StringColumn& person_ids, IdPart part) {
  for (const PersonId person : {decision.person, decision.runner_up}) {
    if (person.is_none()) continue;
    part == IdPart::kEnd ? person_ids.prefetch_end(person.index())
                         : person_ids.prefetch_bytes(person.index());
  }
}

}  // namespace

std::vector<std::uint32_t> shown_mentions(const MentionLinks& links) {
  std::vector<std::uint32_t> shown;
  for (std::uint32_t i = 0; i < links.size(); ++i) {
    if (links.decision(i).status > Status::kNoCandidate) shown.push_back(i);
  }
  return shown;
}

Table links_block(const LinkTableInput& input, std::span<const std::uint32_t> mentions) {
  Table table(io::result_table("linkage/links"));
  const MentionLinks& links = input.linkage.mentions;
  const StringColumn& incident_ids = input.incidents.text("incident_id");
  StringColumn& incident = table.text("incident_id");
  StringColumn& role = table.text("role");
  StringColumn& runner_up = table.text("runner_up_person_id");
  std::vector<double>& runner_up_weight = table.floats("runner_up_weight");
  std::vector<std::int64_t>& candidates = table.int64s("candidates");
  std::vector<std::int64_t>& pattern = table.int64s("pattern");
  DecisionColumns columns(table, input.person_ids);
  constexpr std::size_t kEndsAhead = 12;
  constexpr std::size_t kBytesAhead = 6;
  const auto prefetch_ahead = [&](std::size_t at, IdPart part) {
    if (at >= mentions.size()) return;
    prefetch_ids(links.decisions[links.decision_index[mentions[at]]], input.person_ids, part);
  };
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    prefetch_ahead(i + kEndsAhead, IdPart::kEnd);
    prefetch_ahead(i + kBytesAhead, IdPart::kBytes);
    const std::uint32_t mention = mentions[i];
    const Decision& decision = links.decision(mention);
    incident.push_back(incident_ids[links.incident_row[mention]]);
    role.push_back(role_name(links.role[mention]));
    columns.append(decision);
    runner_up.push_back(id_cell(decision.runner_up, input.person_ids));
    runner_up_weight.push_back(weight_cell(decision.runner_up_weight));
    candidates.push_back(decision.candidates);
    pattern.push_back(static_cast<std::int64_t>(decision.pattern));
  }
  return table;
}

std::vector<std::size_t> links_text_widths(const LinkTableInput& input) {
  const TableSpec& spec = io::result_table("linkage/links");
  std::vector<std::size_t> widths(spec.columns.size());
  const std::size_t person_width = input.person_ids.max_length();
  widths[spec.index_of("incident_id")] = input.incidents.text("incident_id").max_length();
  widths[spec.index_of("role")] = role_name(MentionRole::kOriginator).size();
  widths[spec.index_of("status")] = resolve::status_name(Status::kBelowThreshold).size();
  widths[spec.index_of("person_id")] = person_width;
  widths[spec.index_of("runner_up_person_id")] = person_width;
  return widths;
}

Table missing_links_table(const LinkTableInput& input) {
  Table table(io::result_table("linkage/missing_links"));
  const ReportLinks& links = input.linkage.reports;
  const StringColumn& report_ids = input.missing_reports.text("report_id");
  DecisionColumns columns(table, input.person_ids);
  for (std::size_t i = 0; i < links.decisions.size(); ++i) {
    table.text("report_id").push_back(report_ids[links.report_row[i]]);
    columns.append(links.decisions[i]);
  }
  return table;
}

Table link_passes_table(const Linkage& linkage) {
  if (linkage.model.comparisons.empty()) return Table(io::result_table("linkage/passes"));
  return passes_table(linkage.blocking);
}

}  // namespace fsu::stages

#include "src/stages/link_tables.hpp"

#include <algorithm>

#include "io/result_schema.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::stages {
namespace {

using resolve::Decision;
using resolve::Status;

double bits_of(resolve::StoredWeight weight) {
  return weight == resolve::kNoWeight ? kMissingFloat64 : weight_bits(weight);
}

std::string_view name_of(PersonId person, const StringColumn& person_ids) {
  return person.is_none() ? std::string_view{} : person_ids[person.index()];
}

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
    person_.push_back(name_of(decision.person, person_ids_));
    weight_.push_back(bits_of(decision.weight));
    probability_.push_back(decision.person.is_none() ? kMissingFloat64 : decision.probability);
  }

 private:
  StringColumn& status_;
  StringColumn& person_;
  std::vector<double>& weight_;
  std::vector<double>& probability_;
  const StringColumn& person_ids_;
};

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
  for (const std::uint32_t mention : mentions) {
    const Decision& decision = links.decision(mention);
    incident.push_back(incident_ids[links.incident_row[mention]]);
    role.push_back(role_name(links.role[mention]));
    columns.append(decision);
    runner_up.push_back(name_of(decision.runner_up, input.person_ids));
    runner_up_weight.push_back(bits_of(decision.runner_up_weight));
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

Table levels_table(const Linkage& linkage) {
  Table table(io::result_table("linkage/levels"));
  for (const model::Comparison& comparison : linkage.model.comparisons) {
    for (std::size_t l = 0; l < comparison.spec.levels.size(); ++l) {
      const LevelSpec& level = comparison.spec.levels[l];
      const model::LevelShares& shares = comparison.shares[l];
      const bool is_missing = level.presence == kNothingCompared;
      table.text("comparison").push_back(comparison.spec.name);
      table.int64s("level").push_back(static_cast<std::int64_t>(l));
      table.text("label").push_back(level.label);
      table.floats("m").push_back(is_missing ? kMissingFloat64 : shares.m);
      table.floats("u").push_back(is_missing ? kMissingFloat64 : shares.u);
      table.floats("weight").push_back(
          weight_bits(model::level_weight(comparison, static_cast<std::uint8_t>(l))));
    }
  }
  return table;
}

Table patterns_table(const Linkage& linkage) {
  Table table(io::result_table("linkage/patterns"));
  for (const PatternCount& count : linkage.patterns) {
    table.int64s("pattern").push_back(static_cast<std::int64_t>(count.pattern));
    table.int64s("pairs").push_back(static_cast<std::int64_t>(count.pairs));
    table.floats("weight").push_back(weight_bits(count.weight));
    table.floats("pair_probability").push_back(model::probability_of(count.weight));
  }
  return table;
}

Table passes_table(const Linkage& linkage) {
  Table table(io::result_table("linkage/passes"));
  if (linkage.model.comparisons.empty()) return table;  // exact linkage has no passes
  for (std::size_t pass = 0; pass < blocking::kNumPasses; ++pass) {
    const blocking::PassCounts& counts = linkage.blocking.passes[pass];
    table.text("pass").push_back(blocking::kPassNames[pass]);
    table.int64s("pairs").push_back(static_cast<std::int64_t>(counts.pairs));
    table.int64s("new_pairs").push_back(static_cast<std::int64_t>(counts.new_pairs));
    table.int64s("largest_block").push_back(static_cast<std::int64_t>(counts.largest_block));
  }
  return table;
}

Table summary_table(const Linkage& linkage) {
  Table table(io::result_table("linkage/summary"));
  for (const SummaryCount& count : linkage.summary) {
    table.text("role").push_back(count.role);
    table.text("measure").push_back(count.measure);
    table.floats("value").push_back(count.value);
  }
  return table;
}

}  // namespace fsu::stages

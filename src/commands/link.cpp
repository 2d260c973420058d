#include "src/commands/link.hpp"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "kernels/compare/compare_fields.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "src/commands/distinct_paths.hpp"
#include "src/commands/link_explain.hpp"
#include "src/commands/link_findings.hpp"
#include "src/commands/linked_records.hpp"
#include "src/commands/write_links.hpp"
#include "src/stages/model_file.hpp"
#include "src/stages/pooled_records.hpp"
#include "src/stages/search_records.hpp"

namespace fsu::commands {
namespace {

void check_files_of(const config::LinkConfig& config) {
  const std::array<NamedPath, 4> inputs = {{{"--left", config.left},
                                            {"--right", config.right},
                                            {"--model", config.model},
                                            {"--config", config.settings_file}}};
  const std::array<NamedPath, 5> outputs = {{{"--output", config.output},
                                             {"--pairs-csv", config.pairs_csv},
                                             {"--best-csv", config.best_csv},
                                             {"--clusters-csv", config.clusters_csv},
                                             {"--save-model", config.saved_model}}};
  check_files(inputs, outputs);
}

/// The comparisons of the run, known before any record is read.
std::vector<ComparisonSpec> comparisons_of(const config::LinkConfig& config) {
  std::vector<ComparisonSpec> comparisons = compare::identity_comparisons();
  for (const config::FieldConfig& field : config.fields)
    comparisons.push_back(compare::field_comparison(field.name, field.kind));
  return comparisons;
}

stages::DecideOptions decide_options(const config::LinkConfig& config) {
  return {{config.link_probability, weight_of_bits(config.link_margin)}, config.is_one_to_one};
}

void compare_and_weigh(const stages::RecordSides& sides, const stages::FitOptions& options,
                       report::Reporter& reporter, LinkedRecords& linked) {
  if (stages::is_searched(sides)) {
    stages::SearchedRecords found = stages::search_records(sides, options, reporter);
    linked.pairs = std::move(found.pairs);
    linked.weighed = std::move(found.weighed);
    return;
  }
  reporter.begin_stage("compare", sides.left.size(), "records");
  linked.pairs = stages::compare_records(sides, reporter);
  const auto num_pairs = static_cast<std::int64_t>(linked.pairs.size());
  reporter.end_stage(num_pairs, "pairs");
  reporter.begin_stage("fit", 0, "pairs");
  linked.weighed = stages::weigh_records(sides, linked.pairs, options);
  reporter.end_stage(num_pairs, "pairs");
}

LinkedRecords link_records(const config::LinkConfig& config, const model::Model* given,
                           report::Reporter& reporter) {
  LinkedRecords linked;
  linked.is_one_file = config.is_one_file();
  linked.files = stages::read_records(config, reporter);
  if (config.explained) find_explained(linked, *config.explained);  // or stop before the work
  const stages::RecordSides sides = linked.sides();
  compare_and_weigh(sides, {config.uses_context, given}, reporter, linked);
  reporter.begin_stage("decide", 0, "records");
  std::vector<std::uint8_t> pooled;
  if (!linked.is_one_file && !config.is_one_to_one) {
    pooled = stages::find_pooled(sides, linked.pairs, linked.weighed);
  }
  linked.decided = stages::decide_records(sides, linked.pairs, linked.weighed.weights,
                                          decide_options(config), pooled);
  reporter.end_stage(static_cast<std::int64_t>(sides.left.size()), "records");
  return linked;
}

}  // namespace

void link(const config::LinkConfig& config, report::Reporter& reporter, std::ostream& out) {
  check_files_of(config);
  std::optional<model::Model> given;
  if (!config.model.empty()) given = stages::load_model(config.model, comparisons_of(config));
  const LinkedRecords linked = link_records(config, given ? &*given : nullptr, reporter);
  for (const std::string& warning : find_doubts(linked, config)) reporter.warn(warning);
  const std::vector<stages::SummaryCount> counts = count_links(linked, config);
  write_links(linked, counts, config, reporter);
  if (!config.saved_model.empty()) stages::save_model(linked.weighed.model, config.saved_model);
  if (config.explained) out << explain_pair(linked, *config.explained);
  for (const std::string& line : describe_links(counts, linked)) reporter.info(line);
  reporter.info("file:       " + config.output.string());
}

}  // namespace fsu::commands

#include "src/commands/evaluate.hpp"

#include <optional>

#include "io/h5_results_writer.hpp"
#include "io/publish.hpp"
#include "io/result_schema.hpp"
#include "src/commands/accuracy_tables.hpp"
#include "src/commands/distinct_paths.hpp"
#include "src/commands/evaluate_force.hpp"
#include "src/commands/evaluate_links.hpp"
#include "src/commands/evaluate_summary.hpp"
#include "src/commands/truth_files.hpp"
#include "src/report/version.hpp"

namespace fsu::commands {
namespace {

/// An input of the evaluation, for run/inputs.
struct ReadPart {
  std::string table;
  io::InputPart part;
};

void check_output(const EvaluateConfig& config) {
  if (config.output.empty()) return;
  const NamedPath output{"--output", config.output};
  check_distinct(output, {"--links", config.links});
  check_distinct(output, {"--truth", config.truth});
  if (!config.truth_persons.empty())
    check_distinct(output, {"--truth-persons", config.truth_persons});
  io::check_can_publish(config.output);
}

[[noreturn]] void refuse_truth(const EvaluateConfig& config, const std::string& why) {
  throw Error(ErrorKind::kData,
              config.truth.string() + " does not fit " + config.links.string() + ": " + why);
}

stages::InputRows read(const std::filesystem::path& path, const io::InputTable& schema,
                       const EvaluateConfig& config, report::Reporter& reporter,
                       std::vector<ReadPart>& parts) {
  stages::InputRows input = read_truth(path, schema, config.input, reporter);
  for (const io::InputPart& part : input.parts) parts.push_back({schema.name, part});
  return input;
}

Evaluation evaluate_run(const io::ResultFileReader& file, const EvaluateConfig& config,
                        report::Reporter& reporter, std::vector<ReadPart>& parts) {
  const TruthForm form = truth_form(config.truth);
  if (form != TruthForm::kMentions)
    refuse_truth(config, "a file of fsu run needs the columns incident_id,role,person_id");
  const auto mentions = read(config.truth, truth_table(form), config, reporter, parts);
  std::optional<stages::InputRows> persons;
  if (!config.truth_persons.empty())
    persons = read(config.truth_persons, true_persons_table(), config, reporter, parts);
  return evaluate_force(file, {mentions.rows, persons ? &persons->rows : nullptr}, reporter);
}

Evaluation evaluate_link(const io::ResultFileReader& file, const EvaluateConfig& config,
                         report::Reporter& reporter, std::vector<ReadPart>& parts) {
  if (!config.truth_persons.empty()) {
    throw Error(ErrorKind::kUsage, "--truth-persons goes with a file of fsu run; " +
                                       config.links.string() + " is one of fsu link");
  }
  const TruthForm form = truth_form(config.truth);
  const bool is_one_file = file.has_table("clusters");
  if (form == TruthForm::kMentions)
    refuse_truth(config, "a file of fsu link needs the columns left_id,right_id or id,cluster");
  if (form == TruthForm::kClusters && !is_one_file) {
    refuse_truth(config,
                 "the columns id,cluster are for one file linked against itself; of two files, "
                 "name the true pairs as left_id,right_id");
  }
  const auto truth = read(config.truth, truth_table(form), config, reporter, parts);
  return evaluate_links(file,
                        form == TruthForm::kPairs ? RecordTruth::of_pairs(truth.rows, is_one_file)
                                                  : RecordTruth::of_clusters(truth.rows),
                        reporter);
}

Table inputs_table(const std::vector<ReadPart>& parts) {
  Table table(io::result_table("run/inputs"));
  for (const ReadPart& read : parts) {
    table.text("table").push_back(read.table);
    table.text("file").push_back(read.part.path.filename().string());
    table.int64s("bytes").push_back(static_cast<std::int64_t>(read.part.num_bytes));
    table.text("sha256").push_back(read.part.sha256);
  }
  return table;
}

void publish(const Evaluation& evaluation, const io::ResultFileReader& links,
             const std::vector<ReadPart>& parts, const std::filesystem::path& output) {
  io::ResultFileWriter file(output);
  file.write_table(thresholds_table(evaluation.thresholds));
  file.write_table(reliability_table(evaluation.reliability));
  file.write_table(groups_table(evaluation.groups));
  file.write_table(lists_table(evaluation.lists));
  file.write_table(summary_table(evaluation));
  file.write_table(inputs_table(parts));
  file.set_attribute("program", "fsu");
  file.set_attribute("program_version", report::program_version());
  file.set_attribute("program_commit", report::program_commit());
  file.set_attribute("links_run_id", links.attribute_text("run_id"));
  file.set_attribute("links_content_digest", links.attribute_text("content_digest"));
  file.publish();
}

}  // namespace

void evaluate(const EvaluateConfig& config, report::Reporter& reporter, std::ostream& out) {
  check_output(config);
  const io::ResultFileReader file(config.links);
  std::vector<ReadPart> parts;
  Evaluation evaluation;
  if (file.has_table("linkage/links")) {
    evaluation = evaluate_run(file, config, reporter, parts);
  } else if (file.has_table("pairs")) {
    evaluation = evaluate_link(file, config, reporter, parts);
  } else {
    throw Error(ErrorKind::kData, config.links.string() +
                                      " holds no links: it has neither the table linkage/links of "
                                      "fsu run nor the table pairs of fsu link");
  }
  print_evaluation(evaluation, out);
  if (config.output.empty()) return;
  publish(evaluation, file, parts, config.output);
  reporter.info("file:       " + config.output.string());
}

}  // namespace fsu::commands

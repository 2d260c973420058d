#include "src/cli/commands.hpp"
#include "src/cli/option_values.hpp"
#include "src/commands/evaluate.hpp"

namespace fsu::cli {
namespace {

constexpr const char* kExplanation =
    R"(Compares the links of a results file with the truth: precision, recall and F1 by threshold, whether stated
probabilities mean what they say, by kind of error and group of names, and what became of the true top list.
Prints a summary; with --output the tables accuracy/* are written too.

Examples:
  fsu evaluate --links results.h5 --truth truth_mentions.csv
  fsu evaluate --links results.h5 --truth force/truth_mentions.csv --truth-persons force/truth_persons.csv
      --output accuracy.h5
  fsu evaluate --links links.h5 --truth pairs.csv --output accuracy.h5
  fsu evaluate --links links.h5 --truth clusters.csv

The truth is a CSV file of one of these forms, known by its columns:
  incident_id,role,person_id[,error_kinds]   for a file of fsu run; a blank person_id: nobody in the index
  left_id,right_id                           for a file of fsu link; every true pair
  id,cluster                                 for a file of fsu link, one file against itself
True persons (person_id,true_person_id[,name_group]) say which ids are one person: any of them is then right, and
what is right as the very id stands beside it.

What counts:
  fsu run   mentions that the truth names, of logs in the scope of the run (incidents/resource_durations). At a
            threshold the best candidates at or above it count, whatever their status; by group, and in the bins of
            reliability, those that the run has linked. A file made with --links selected is refused.
  fsu link  the table pairs at the threshold, against all true pairs; reliability is of pairs above 0.01. The
            summary adds the best candidate of each left record, and the pairs that the clusters imply.
Intervals are Wilson's, 95 %.
)";

commands::EvaluateConfig read_config(const GivenOptions& given) {
  OptionValues values(given);
  commands::EvaluateConfig config;
  config.links = values.required_path("links");
  config.truth = values.required_path("truth");
  config.truth_persons = values.path("truth-persons");
  config.output = values.path("output");
  config.input.max_rejects = values.reject_limit("max-rejects").value_or(config.input.max_rejects);
  values.throw_problems();
  return config;
}

std::vector<OptionSpec> evaluate_options() {
  return {{"links", "FILE", "", "results file of fsu run or fsu link", true},
          {"truth", "FILE", "", "CSV file of the truth (.csv or .csv.gz)", true},
          {"truth-persons", "FILE", "", "CSV file: which person ids are one person", true},
          {"output", "FILE", "", "HDF5 file to write, with the tables accuracy/*", true},
          {"max-rejects", "N|P%", "1%",
           "rows of the truth that may be unusable before the command stops with 65"}};
}

}  // namespace

CommandSpec evaluate_command() {
  return {"evaluate",
          "precision, recall and calibration of links, against a truth",
          kExplanation,
          "",
          evaluate_options(),
          [](const GivenOptions& given, report::Reporter& reporter, std::ostream& out) {
            commands::evaluate(read_config(given), reporter, out);
          }};
}

}  // namespace fsu::cli

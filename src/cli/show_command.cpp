#include "src/cli/commands.hpp"
#include "src/cli/option_values.hpp"
#include "src/cli/section_settings.hpp"
#include "src/commands/explain_mention.hpp"
#include "src/commands/show.hpp"

namespace fsu::cli {
namespace {

constexpr const char* kExplanation =
    R"(Looks into a results file at the terminal: where it comes from, its counts and the top of each metric, or the first
rows of one table.

Examples:
  fsu show results.h5
  fsu show results.h5 --table ranking/sensitivity
  fsu show results.h5 --table linkage/links --top 50
  fsu show results.h5 --digests
  fsu show results.h5 --explain LOG0001:originator --input extracts --config force.ini
  fsu show results.h5 --explain LOG0001:subject --input extracts --with-values
  fsu show results.h5 --explain LOG0001:subject --input extracts --model model.json

--explain reads the extracts again, learns the same model from them and prints why the mention was linked to whom it
was, or was not: the weights of the best person and of the runner-up, line by line. Each line has the level that was
found, its share m among true pairs and u among others, its weight in bits (log2), and the sum so far. What a clerk
decided stands above. Settings of the linkage are those that the file states; give --config, --timezone and
--max-rejects as for the run. --input must hold the very files of the run (65 where one differs). Where the run was
given a model, name the same with --model (78 where it is another); where it learned one, leave --model out (64).
Names, dates, telephones and addresses are shown only with --with-values. Pairs of fsu link: fsu link --explain.
)";

commands::ShowConfig read_config(const GivenOptions& given) {
  OptionValues values(given);
  commands::ShowConfig config;
  config.results = values.required_path("results");
  config.table = values.text("table");
  config.top = values.whole("top", 1, 1000000000);
  config.has_digests = values.is_on("digests");
  if (values.is_on("with-values")) values.add_problem("with-values", "goes with --explain");
  values.throw_problems();
  return config;
}

commands::ExplainConfig read_explain_config(const GivenOptions& given) {
  OptionValues values(given);
  commands::ExplainConfig config;
  config.results = values.required_path("results");
  config.mention = values.text("explain");
  config.model = values.path("model");
  config.shows_values = values.is_on("with-values");
  config::RunConfig sections;
  std::vector<std::string> problems;
  apply_sections(given.sections, sections, problems);
  for (const std::string& problem : problems) values.add_file_problem(problem);
  config.input = sections.input;
  config.input.folder = values.required_path("input");
  config.input.time_zone = values.text("timezone", config.input.time_zone);
  config.input.max_rejects = values.reject_limit("max-rejects").value_or(config.input.max_rejects);
  values.throw_problems();
  return config;
}

std::vector<OptionSpec> show_options() {
  return {{"results", "FILE", "", "results file (the word without dashes)", true},
          {"table", "TABLE", "", "one table, such as ranking/individuals"},
          {"top", "N", "", "rows to show: 10 of each metric, or 20 of a table"},
          {"digests", "", "", "the digest of every table"},
          {"explain", "INCIDENT:ROLE", "", "why this mention was linked, or was not"},
          {"input", "DIR", "", "the extracts that the results were made of, for --explain", true},
          {"model", "FILE", "",
           "the model that the run was given, for --explain; none where it learned one", true},
          {"with-values", "", "", "--explain shows names, dates, telephones and addresses too"},
          {"timezone", "ZONE", "Europe/London", "zone of times without an offset, for --explain"},
          {"max-rejects", "N|P%", "1%", "rows of a table that may be unusable, for --explain"}};
}

}  // namespace

CommandSpec show_command() {
  return {"show",
          "looks into a result at the terminal",
          kExplanation,
          "results",
          show_options(),
          [](const GivenOptions& given, report::Reporter& reporter, std::ostream& out) {
            if (given.values.contains("explain")) {
              commands::explain_mention(read_explain_config(given), reporter, out);
            } else {
              commands::show(read_config(given), out);
            }
          }};
}

}  // namespace fsu::cli

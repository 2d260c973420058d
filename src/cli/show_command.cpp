#include "src/cli/commands.hpp"
#include "src/cli/option_values.hpp"
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
)";

commands::ShowConfig read_config(const GivenOptions& given) {
  OptionValues values(given);
  commands::ShowConfig config;
  config.results = values.required_path("results");
  config.table = values.text("table");
  config.top = values.whole("top", 1, 1000000000);
  config.has_digests = values.is_on("digests");
  values.throw_problems();
  return config;
}

std::vector<OptionSpec> show_options() {
  return {{"results", "FILE", "", "results file (the word without dashes)", true},
          {"table", "TABLE", "", "one table, such as ranking/individuals"},
          {"top", "N", "", "rows to show: 10 of each metric, or 20 of a table"},
          {"digests", "", "", "the digest of every table"}};
}

}  // namespace

CommandSpec show_command() {
  return {"show",
          "looks into a result at the terminal",
          kExplanation,
          "results",
          show_options(),
          [](const GivenOptions& given, report::Reporter&, std::ostream& out) {
            commands::show(read_config(given), out);
          }};
}

}  // namespace fsu::cli

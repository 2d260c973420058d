#include "src/cli/commands.hpp"
#include "src/cli/option_values.hpp"
#include "src/commands/export_tables.hpp"

namespace fsu::cli {
namespace {

constexpr const char* kExplanation =
    R"(Writes tables of a results file as CSV (mode 0600). Texts that a spreadsheet would take for a formula are guarded
with a leading apostrophe.

Examples:
  fsu export results.h5 --table ranking/frequent_service_users --csv list.csv
  fsu export results.h5 --table ranking/individuals --csv -
  fsu export results.h5 --all tables
)";

commands::ExportConfig read_config(const GivenOptions& given) {
  OptionValues values(given);
  commands::ExportConfig config;
  config.results = values.required_path("results");
  config.table = values.text("table");
  config.csv = values.path("csv");
  config.all = values.path("all");
  config.is_formula_guarded = !values.is_on("no-formula-guard");
  values.throw_problems();
  return config;
}

std::vector<OptionSpec> export_options() {
  return {{"results", "FILE", "", "results file (the word without dashes)", true},
          {"table", "TABLE", "", "one table, with --csv"},
          {"csv", "FILE", "", "where it goes; - for standard output", true},
          {"all", "DIR", "", "every table, one file each, into this folder", true},
          {"no-formula-guard", "", "", "leave texts as they are, for other programs to read"}};
}

}  // namespace

CommandSpec export_command() {
  return {"export",
          "tables of a result as CSV",
          kExplanation,
          "results",
          export_options(),
          [](const GivenOptions& given, report::Reporter&, std::ostream& out) {
            commands::export_tables(read_config(given), out);
          }};
}

}  // namespace fsu::cli

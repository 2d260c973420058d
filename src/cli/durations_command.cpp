#include "src/cli/commands.hpp"
#include "src/cli/option_values.hpp"
#include "src/cli/section_settings.hpp"
#include "src/commands/durations.hpp"

namespace fsu::cli {
namespace {

constexpr const char* kExplanation =
    R"(Sums the resource time of every incident in one file of resource assignments. For each resource the time runs
from the earliest of assigned, deployed and arrived to released; overlapping rows of one resource count once.

Examples:
  fsu durations --resources resources.csv --output durations.h5
  fsu durations --resources units.csv --config units.ini --output durations.h5 --csv durations.csv

units.ini maps the columns of another system:
  timezone = America/Los_Angeles
  [resources]
  column.incident_id    = Call Number
  column.resource_id    = Unit ID
  column.resource_group = Unit Type
  column.assigned_at    = Dispatch DtTm
  column.deployed_at    = Response DtTm
  column.arrived_at     = On Scene DtTm
  column.released_at    = Available DtTm
  datetime-format       = %m/%d/%Y %I:%M:%S %p
)";

commands::DurationsConfig read_config(const GivenOptions& given) {
  OptionValues values(given);
  commands::DurationsConfig config;
  config.resources = values.required_path("resources");
  config.output = values.required_path("output");
  config.csv = values.path("csv");
  config.usage.resource_cap_hours = values.real("resource-cap-hours", 0, 100000);
  config.usage.resource_overlap =
      values
          .choice<config::ResourceOverlap>(
              "resource-overlap",
              {{"union", config::ResourceOverlap::kUnion}, {"sum", config::ResourceOverlap::kSum}})
          .value_or(config.usage.resource_overlap);
  config::RunConfig sections;
  std::vector<std::string> problems;
  apply_sections(given.sections, sections, problems);
  for (const std::string& problem : problems) values.add_file_problem(problem);
  config.input = sections.input;
  config.input.time_zone = values.text("timezone", config.input.time_zone);
  config.input.max_rejects = values.reject_limit("max-rejects").value_or(config.input.max_rejects);
  values.throw_problems();
  return config;
}

std::vector<OptionSpec> durations_options() {
  return {
      {"resources", "FILE", "", "CSV file of resource assignments", true},
      {"output", "FILE", "", "HDF5 file to write, with the table resource_durations", true},
      {"csv", "FILE", "", "write the table as CSV too", true},
      {"resource-cap-hours", "HOURS", "",
       "most that one resource counts at one incident; no cap by default"},
      {"resource-overlap", "READING", "union",
       "union or sum of one resource's rows at one incident"},
      {"timezone", "ZONE", "Europe/London", "zone of times without an offset"},
      {"max-rejects", "N|P%", "1%", "rows that may be unusable before the command stops with 65"}};
}

}  // namespace

CommandSpec durations_command() {
  return {"durations",
          "resource time by incident, alone",
          kExplanation,
          "",
          durations_options(),
          [](const GivenOptions& given, report::Reporter& reporter, std::ostream&) {
            commands::durations(read_config(given), reporter);
          }};
}

}  // namespace fsu::cli

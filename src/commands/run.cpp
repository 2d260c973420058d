#include "src/commands/run.hpp"

#include "src/commands/distinct_paths.hpp"
#include "src/pipeline/run_pipeline.hpp"
#include "src/stages/read_force.hpp"

namespace fsu::commands {
namespace {

void check_output_is_no_input(const config::RunConfig& config) {
  for (const io::TableSource& source : stages::find_tables(config.input)) {
    for (const io::Path& part : source.parts)
      check_distinct({"--output", config.output}, {"an input file", part});
  }
}

}  // namespace

void run(const config::RunConfig& config, report::Reporter& reporter, std::ostream& out) {
  check_output_is_no_input(config);
  if (config.is_dry_run) {
    pipeline::describe_run(config, out);
  } else {
    pipeline::run_pipeline(config, reporter);
  }
}

}  // namespace fsu::commands

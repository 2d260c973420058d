#include "src/commands/run.hpp"

#include <array>
#include <vector>

#include "src/commands/distinct_paths.hpp"
#include "src/pipeline/describe_run.hpp"
#include "src/pipeline/run_pipeline.hpp"
#include "src/stages/read_force.hpp"

namespace fsu::commands {
namespace {

/// No extract, model or settings file is replaced, and both outputs can be made.
void check_files_of(const config::RunConfig& config) {
  const std::vector<io::TableSource> sources = stages::find_tables(config.input);
  std::vector<NamedPath> inputs = {{"--model", config.linkage.model},
                                   {"--config", config.settings_file}};
  for (const io::TableSource& source : sources) {
    for (const io::Path& part : source.parts) inputs.push_back({"an input file", part});
  }
  const std::array<NamedPath, 2> outputs = {
      {{"--output", config.output}, {"--save-model", config.linkage.save_model}}};
  check_files(inputs, outputs);
}

}  // namespace

void run(const config::RunConfig& config, report::Reporter& reporter, std::ostream& out) {
  check_files_of(config);
  if (config.is_dry_run) {
    pipeline::describe_run(config, reporter, out);
  } else {
    pipeline::run_pipeline(config, reporter);
  }
}

}  // namespace fsu::commands

#include "src/commands/run.hpp"

#include "src/pipeline/run_pipeline.hpp"

namespace fsu::commands {

void run(const config::RunConfig& config, report::Reporter& reporter, std::ostream& out) {
  if (config.is_dry_run) {
    pipeline::describe_run(config, out);
  } else {
    pipeline::run_pipeline(config, reporter);
  }
}

}  // namespace fsu::commands

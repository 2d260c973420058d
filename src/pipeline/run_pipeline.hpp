// The whole job, stage by stage: extracts -> links, durations -> totals -> ranking -> results file.
//
// Each stage is a function of values (src/stages); this is their order, and what is told about
// them.
#pragma once

#include "src/config/run_config.hpp"
#include "src/report/reporter.hpp"

namespace fsu::pipeline {

/// Runs the job and publishes the results file, and the model where one is to be saved. Throws
/// Error; nothing then bears the final name.
void run_pipeline(const config::RunConfig& config, report::Reporter& reporter);

}  // namespace fsu::pipeline

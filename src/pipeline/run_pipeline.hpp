// The whole job, stage by stage: extracts -> links, durations -> totals -> ranking -> results file.
//
// Each stage is a function of values (src/stages); this is their order, and what is told about
// them.
#pragma once

#include <iosfwd>

#include "src/config/run_config.hpp"
#include "src/report/reporter.hpp"

namespace fsu::pipeline {

/// Runs the job and publishes the results file, and the model where one is to be saved. Throws
/// Error; nothing then bears the final name.
void run_pipeline(const config::RunConfig& config, report::Reporter& reporter);

/// Reads the model that was given, and of the extracts headers and sizes only; says what a run
/// would do.
void describe_run(const config::RunConfig& config, std::ostream& out);

}  // namespace fsu::pipeline

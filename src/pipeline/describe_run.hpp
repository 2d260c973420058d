// What a run would do and take, before any of its work: `fsu run --dry-run`.
//
// The model that was given, headers and sizes of the extracts, and a few megabytes of their rows
// -> the tables with about how many rows each, the window, what would be done, and a forecast of
// pairs, peak memory and time (stages/forecast.hpp) with what it rests on.
#pragma once

#include <iosfwd>

#include "src/config/run_config.hpp"
#include "src/report/reporter.hpp"

namespace fsu::pipeline {

/// Throws Error where a run would find headers, the model or the time zone unusable; warns where
/// the machine has less memory than is forecast.
void describe_run(const config::RunConfig& config, report::Reporter& reporter, std::ostream& out);

}  // namespace fsu::pipeline

// Writes all tables and root attributes of one run and publishes the file.
#pragma once

#include "src/config/run_config.hpp"
#include "src/pipeline/job_values.hpp"
#include "src/report/reporter.hpp"

namespace fsu::pipeline {

void write_results(const JobValues& job, const config::RunConfig& config,
                   report::Reporter& reporter);

}  // namespace fsu::pipeline

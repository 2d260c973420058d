// Keeps a run within --memory-limit.
//
// Where the forecast of the run (stages/forecast.hpp, right to a quarter) comes near the limit, its
// large blocks of memory are kept in a file (io/scratch_memory.hpp) from the first table on;
// elsewhere the limit costs nothing.
#pragma once

#include <memory>

#include "io/scratch_memory.hpp"
#include "src/config/run_config.hpp"
#include "src/report/reporter.hpp"

namespace fsu::pipeline {

/// What holds the limit while it lives; null where there is none, or it is far away.
[[nodiscard]] std::unique_ptr<io::ScratchMemory> hold_memory_limit(const config::RunConfig& config,
                                                                   report::Reporter& reporter);

/// Warns where the limit was not held, and says why.
void warn_of_memory(const config::RunConfig& config, report::Reporter& reporter);

}  // namespace fsu::pipeline

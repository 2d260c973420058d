// Keeps a run within --memory-limit.
//
// Where the forecast of the run (stages/forecast.hpp, right to a quarter) comes near the limit, its
// large blocks of memory are kept in a file (io/scratch_memory.hpp) from the first table on;
// elsewhere the limit costs nothing.
#pragma once

#include <memory>
#include <string>

#include "io/scratch_memory.hpp"
#include "src/config/run_config.hpp"
#include "src/report/reporter.hpp"
#include "src/stages/force_sample.hpp"
#include "src/stages/forecast.hpp"

namespace fsu::pipeline {

/// What a limit means for a run.
struct MemoryPlan {
  bool is_held_in_file = false;  ///< else the limit is far away, or there is none
  double needed_on_disk = 0;     ///< bytes, for that file and the results
  std::string text;              ///< what will be done
  std::string lack;              ///< why it cannot be done on that disk; empty where it can
};

[[nodiscard]] MemoryPlan plan_memory(const config::RunConfig& config, const stages::ForceSize& size,
                                     const stages::RunForecast& forecast);

/// What holds the limit while it lives; null where there is none, or it is far away. kCannotCreate
/// where the disk lacks the room.
[[nodiscard]] std::unique_ptr<io::ScratchMemory> hold_memory_limit(const config::RunConfig& config,
                                                                   report::Reporter& reporter);

/// Warns where the limit was not held, and says why.
void warn_of_memory(const config::RunConfig& config, report::Reporter& reporter);

}  // namespace fsu::pipeline

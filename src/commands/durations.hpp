// `fsu durations`: resource time by incident, from one resources file alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "src/config/input_config.hpp"
#include "src/config/usage_config.hpp"
#include "src/report/reporter.hpp"

namespace fsu::commands {

struct DurationsConfig {
  config::InputConfig input;  ///< column map of [resources], time zone, reject limit; no folder
  std::filesystem::path resources;  ///< the CSV file
  std::filesystem::path output;     ///< the results file with the table resource_durations
  std::filesystem::path csv;        ///< may be empty
  config::UsageConfig usage;
};

/// Computes and publishes. Every incident that the file names is in scope; there is no window.
void durations(const DurationsConfig& config, report::Reporter& reporter);

}  // namespace fsu::commands

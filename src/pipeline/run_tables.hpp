// The tables under run/ and quality/ that tell how a result came about.
#pragma once

#include <string>
#include <vector>

#include "kernels/core/table.hpp"
#include "src/config/run_config.hpp"
#include "src/report/reporter.hpp"
#include "src/stages/force.hpp"

namespace fsu::pipeline {

[[nodiscard]] Table stages_table(const std::vector<report::StageRecord>& stages);
[[nodiscard]] Table settings_table(const std::vector<config::Setting>& settings);
[[nodiscard]] Table inputs_table(const stages::Force& force);
/// The method in words, section by section, with the settings in force.
[[nodiscard]] Table method_table(const config::RunConfig& config);
[[nodiscard]] Table rejects_table(const stages::Force& force);
[[nodiscard]] Table exclusions_table(const stages::Force& force);

/// Digest in hex of the settings that change results.
[[nodiscard]] std::string settings_digest(const std::vector<config::Setting>& settings);
/// Digest in hex of the content of all input files and the settings digest; paths and names leave
/// no trace.
[[nodiscard]] std::string run_id(const stages::Force& force, const std::string& settings_digest);

}  // namespace fsu::pipeline

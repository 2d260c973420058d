// The sections of a settings file turned into settings: tables, themes, priority types, targets,
// viewer.
//
// All problems are gathered and told at once.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "src/cli/settings_file.hpp"
#include "src/config/run_config.hpp"

namespace fsu::cli {

/// Applies the entries that stand in sections; adds a line to `problems` for each that cannot be
/// used.
void apply_sections(std::span<const SettingsEntry> entries, config::RunConfig& config,
                    std::vector<std::string>& problems);

}  // namespace fsu::cli

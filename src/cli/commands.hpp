// The list of commands; each is described in a file of its own.
#pragma once

#include <span>

#include "src/cli/command_line.hpp"

namespace fsu::cli {

[[nodiscard]] CommandSpec run_command();
[[nodiscard]] CommandSpec generate_command();
[[nodiscard]] CommandSpec link_command();
[[nodiscard]] CommandSpec durations_command();
[[nodiscard]] CommandSpec evaluate_command();
[[nodiscard]] CommandSpec show_command();
[[nodiscard]] CommandSpec export_command();

/// All commands in the order of the help.
[[nodiscard]] std::span<const CommandSpec> all_commands();

}  // namespace fsu::cli

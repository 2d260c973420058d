#include "src/cli/commands.hpp"

namespace fsu::cli {

std::span<const CommandSpec> all_commands() {
  static const std::vector<CommandSpec> commands = {
      run_command(),      generate_command(), link_command(),  durations_command(),
      evaluate_command(), show_command(),     export_command()};
  return commands;
}

}  // namespace fsu::cli

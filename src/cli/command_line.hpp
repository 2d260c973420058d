// Commands and options as data, and their values from the command line and a settings file.
//
// Every option of a command can stand in an INI file given with --config; the command line wins.
// Boost.Program_options splits the words and reads the file; values stay text here and are read by
// option_values.hpp, so that all problems of a call are told at once.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "src/cli/settings_file.hpp"
#include "src/report/reporter.hpp"

namespace fsu::cli {

struct OptionSpec {
  std::string name;
  std::string argument;       ///< what the value is, such as DIR; empty for a switch
  std::string default_value;  ///< shown in the help; empty: none
  std::string help;
  bool is_path = false;
};

/// An option as given; where it came from decides the exit code of a bad value.
struct GivenOption {
  std::string value;
  bool is_from_file = false;
  int line = 0;  ///< in the settings file; 0: from the command line
};

/// Something wrong with a call.
struct OptionProblem {
  std::string text;
  bool is_from_file = false;
};

struct GivenOptions {
  std::map<std::string, GivenOption> values;
  std::vector<SettingsEntry> sections;  ///< entries of the settings file that stand in sections
  std::vector<OptionProblem> problems;  ///< found so far; told with those of the values
};

struct CommandSpec {
  std::string name;
  std::string summary;      ///< one line for the list of commands
  std::string explanation;  ///< what it does, and examples
  std::string positional;   ///< option that a word without dashes sets; empty: none
  std::vector<OptionSpec> options;
  std::function<void(const GivenOptions&, report::Reporter&, std::ostream&)> execute;
};

/// Options that every command has.
[[nodiscard]] std::span<const OptionSpec> common_options();

/// Reads the words behind the command's name and the settings file they may name. Throws Error
/// (kUsage, kConfiguration); `all` are the commands whose options a settings file may hold.
[[nodiscard]] GivenOptions parse_options(const CommandSpec& command,
                                         std::span<const CommandSpec> all,
                                         const std::vector<std::string>& words);

/// The help of one command.
void print_help(const CommandSpec& command, std::ostream& out);

}  // namespace fsu::cli

// A call of the program: which command, with which options, logging how.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "src/cli/command_line.hpp"
#include "src/report/reporter.hpp"

namespace fsu::cli {

/// What a call asks for; `command` is null where help or version was asked for and has been
/// printed.
struct Call {
  const CommandSpec* command = nullptr;
  GivenOptions options;
  report::LogConfig log;
};

/// Reads the words of a call (without the program's name), prints help or version where asked to,
/// and sets the number of threads and the instruction sets. Throws Error (kUsage, kConfiguration).
[[nodiscard]] Call read_call(const std::vector<std::string>& words, std::ostream& out);

}  // namespace fsu::cli

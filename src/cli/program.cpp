#include "src/cli/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "kernels/core/error.hpp"
#include "kernels/core/isa.hpp"
#include "kernels/core/parallel.hpp"
#include "src/cli/commands.hpp"
#include "src/cli/option_values.hpp"
#include "src/report/version.hpp"

namespace fsu::cli {
namespace {

void print_overview(std::ostream& out) {
  out << "fsu finds a police force's most frequent service users: it links call logs to people, "
         "sums the\n"
         "resource hours of incidents, and ranks everyone on four metrics. It ranks by volume, to "
         "bring help,\n"
         "and predicts nothing.\n\nUsage: fsu COMMAND [options]\n\nCommands:\n";
  for (const CommandSpec& command : all_commands()) {
    out << fmt::format("  {:<10} {}\n", command.name, command.summary);
  }
  out << "\nFirst steps:\n  fsu generate --output force\n  fsu run --config force/run.ini\n"
         "  fsu show force/results.h5\n\nfsu COMMAND --help explains a command.\n";
}

void print_version(std::ostream& out) {
  out << fmt::format("fsu {} ({})\n", report::program_version(), report::program_commit());
}

const CommandSpec& find_command(const std::string& name) {
  const auto commands = all_commands();
  const auto found = std::find_if(commands.begin(), commands.end(),
                                  [&](const auto& command) { return command.name == name; });
  if (found != commands.end()) return *found;
  throw Error(ErrorKind::kUsage, "no command '" + name + "'; fsu --help lists them");
}

void read_common_options(Call& call) {
  using report::LogFormat;
  using report::LogLevel;
  OptionValues values(call.options);
  call.log.level = values
                       .choice<LogLevel>("log-level", {{"error", LogLevel::kError},
                                                       {"warning", LogLevel::kWarning},
                                                       {"info", LogLevel::kInfo},
                                                       {"debug", LogLevel::kDebug}})
                       .value_or(call.log.level);
  call.log.format =
      values
          .choice<LogFormat>("log-format", {{"text", LogFormat::kText}, {"json", LogFormat::kJson}})
          .value_or(call.log.format);
  call.log.is_quiet = values.is_on("quiet");
  set_num_threads(static_cast<int>(values.whole("threads", 1, 4096).value_or(0)));
  if (const auto isa = values.instruction_set("isa", best_isa())) set_isa(*isa);
  // The command tells them together with those of its own options.
  call.options.problems = values.problems();
}

bool asks_for(const std::vector<std::string>& words, std::string_view option) {
  return std::find(words.begin(), words.end(), option) != words.end();
}

}  // namespace

Call read_call(const std::vector<std::string>& words, std::ostream& out) {
  if (words.empty()) {
    throw Error(ErrorKind::kUsage, "no command given; fsu --help lists them");
  }
  if (words.front() == "--version") {
    print_version(out);
    return {};
  }
  if (words.front() == "--help" || words.front() == "-h" || words.front() == "help") {
    print_overview(out);
    return {};
  }
  const CommandSpec& command = find_command(words.front());
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  if (asks_for(rest, "--help")) {
    print_help(command, out);
    return {};
  }
  if (asks_for(rest, "--version")) {
    print_version(out);
    return {};
  }
  Call call{&command, parse_options(command, all_commands(), rest), {}};
  read_common_options(call);
  return call;
}

}  // namespace fsu::cli

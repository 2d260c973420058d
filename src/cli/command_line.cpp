#include "src/cli/command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <ostream>

#include "kernels/core/error.hpp"
#include "src/cli/link_settings.hpp"

namespace fsu::cli {
namespace {

namespace po = boost::program_options;

constexpr unsigned kHelpWidth = 110;

void add_options(std::span<const OptionSpec> specs, po::options_description& description) {
  for (const OptionSpec& spec : specs) {
    const std::string help =
        spec.help +
        (spec.default_value.empty() ? std::string() : " (default: " + spec.default_value + ")");
    if (spec.argument.empty()) {
      description.add_options()(spec.name.c_str(), help.c_str());
    } else {
      description.add_options()(spec.name.c_str(),
                                po::value<std::string>()->value_name(spec.argument), help.c_str());
    }
  }
}

const OptionSpec* find_option(const CommandSpec& command, const std::string& name) {
  for (const std::span<const OptionSpec> specs :
       {std::span<const OptionSpec>(command.options), common_options()}) {
    const auto found = std::find_if(specs.begin(), specs.end(),
                                    [&](const auto& spec) { return spec.name == name; });
    if (found != specs.end()) return &*found;
  }
  return nullptr;
}

GivenOptions parse_words(const CommandSpec& command, const std::vector<std::string>& words) {
  po::options_description description;
  add_options(command.options, description);
  add_options(common_options(), description);
  po::positional_options_description positional;
  if (!command.positional.empty()) positional.add(command.positional.c_str(), 1);
  GivenOptions given;
  try {
    const auto style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
    const auto parsed = po::command_line_parser(words)
                            .options(description)
                            .positional(positional)
                            .style(style)
                            .run();
    for (const auto& option : parsed.options) {
      const std::string value = option.value.empty() ? "1" : option.value.front();
      given.values[option.string_key] = {value, false};  // the last one wins
    }
  } catch (const po::error& error) {
    throw Error(ErrorKind::kUsage,
                fmt::format("{}; see fsu {} --help", error.what(), command.name));
  }
  return given;
}

void add_repeat(const std::filesystem::path& path, const SettingsEntry& entry, int first_line,
                GivenOptions& given) {
  const std::string section = entry.section.empty() ? "" : "[" + entry.section + "] ";
  given.problems.push_back({fmt::format("{}:{}: {}{} is given twice, first on line {}",
                                        path.string(), entry.line, section, entry.name, first_line),
                            true});
}

void add_file(const CommandSpec& command, std::span<const CommandSpec> all,
              const std::filesystem::path& path, GivenOptions& given) {
  std::map<std::pair<std::string, std::string>, int> first_lines;
  for (SettingsEntry& entry : read_settings_file(path)) {
    const auto [first, is_new] = first_lines.try_emplace({entry.section, entry.name}, entry.line);
    if (!is_new && !may_repeat(entry)) {
      add_repeat(path, entry, first->second, given);
      continue;
    }
    if (!entry.section.empty()) {
      given.sections.push_back(std::move(entry));
      continue;
    }
    const bool is_known = std::any_of(all.begin(), all.end(), [&](const CommandSpec& other) {
      return find_option(other, entry.name) != nullptr;
    });
    if (!is_known || entry.name == "config") {
      given.problems.push_back(
          {fmt::format("{}:{}: unknown option '{}'", path.string(), entry.line, entry.name), true});
    }
    const OptionSpec* const spec = find_option(command, entry.name);
    if (spec == nullptr) continue;
    if (spec->is_path && !entry.value.empty() && std::filesystem::path(entry.value).is_relative()) {
      entry.value = (path.parent_path() / entry.value).lexically_normal().string();
    }
    // The command line wins.
    given.values.try_emplace(entry.name, GivenOption{entry.value, true, entry.line});
  }
}

}  // namespace

std::span<const OptionSpec> common_options() {
  static const std::vector<OptionSpec> options = {
      {"help", "", "", "show this help and stop"},
      {"version", "", "", "show the version and stop"},
      {"config", "FILE", "", "settings file (INI); the command line wins over it", true},
      {"threads", "N", "all", "number of threads; results do not depend on it"},
      {"isa", "PATH", "the machine's best",
       "instruction sets that the kernels use: portable, avx2 or avx512; for tests and benchmarks, "
       "results do not depend on it"},
      {"log-level", "LEVEL", "info", "error, warning, info or debug"},
      {"log-format", "FORMAT", "text", "text or json (one object a line), on stderr"},
      {"quiet", "", "", "say nothing but errors"}};
  return options;
}

GivenOptions parse_options(const CommandSpec& command, std::span<const CommandSpec> all,
                           const std::vector<std::string>& words) {
  GivenOptions given = parse_words(command, words);
  if (const auto config = given.values.find("config"); config != given.values.end()) {
    add_file(command, all, config->second.value, given);
  }
  return given;
}

void print_help(const CommandSpec& command, std::ostream& out) {
  const std::string word = command.positional.empty() ? "" : " RESULTS.h5";
  out << "fsu " << command.name << ": " << command.summary << "\n\nUsage: fsu " << command.name
      << word << " [options]\n\n"
      << command.explanation << "\n";
  po::options_description own("Options", kHelpWidth);
  add_options(command.options, own);
  po::options_description common("Options of every command", kHelpWidth);
  add_options(common_options(), common);
  out << "\n" << own << "\n" << common;
}

}  // namespace fsu::cli

#include "src/cli/settings_file.hpp"

#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <sstream>

#include "io/file_text.hpp"

namespace fsu::cli {
namespace {

namespace po = boost::program_options;

/// Stands for `#` while Boost reads the file.
constexpr char kHiddenHash = '\x01';

/// A copy in which comments are gone and every other `#` is hidden; refuses lines that are neither
/// empty, a section nor an entry.
std::string prepare(std::string_view text, const std::filesystem::path& path) {
  std::istringstream lines{std::string(text)};
  std::string prepared;
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string::npos || line[first] == '#') {
      prepared += '\n';
      continue;
    }
    const bool is_section = line[first] == '[' && line.find(']') != std::string::npos;
    if (!is_section && line.find('=') == std::string::npos) {
      throw Error(
          ErrorKind::kConfiguration,
          fmt::format("{}:{}: neither `name = value` nor `[section]`", path.string(), number));
    }
    for (char& c : line) {
      if (c == '#') c = kHiddenHash;
    }
    prepared += line + '\n';
  }
  return prepared;
}

std::string with_hashes(std::string text) {
  for (char& c : text) {
    if (c == kHiddenHash) c = '#';
  }
  return text;
}

}  // namespace

std::vector<SettingsEntry> read_settings_file(const std::filesystem::path& path) {
  const io::FileText file(path);
  std::istringstream prepared(prepare(file.text(), path));
  std::vector<SettingsEntry> entries;
  try {
    const auto parsed = po::parse_config_file(prepared, po::options_description(), true);
    for (const auto& option : parsed.options) {
      const std::size_t point = option.string_key.find('.');
      const bool has_section = point != std::string::npos;
      entries.push_back(
          {with_hashes(has_section ? option.string_key.substr(0, point) : std::string()),
           with_hashes(has_section ? option.string_key.substr(point + 1) : option.string_key),
           with_hashes(option.value.empty() ? std::string() : option.value.front())});
    }
  } catch (const po::error& error) {
    throw Error(ErrorKind::kConfiguration, path.string() + ": " + with_hashes(error.what()));
  }
  return entries;
}

}  // namespace fsu::cli

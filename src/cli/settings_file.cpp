#include "src/cli/settings_file.hpp"

#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <sstream>

#include "io/file_text.hpp"
#include "kernels/core/check.hpp"

namespace fsu::cli {
namespace {

namespace po = boost::program_options;

/// Stands for `#` while Boost reads the file.
constexpr char kHiddenHash = '\x01';

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The text as Boost is to read it, and the line of each entry in it.
struct PreparedText {
  std::string text;
  std::vector<int> entry_lines;
};

/// A copy in which comments are gone and every other `#` is hidden; refuses lines that are neither
/// empty, a section nor an entry.
PreparedText prepare(std::string_view text, const std::filesystem::path& path) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::istringstream lines{std::string(text)};
  PreparedText prepared;
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string::npos || line[first] == '#') {
      continue;
    }
    const bool is_section = line[first] == '[' && line[line.find_last_not_of(" \t\r")] == ']';
    if (!is_section && line.find('=') == std::string::npos) {
      throw Error(
          ErrorKind::kConfiguration,
          fmt::format("{}:{}: neither `name = value` nor `[section]`", path.string(), number));
    }
    for (char& c : line) {
      if (c == '#') c = kHiddenHash;
    }
    if (!is_section) prepared.entry_lines.push_back(number);
    prepared.text += line + '\n';
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
  const PreparedText prepared = prepare(file.text(), path);
  std::istringstream lines(prepared.text);
  std::vector<SettingsEntry> entries;
  try {
    const auto parsed = po::parse_config_file(lines, po::options_description(), true);
    FSU_CHECK(parsed.options.size() == prepared.entry_lines.size());
    for (std::size_t i = 0; i < parsed.options.size(); ++i) {
      const auto& option = parsed.options[i];
      const std::size_t point = option.string_key.find('.');
      const bool has_section = point != std::string::npos;
      entries.push_back(
          {with_hashes(has_section ? option.string_key.substr(0, point) : std::string()),
           with_hashes(has_section ? option.string_key.substr(point + 1) : option.string_key),
           with_hashes(option.value.empty() ? std::string() : option.value.front()),
           prepared.entry_lines[i]});
    }
  } catch (const po::error& error) {
    throw Error(ErrorKind::kConfiguration, path.string() + ": " + with_hashes(error.what()));
  }
  return entries;
}

}  // namespace fsu::cli

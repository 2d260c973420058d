// Reads a settings file (INI): options at the top, sections for tables and lists.
//
// Boost's reader takes `#` anywhere for a comment; here it is one only at the beginning of a line,
// so that a URL or a column named `Log #` can be a value. Paths in the file are relative to the
// file's own folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace fsu::cli {

struct SettingsEntry {
  std::string section;  ///< empty at the top
  std::string name;
  std::string value;
  int line = 0;  ///< in the file, from 1; 0 where unknown
};

/// All entries in the order of the file; Error (kNoInput, kConfiguration) where it cannot be read.
[[nodiscard]] std::vector<SettingsEntry> read_settings_file(const std::filesystem::path& path);

}  // namespace fsu::cli

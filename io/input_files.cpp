#include "io/input_files.hpp"

#include <algorithm>

namespace fsu::io {
namespace {

bool is_csv(std::string_view name) { return name.ends_with(".csv") || name.ends_with(".csv.gz"); }

}  // namespace

std::vector<std::string> list_folder(const Path& folder) {
  std::error_code code;
  if (!std::filesystem::is_directory(folder, code)) {
    throw Error(ErrorKind::kNoInput, "no input folder " + folder.string() +
                                         ": give the folder of CSV extracts with --input");
  }
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder, code)) {
    if (entry.is_regular_file()) names.push_back(entry.path().filename().string());
  }
  if (code) {
    const bool is_denied = code == std::errc::permission_denied;
    throw Error(is_denied ? ErrorKind::kPermission : ErrorKind::kNoInput,
                "cannot read folder " + folder.string() + ": " + code.message());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<Path> find_parts(const Path& folder, const std::vector<std::string>& file_names,
                             std::string_view table_name) {
  std::vector<Path> plain;
  std::vector<Path> parts;
  const std::string stem(table_name);
  for (const std::string& name : file_names) {
    if (!is_csv(name) || !name.starts_with(stem + ".")) continue;
    const bool is_plain = name == stem + ".csv" || name == stem + ".csv.gz";
    (is_plain ? plain : parts).push_back(folder / name);
  }
  if (plain.size() + (parts.empty() ? 0 : 1) > 1) {
    throw Error(ErrorKind::kData, "table " + stem + " stands in " + folder.string() +
                                      " in more than one form (" + stem + ".csv, " + stem +
                                      ".csv.gz, parts " + stem + ".*.csv): keep one of them");
  }
  return plain.empty() ? parts : plain;
}

}  // namespace fsu::io

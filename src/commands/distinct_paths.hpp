// Refuses an output that is also an input, or another output: one would replace the other. And one
// that cannot be made, before the work.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

namespace fsu::commands {

/// A path and what it is for, such as --output.
struct NamedPath {
  std::string_view name;
  const std::filesystem::path& path;
};

/// kUsage where both paths lead to one file, however they are written; it need not be there.
void check_distinct(const NamedPath& one, const NamedPath& other);

/// Holds all files of a command to it: no output is an input or another output (kUsage), and each
/// can be made (kCannotCreate, kPermission). An empty path is a file that was not asked for.
void check_files(std::span<const NamedPath> inputs, std::span<const NamedPath> outputs);

}  // namespace fsu::commands

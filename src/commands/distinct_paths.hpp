// Refuses an output that is also an input, or another output: one would replace the other.
#pragma once

#include <filesystem>
#include <string_view>

namespace fsu::commands {

/// A path and what it is for, such as --output.
struct NamedPath {
  std::string_view name;
  const std::filesystem::path& path;
};

/// kUsage where both paths lead to one file, however they are written; it need not be there.
void check_distinct(const NamedPath& one, const NamedPath& other);

}  // namespace fsu::commands

#include "src/commands/distinct_paths.hpp"

#include <string>

#include "io/publish.hpp"
#include "kernels/core/error.hpp"

namespace fsu::commands {
namespace {

/// Absolute, without links and dots; as given where the file system does not answer.
std::filesystem::path real_path(const std::filesystem::path& path) {
  std::error_code code;
  const std::filesystem::path found =
      std::filesystem::weakly_canonical(std::filesystem::absolute(path), code);
  return code ? path : found;
}

}  // namespace

void check_distinct(const NamedPath& one, const NamedPath& other) {
  if (real_path(one.path) != real_path(other.path)) return;
  throw Error(ErrorKind::kUsage, std::string(one.name) + " and " + std::string(other.name) +
                                     " are the same file, " + one.path.string() +
                                     "; name another output");
}

void check_files(std::span<const NamedPath> inputs, std::span<const NamedPath> outputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (outputs[i].path.empty()) continue;
    for (const NamedPath& input : inputs) {
      if (!input.path.empty()) check_distinct(outputs[i], input);
    }
    for (const NamedPath& earlier : outputs.first(i)) {
      if (!earlier.path.empty()) check_distinct(outputs[i], earlier);
    }
    io::check_can_publish(outputs[i].path);
  }
}

}  // namespace fsu::commands

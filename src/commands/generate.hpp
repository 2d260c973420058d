// `fsu generate`: settings -> a folder with a synthetic force in the input format, its truth and a
// run.ini.
//
// The force is a pure function of settings and seed. Blocks of each family of tables are made and
// formatted in parallel and written in order, so memory stays flat and the bytes do not depend on
// threads. A file gets its name when it is whole; a force in the folder is replaced file by file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "src/report/reporter.hpp"

namespace fsu::commands {

struct GenerateConfig {
  std::filesystem::path output;
  std::string preset = "demo";  ///< demo, wmp-1y, wmp-10y or met-10y
  /// Sizes of one's own, in place of the preset's.
  std::optional<std::uint64_t> persons;   ///< person ids
  std::optional<std::uint64_t> mentions;  ///< filled roles of logs, about
  std::optional<int> years;
  std::int32_t end_date = 20260101;
  std::uint64_t seed = 1;
  std::filesystem::path names;      ///< folder of fuller name lists; empty: the built-in ones
  bool is_clean = false;            ///< no errors in mentions, no faulty rows
  std::uint64_t block_size = 4096;  ///< items made at a time; changes no byte of the result
};

/// Writes the force; throws kUsage for sizes that make none, and what io throws.
void generate(const GenerateConfig& config, report::Reporter& reporter);

}  // namespace fsu::commands

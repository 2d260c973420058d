// `fsu show`: looks into a results file at the terminal.
//
// Without a table: where the file comes from, its counts, and the top of each metric. With one: its
// first rows. With digests: one line a table, to compare two files by eye or with diff(1).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>

namespace fsu::commands {

struct ShowConfig {
  std::filesystem::path results;
  std::string table;                ///< empty: the overview
  std::optional<std::int64_t> top;  ///< rows; 10 of each metric or 20 of a table
  bool has_digests = false;         ///< the digests of all tables instead
};

/// Prints to `out`; kUsage for a table that is not there, and what io throws.
void show(const ShowConfig& config, std::ostream& out);

}  // namespace fsu::commands

// The section [link] of a settings file: which columns of the two files are compared, and how.
//
// `forename`, `surname`, `date-of-birth`, `id` and `compare` name a column of both files; a prefix
// `left.` or `right.` names that of one file, also for a compared field (`left.postcode = PCODE`).
// `compare` may stand as often as there are fields. All problems are gathered and told at once.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/cli/settings_file.hpp"
#include "src/config/link_config.hpp"

namespace fsu::cli {

inline constexpr const char* kLinkSection = "link";

/// True for an entry that may stand several times in its section.
[[nodiscard]] bool may_repeat(const SettingsEntry& entry);

/// Numbers of the section; the command line wins over them.
struct LinkNumbers {
  std::optional<double> link_probability;
  std::optional<double> link_margin;
  std::optional<double> pairs_floor_weight;
};

/// Applies the entries of the section to the columns and fields of `config`, whose files are set;
/// adds a line to `problems` for each that cannot be used.
[[nodiscard]] LinkNumbers apply_link_section(std::span<const SettingsEntry> entries,
                                             config::LinkConfig& config,
                                             std::vector<std::string>& problems);

/// The items of a list with commas between, blanks around them trimmed.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

}  // namespace fsu::cli

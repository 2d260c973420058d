#include "src/cli/section_settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/datetime_format.hpp"
#include "io/input_schema.hpp"
#include "io/number_format.hpp"
#include "kernels/core/error.hpp"
#include "kernels/core/split.hpp"
#include "kernels/usage/item_masks.hpp"
#include "src/cli/link_settings.hpp"

namespace fsu::cli {
namespace {

using Problems = std::vector<std::string>;

std::vector<std::string> split_items(std::string_view text) {
  std::vector<std::string> items;
  for (const std::string_view part : split(text, '|')) {
    if (const std::string_view item = trimmed(part); !item.empty()) items.emplace_back(item);
  }
  return items;
}

const io::InputTable* find_table(std::string_view name) {
  const auto tables = io::input_tables();
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const auto& table) { return table.name == name; });
  return found == tables.end() ? nullptr : &*found;
}

bool has_column(const io::InputTable& table, std::string_view name) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [&](const io::InputColumn& input) { return input.column.name == name; });
}

std::string where(const SettingsEntry& entry) {
  const std::string place = entry.line > 0 ? fmt::format("line {}: ", entry.line) : "";
  return fmt::format("{}[{}] {}", place, entry.section, entry.name);
}

void set_format(const SettingsEntry& entry, io::DateTimeFormat::Use use, std::string& format,
                Problems& problems) {
  try {
    static_cast<void>(io::DateTimeFormat(entry.value, use));
    format = entry.value;
  } catch (const Error& error) {
    problems.push_back(where(entry) + ": " + error.what());
  }
}

/// Words can be mapped; dates, numbers and ids are read as they stand.
bool has_value_map(const io::InputColumn& input) {
  using io::ValueKind;
  return input.kind == ValueKind::kCategory || input.kind == ValueKind::kRole ||
         input.kind == ValueKind::kFlag || input.kind == ValueKind::kText;
}

/// A mapped value must be one that the contract knows.
bool is_known_value(const io::InputColumn& input, const std::string& value) {
  if (input.kind == io::ValueKind::kFlag) return value == "0" || value == "1";
  return input.categories.empty() || std::find(input.categories.begin(), input.categories.end(),
                                               value) != input.categories.end();
}

void set_value_map(const SettingsEntry& entry, const io::InputTable& table,
                   io::TableMapping& mapping, Problems& problems) {
  const std::string rest = entry.name.substr(std::string("value.").size());
  const std::size_t point = rest.find('.');
  const std::string column = rest.substr(0, point);
  if (point == std::string::npos || !has_column(table, column)) {
    problems.push_back(
        where(entry) +
        ": write value.<column>.<value in the file> = <value>, with a column of the table");
  } else if (!has_value_map(table.column(column))) {
    problems.push_back(where(entry) +
                       ": values of that column cannot be mapped, only categories, roles, flags "
                       "and texts");
  } else if (!is_known_value(table.column(column), entry.value)) {
    problems.push_back(where(entry) + ": '" + entry.value + "' is no value of that column");
  } else {
    mapping.values[column][rest.substr(point + 1)] = entry.value;
  }
}

void apply_table(const SettingsEntry& entry, const io::InputTable& table, config::RunConfig& config,
                 Problems& problems) {
  io::TableMapping& mapping = config.input.mappings[table.name];
  if (entry.name == "datetime-format") {
    set_format(entry, io::DateTimeFormat::Use::kDateTime, mapping.datetime_format, problems);
  } else if (entry.name == "date-format") {
    set_format(entry, io::DateTimeFormat::Use::kDate, mapping.date_format, problems);
  } else if (entry.name.starts_with("column.") && entry.value.empty()) {
    problems.push_back(where(entry) + ": needs the name of a column in the file");
  } else if (entry.name.starts_with("column.") && has_column(table, entry.name.substr(7))) {
    mapping.column_names[entry.name.substr(7)] = entry.value;
  } else if (entry.name.starts_with("value.")) {
    set_value_map(entry, table, mapping, problems);
  } else {
    problems.push_back(where(entry) +
                       ": unknown; a table's section has column.<column>, datetime-format, "
                       "date-format and value.<column>.<value>");
  }
}

/// Splits `violent.main-groups` at its last point.
std::pair<std::string, std::string> split_name(const std::string& name) {
  const std::size_t point = name.rfind('.');
  if (point == std::string::npos) return {name, {}};
  return {name.substr(0, point), name.substr(point + 1)};
}

void apply_theme(const SettingsEntry& entry, config::RunConfig& config, Problems& problems) {
  const auto [name, list] = split_name(entry.name);
  const auto theme =
      std::find_if(config.themes.begin(), config.themes.end(),
                   [&, &theme_name = name](const auto& other) { return other.name == theme_name; });
  if (theme == config.themes.end() || (list != "flags" && list != "keywords")) {
    problems.push_back(where(entry) + ": write <da|mh|cse|ca>.flags or <da|mh|cse|ca>.keywords");
    return;
  }
  (list == "flags" ? theme->flags : theme->keywords) = split_items(entry.value);
}

void apply_priority(const SettingsEntry& entry, config::RunConfig& config, Problems& problems) {
  const auto [name, list] = split_name(entry.name);
  if (list != "main-groups" && list != "offence-codes") {
    problems.push_back(where(entry) + ": write <type>.main-groups or <type>.offence-codes");
    return;
  }
  auto& types = config.priority_types;
  auto type = std::find_if(types.begin(), types.end(), [&, &type_name = name](const auto& other) {
    return other.name == type_name;
  });
  if (type == types.end()) type = types.insert(types.end(), {name, {}, {}});
  (list == "main-groups" ? type->main_groups : type->offence_codes) = split_items(entry.value);
}

void apply_target(const SettingsEntry& entry, config::RunConfig& config, Problems& problems) {
  const auto [grade, measure] = split_name(entry.name);
  const auto minutes = io::parse_count(entry.value);
  if ((measure != "attend-minutes" && measure != "dispatch-minutes") || !minutes) {
    problems.push_back(
        where(entry) +
        ": write <grade>.attend-minutes or <grade>.dispatch-minutes = whole minutes");
    return;
  }
  config.targets.push_back({grade, measure, *minutes});
}

void apply_viewer(const SettingsEntry& entry, config::RunConfig& config, Problems& problems) {
  if (entry.name == "investigation-url") {
    config.viewer.investigation_url = entry.value;
  } else if (entry.name == "custody-url") {
    config.viewer.custody_url = entry.value;
  } else {
    problems.push_back(where(entry) + ": unknown; there are investigation-url and custody-url");
  }
}

}  // namespace

void apply_sections(std::span<const SettingsEntry> entries, config::RunConfig& config,
                    Problems& problems) {
  for (const SettingsEntry& entry : entries) {
    // [link] belongs to `fsu link`, which reads it itself.
    if (entry.section.empty() || entry.section == kLinkSection) continue;
    if (const io::InputTable* table = find_table(entry.section)) {
      apply_table(entry, *table, config, problems);
    } else if (entry.section == "themes") {
      apply_theme(entry, config, problems);
    } else if (entry.section == "priority") {
      apply_priority(entry, config, problems);
    } else if (entry.section == "targets") {
      apply_target(entry, config, problems);
    } else if (entry.section == "viewer") {
      apply_viewer(entry, config, problems);
    } else {
      problems.push_back(
          where(entry) +
          ": unknown section; there are the input tables, themes, priority, targets, "
          "viewer, link");
    }
  }
  if (config.priority_types.size() > usage::kMaxClasses) {
    problems.push_back(fmt::format("[priority]: {} types; there can be at most {}",
                                   config.priority_types.size(), usage::kMaxClasses));
  }
}

}  // namespace fsu::cli

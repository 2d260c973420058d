#include "src/config/link_config.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace fsu::config {
namespace {

void add_columns(const std::string& side, const RecordColumnsConfig& columns,
                 const std::vector<FieldConfig>& fields, std::vector<Setting>& settings) {
  settings.push_back({side + "-id", columns.id});
  settings.push_back({side + ".forename", columns.forename});
  settings.push_back({side + ".surname", columns.surname});
  settings.push_back(
      {side + ".date-of-birth", fmt::format("{}", fmt::join(columns.date_of_birth, ","))});
  settings.push_back({side + ".id", columns.identifier});
  for (std::size_t i = 0; i < fields.size(); ++i)
    settings.push_back({side + "." + fields[i].name, columns.fields[i]});
}

void add_comparisons(const LinkConfig& config, std::vector<Setting>& settings) {
  settings.push_back({"date-format", config.date_format});
  settings.push_back(
      {"id", config.identifier_kind == text::IdentifierKind::kPnc ? "pnc" : "opaque"});
  for (const FieldConfig& field : config.fields)
    settings.push_back({"compare." + field.name, std::string(kind_name(field.kind))});
  settings.push_back({"evidence", config.evidence});
}

void add_paths(const LinkConfig& config, std::vector<Setting>& settings) {
  const auto add = [&](const char* name, const std::filesystem::path& path) {
    settings.push_back({name, path.string(), false});
  };
  add("left", config.left);
  add("right", config.right);
  add("output", config.output);
  add("pairs-csv", config.pairs_csv);
  add("best-csv", config.best_csv);
  add("clusters-csv", config.clusters_csv);
  add("model", config.model);
  add("save-model", config.saved_model);
}

}  // namespace

std::string_view kind_name(FieldKind kind) {
  for (const auto& [word, of_word] : kFieldKindNames) {
    if (of_word == kind) return word;
  }
  return {};
}

std::optional<FieldKind> find_kind(std::string_view word) {
  for (const auto& [known, kind] : kFieldKindNames) {
    if (known == word) return kind;
  }
  return {};
}

std::string all_kind_names() {
  std::string names;
  for (const auto& [word, kind] : kFieldKindNames)
    names += (names.empty() ? "" : ", ") + std::string(word);
  return names;
}

std::vector<Setting> effective_settings(const LinkConfig& config) {
  std::vector<Setting> settings = {
      {"link-probability", fmt::format("{}", config.link_probability)},
      {"link-margin", fmt::format("{}", config.link_margin)},
      {"pairs-floor-weight", fmt::format("{}", config.pairs_floor_weight)},
      {"one-to-one", config.is_one_to_one ? "1" : "0"}};
  const RejectLimit& limit = config.input.max_rejects;
  settings.push_back({"max-rejects", limit.rows ? fmt::format("{}", *limit.rows)
                                                : fmt::format("{}%", limit.percent)});
  add_columns("left", config.left_columns, config.fields, settings);
  if (!config.is_one_file()) add_columns("right", config.right_columns, config.fields, settings);
  add_comparisons(config, settings);
  add_paths(config, settings);
  return settings;
}

}  // namespace fsu::config

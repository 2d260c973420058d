#include "src/config/run_config.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/digest.hpp"
#include "kernels/core/date.hpp"

namespace fsu::config {
namespace {

std::string_view name_of(ScalingChoice choice) {
  switch (choice) {
    case ScalingChoice::kCap:
      return "cap";
    case ScalingChoice::kMax:
      return "max";
    case ScalingChoice::kMean:
      return "mean";
  }
  return "";
}

std::string items(const std::vector<std::string>& values) {
  return fmt::format("{}", fmt::join(values, "|"));
}

void add_main_settings(const RunConfig& config, std::vector<Setting>& settings) {
  const auto add = [&](std::string name, std::string value) {
    settings.push_back({std::move(name), std::move(value), true});
  };
  add("as-of", format_date(config.window.as_of));
  add("months", fmt::format("{}", config.window.num_months));
  add("timezone", config.input.time_zone);
  add("top", fmt::format("{}", config.ranking.top));
  add("scaling", std::string(name_of(config.ranking.scaling)));
  add("linkage", config.linkage.method == LinkageConfig::Method::kExact ? "exact" : "fuzzy");
  add("link-probability", fmt::format("{}", config.linkage.link_probability));
  add("link-margin", fmt::format("{}", config.linkage.link_margin));
  add("evidence", evidence_text(config.linkage.evidence));
  add("model", config.linkage.model.empty() ? "learned" : io::sha256_of_file(config.linkage.model));
  add("links", config.links == LinksShown::kAll ? "all" : "selected");
  add("count-non-crimes", config.usage.counts_non_crimes ? "1" : "0");
  add("resource-cap-hours",
      config.usage.resource_cap_hours ? fmt::format("{}", *config.usage.resource_cap_hours) : "");
  add("resource-overlap",
      config.usage.resource_overlap == ResourceOverlap::kUnion ? "union" : "sum");
  const RejectLimit& limit = config.input.max_rejects;
  add("max-rejects",
      limit.rows ? fmt::format("{}", *limit.rows) : fmt::format("{}%", limit.percent));
}

void add_mappings(const RunConfig& config, std::vector<Setting>& settings) {
  for (const auto& [table, mapping] : config.input.mappings) {
    for (const auto& [column, name] : mapping.column_names) {
      settings.push_back({fmt::format("{}.column.{}", table, column), name});
    }
    if (!mapping.datetime_format.empty())
      settings.push_back({table + ".datetime-format", mapping.datetime_format});
    if (!mapping.date_format.empty())
      settings.push_back({table + ".date-format", mapping.date_format});
    for (const auto& [column, values] : mapping.values) {
      for (const auto& [from, to] : values) {
        settings.push_back({fmt::format("{}.value.{}.{}", table, column, from), to});
      }
    }
  }
}

void add_lists(const RunConfig& config, std::vector<Setting>& settings) {
  for (const ThemeConfig& theme : config.themes) {
    settings.push_back({"themes." + theme.name + ".flags", items(theme.flags)});
    settings.push_back({"themes." + theme.name + ".keywords", items(theme.keywords)});
  }
  for (const PriorityTypeConfig& type : config.priority_types) {
    settings.push_back({"priority." + type.name + ".main-groups", items(type.main_groups)});
    settings.push_back({"priority." + type.name + ".offence-codes", items(type.offence_codes)});
  }
  for (const TargetConfig& target : config.targets) {
    settings.push_back(
        {"targets." + target.grade + "." + target.measure, fmt::format("{}", target.minutes)});
  }
}

}  // namespace

std::vector<Setting> effective_settings(const RunConfig& config) {
  std::vector<Setting> settings;
  add_main_settings(config, settings);
  add_mappings(config, settings);
  add_lists(config, settings);
  settings.push_back({"viewer.investigation-url", config.viewer.investigation_url, false});
  settings.push_back({"viewer.custody-url", config.viewer.custody_url, false});
  settings.push_back({"input", config.input.folder.string(), false});
  settings.push_back({"output", config.output.string(), false});
  settings.push_back({"memory-limit", fmt::format("{}", config.memory_limit_bytes), false});
  settings.push_back({"threads", fmt::format("{}", config.num_threads), false});
  return settings;
}

}  // namespace fsu::config

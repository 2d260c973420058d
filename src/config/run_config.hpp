// All settings of `fsu run`, nested; and the same as text, for the results file and for digests.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "src/config/input_config.hpp"
#include "src/config/linkage_config.hpp"
#include "src/config/usage_config.hpp"

namespace fsu::config {

/// Response targets of a grade, in minutes; 0 where there is none.
struct TargetConfig {
  std::string grade;
  std::string measure;  ///< attend-minutes or dispatch-minutes
  std::int64_t minutes = 0;
};

struct ViewerConfig {
  std::string investigation_url;  ///< with {id} in it; may be empty
  std::string custody_url;
};

enum class LinksShown { kAll, kSelected };

struct RunConfig {
  InputConfig input;
  std::filesystem::path settings_file;  ///< empty: none
  std::filesystem::path output;
  WindowConfig window;
  UsageConfig usage;
  RankingConfig ranking;
  LinkageConfig linkage;
  LinksShown links = LinksShown::kAll;
  std::vector<ThemeConfig> themes = default_themes();
  std::vector<PriorityTypeConfig> priority_types;
  std::vector<TargetConfig> targets;
  ViewerConfig viewer;
  bool is_dry_run = false;
  std::uint64_t memory_limit_bytes = 0;  ///< 0: none
  int num_threads = 0;
};

struct Setting {
  std::string name;
  std::string value;
  bool changes_results = true;  ///< false for threads, logging and paths
};

/// Every setting in force, in a fixed order.
[[nodiscard]] std::vector<Setting> effective_settings(const RunConfig& config);

}  // namespace fsu::config

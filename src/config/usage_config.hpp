// What counts towards the totals, and how people are ranked by them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fsu::config {

enum class ResourceOverlap { kUnion, kSum };
enum class ScalingChoice { kCap, kMax, kMean };

struct WindowConfig {
  std::int32_t as_of = 0;  ///< packed date; 0: today
  int num_months = 12;
};

struct UsageConfig {
  bool counts_non_crimes = false;
  std::optional<double> resource_cap_hours;
  ResourceOverlap resource_overlap = ResourceOverlap::kUnion;
};

struct RankingConfig {
  std::size_t top = 100;
  ScalingChoice scaling = ScalingChoice::kCap;
};

/// What marks the investigations of one theme; whole items, case ignored.
struct ThemeConfig {
  std::string name;
  std::vector<std::string> flags;
  std::vector<std::string> keywords;
};

/// What makes a crime one of a priority type; whole items, case ignored.
struct PriorityTypeConfig {
  std::string name;
  std::vector<std::string> main_groups;
  std::vector<std::string> offence_codes;
};

/// The four themes as they ship.
[[nodiscard]] inline std::vector<ThemeConfig> default_themes() {
  return {{"da",
           {"DA"},
           {"domestic abuse", "domestic violence", "domestic incident", "coercive control"}},
          {"mh", {"MH"}, {"mental health", "mental ill health", "section 136"}},
          {"cse", {"CSE"}, {"child sexual exploitation", "child sexual"}},
          {"ca", {"CA"}, {"child abuse", "child neglect", "child cruelty"}}};
}

}  // namespace fsu::config

// What a run will take: the pairs that the linkage compares, peak memory, and time.
//
// The size of a force, estimated from a sample -> the distinct identities of its mentions, the
// cases, and from these the rest, by constants measured on generated forces of 20 thousand to 31
// million mentions against 5 thousand to 2.9 million people (forecast.cpp names the source of
// each). Deterministic. Good for pairs and memory to a quarter, for time to a factor of two, where
// names are spread as among the generator's; the machine measured had two cores (Zen 4).
#pragma once

#include <string>

#include "src/config/linkage_config.hpp"
#include "src/stages/force_sample.hpp"

namespace fsu::stages {

struct RunForecast {
  double num_mention_identities = 0;  ///< distinct ones
  double num_cases = 0;
  double num_pairs = 0;  ///< sum of `pairs` of linkage/passes
  double peak_memory_bytes = 0;
  double processor_seconds = 0;
  double seconds = 0;  ///< by the clock, on the number of threads that was asked for
};

[[nodiscard]] RunForecast forecast_run(const ForceSize& size, const config::LinkageConfig& config,
                                       int num_threads);

/// A warning where the run needs more memory than there is; empty where it does not, or where
/// `memory_bytes`, what the machine has, is 0: unknown.
[[nodiscard]] std::string doubt_memory(const RunForecast& forecast, double memory_bytes);

}  // namespace fsu::stages

#include "src/pipeline/memory_limit.hpp"

#include <fmt/format.h>

#include <string>

#include "src/stages/force_sample.hpp"
#include "src/stages/forecast.hpp"
#include "src/stages/read_force.hpp"

namespace fsu::pipeline {
namespace {

/// The forecast may be too low by a quarter.
constexpr double kNear = 0.75;

std::string size_text(double num_bytes) {
  constexpr double kMiB = 1024.0 * 1024.0;
  constexpr double kGiB = 1024.0 * kMiB;
  return num_bytes < kGiB ? fmt::format("{:.0f} MiB", num_bytes / kMiB)
                          : fmt::format("{:.3g} GiB", num_bytes / kGiB);
}

}  // namespace

std::unique_ptr<io::ScratchMemory> hold_memory_limit(const config::RunConfig& config,
                                                     report::Reporter& reporter) {
  if (config.memory_limit_bytes == 0) return {};
  const stages::ForceSize size =
      stages::estimate_force_size(stages::find_tables(config.input), config);
  const double forecast =
      stages::forecast_run(size, config.linkage, config.num_threads).peak_memory_bytes;
  const auto limit = static_cast<double>(config.memory_limit_bytes);
  if (forecast < kNear * limit) return {};
  const io::Path folder = config.output.parent_path();
  reporter.info(
      fmt::format("memory: {} forecast, --memory-limit {}: large tables are kept in a file in {}",
                  size_text(forecast), size_text(limit), folder.empty() ? "." : folder.string()));
  return std::make_unique<io::ScratchMemory>(folder, config.memory_limit_bytes);
}

void warn_of_memory(const config::RunConfig& config, report::Reporter& reporter) {
  if (config.memory_limit_bytes == 0) return;
  const auto peak = static_cast<double>(report::peak_memory_bytes());
  const auto limit = static_cast<double>(config.memory_limit_bytes);
  if (peak <= limit) return;
  const auto overflow = static_cast<double>(io::scratch_overflow_bytes());
  reporter.warn(fmt::format(
      "the run took {} of memory, more than --memory-limit {}: {}", size_text(peak),
      size_text(limit),
      overflow > 0 ? size_text(overflow) + " did not fit onto the disk of the output; make room"
                   : "what cannot be put out takes more; raise the limit"));
}

}  // namespace fsu::pipeline

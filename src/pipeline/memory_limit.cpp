#include "src/pipeline/memory_limit.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include "src/stages/read_force.hpp"

namespace fsu::pipeline {
namespace {

/// The forecast may be too low by a quarter.
constexpr double kNear = 0.75;
/// Results take at most this share of the extracts' text on the disk (9 to 12 % of generated ones).
constexpr double kShareOfResults = 0.15;

std::string size_text(double num_bytes) {
  constexpr double kMiB = 1024.0 * 1024.0;
  constexpr double kGiB = 1024.0 * kMiB;
  return num_bytes < kGiB ? fmt::format("{:.0f} MiB", num_bytes / kMiB)
                          : fmt::format("{:.3g} GiB", num_bytes / kGiB);
}

io::Path folder_of(const config::RunConfig& config) {
  return config.output.has_parent_path() ? config.output.parent_path() : io::Path(".");
}

/// Bytes that the disk of the output has left; nothing where the system does not say.
std::optional<double> room_for(const config::RunConfig& config) {
  std::error_code failed;
  const std::filesystem::space_info space = std::filesystem::space(folder_of(config), failed);
  return failed ? std::nullopt : std::optional(static_cast<double>(space.available));
}

}  // namespace

MemoryPlan plan_memory(const config::RunConfig& config, const stages::ForceSize& size,
                       const stages::RunForecast& forecast) {
  MemoryPlan plan;
  const auto limit = static_cast<double>(config.memory_limit_bytes);
  if (limit == 0 || forecast.peak_memory_bytes < kNear * limit) return plan;
  plan.is_held_in_file = true;
  plan.needed_on_disk = forecast.peak_memory_bytes + kShareOfResults * size.text_bytes;
  const std::string folder = folder_of(config).string();
  plan.text = fmt::format(
      "memory: {} forecast (within a quarter), --memory-limit {}: large tables are kept in a file "
      "in {}, which takes up to {} with the results, and longer",
      size_text(forecast.peak_memory_bytes), size_text(limit), folder,
      size_text(plan.needed_on_disk));
  const std::optional<double> room = room_for(config);
  if (room && *room < plan.needed_on_disk) {
    plan.lack = fmt::format(
        "--memory-limit {}: its file and the results need {} in {}, where {} are free; make room, "
        "write elsewhere, or raise the limit",
        size_text(limit), size_text(plan.needed_on_disk), folder, size_text(*room));
  }
  return plan;
}

std::unique_ptr<io::ScratchMemory> hold_memory_limit(const config::RunConfig& config,
                                                     report::Reporter& reporter) {
  if (config.memory_limit_bytes == 0) return {};
  const stages::ForceSize size =
      stages::estimate_force_size(stages::find_tables(config.input), config);
  const MemoryPlan plan =
      plan_memory(config, size, stages::forecast_run(size, config.linkage, config.num_threads));
  if (!plan.is_held_in_file) return {};
  if (!plan.lack.empty()) throw Error(ErrorKind::kCannotCreate, plan.lack);
  reporter.info(plan.text);
  return std::make_unique<io::ScratchMemory>(folder_of(config), config.memory_limit_bytes);
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
                   : "what has to stay in memory takes more; raise the limit"));
}

}  // namespace fsu::pipeline

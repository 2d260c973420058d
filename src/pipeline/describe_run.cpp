#include "src/pipeline/describe_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <string>

#include "io/csv_table.hpp"
#include "kernels/core/date.hpp"
#include "src/pipeline/memory_limit.hpp"
#include "src/stages/force_sample.hpp"
#include "src/stages/forecast.hpp"
#include "src/stages/link_scorer.hpp"
#include "src/stages/model_file.hpp"
#include "src/stages/read_force.hpp"
#include "src/stages/scope.hpp"

namespace fsu::pipeline {
namespace {

constexpr double kMiB = 1024.0 * 1024.0;
constexpr double kGiB = 1024.0 * kMiB;

bool is_fuzzy(const config::LinkageConfig& config) {
  return config.method == config::LinkageConfig::Method::kFuzzy;
}

/// Two figures that count, in words where there are many: 950, 23 thousand, 2.1 million.
std::string about(double number) {
  const auto figures = [](double value) {
    return fmt::format("{}", value < 9.95 ? std::round(value * 10) / 10 : std::round(value));
  };
  if (number < 999.5) return fmt::format("{:.0f}", number);
  if (number < 999.5e3) return figures(number / 1e3) + " thousand";
  return figures(number / 1e6) + " million";
}

std::string about_seconds(double seconds) {
  if (seconds < 99.5) return fmt::format("{:.2g} s", std::max(seconds, 0.1));
  return seconds < 5999 ? fmt::format("{:.0f} min", seconds / 60)
                        : fmt::format("{:.1f} h", seconds / 3600);
}

void write_tables(const stages::ForceSize& size, std::ostream& out) {
  std::uint64_t num_bytes = 0;
  for (const stages::TableSize& table : size.tables) {
    num_bytes += table.file_bytes;
    out << fmt::format("{:<20} {:>4} file(s) {:>12.1f} MiB, about {} rows\n", table.name,
                       table.num_parts, static_cast<double>(table.file_bytes) / kMiB,
                       about(table.num_rows));
  }
  out << fmt::format("{:<20} {:>25.1f} MiB\n", "in all", static_cast<double>(num_bytes) / kMiB);
}

void write_forecast(const stages::ForceSize& size, const stages::RunForecast& forecast,
                    const config::RunConfig& config, std::ostream& out) {
  out << fmt::format(
      "forecast: about {} pairs, {:.2g} GiB of memory at the peak (both within a "
      "quarter)\n",
      about(forecast.num_pairs), forecast.peak_memory_bytes / kGiB);
  out << fmt::format(
      "forecast: {} on {} thread(s), {} of processor time (within a factor of two); "
      "--threads changes the first alone\n",
      about_seconds(forecast.seconds), config.num_threads,
      about_seconds(forecast.processor_seconds));
  out << fmt::format(
      "the forecast rests on a sample of the rows: about {} mentions ({:.0f} % with "
      "a date of birth), {} distinct; {} versions of {} people, {} distinct\n",
      about(size.num_mentions), 100 * size.dated_share, about(forecast.num_mention_identities),
      about(size.num_versions), about(size.num_persons), about(size.num_person_identities));
  out << "and on what forces of `fsu generate` took on two cores; names spread in another way make "
         "more or fewer pairs\n";
}

}  // namespace

void describe_run(const config::RunConfig& config, report::Reporter& reporter, std::ostream& out) {
  if (is_fuzzy(config.linkage) && !config.linkage.model.empty()) {
    static_cast<void>(stages::load_model(config.linkage.model, stages::mention_comparisons()));
  }
  const Interval window =
      stages::local_window(config.window.as_of, config.window.num_months, config.input.time_zone);
  const std::vector<io::TableSource> sources = stages::find_tables(config.input);
  const stages::ForceSize size = stages::estimate_force_size(sources, config);
  const stages::RunForecast forecast =
      stages::forecast_run(size, config.linkage, config.num_threads);
  write_tables(size, out);
  out << fmt::format("window: {} to {} (UTC)\n", format_instant(window.begin),
                     format_instant(window.end));
  out << fmt::format("would link ({}), rank, select the first {} of each metric and write {}\n",
                     is_fuzzy(config.linkage) ? "fuzzy" : "exact", config.ranking.top,
                     config.output.string());
  write_forecast(size, forecast, config, out);
  const MemoryPlan plan = plan_memory(config, size, forecast);
  if (plan.is_held_in_file) out << plan.text << "\n";
  if (!plan.lack.empty()) reporter.warn(plan.lack);
  const std::string doubt =
      stages::doubt_memory(forecast, static_cast<double>(report::machine_memory_bytes()));
  if (!doubt.empty()) reporter.warn(doubt);
}

}  // namespace fsu::pipeline

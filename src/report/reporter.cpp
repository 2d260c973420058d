#include "src/report/reporter.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace fsu::report {
namespace {

constexpr int kBarWidth = 24;
constexpr std::int64_t kTerminalIntervalMs = 100;
constexpr std::int64_t kLogIntervalMs = 10000;

constexpr std::string_view level_name(LogLevel level) {
  switch (level) {
    case LogLevel::kError:
      return "error";
    case LogLevel::kWarning:
      return "warning";
    case LogLevel::kInfo:
      return "info";
    case LogLevel::kDebug:
      return "debug";
  }
  return "info";
}

std::string utc_now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", fmt::gmtime(std::time(nullptr)));
}

std::string short_count(double value) {
  if (value >= 1e9) return fmt::format("{:.1f} G", value / 1e9);
  if (value >= 1e6) return fmt::format("{:.1f} M", value / 1e6);
  if (value >= 1e4) return fmt::format("{:.0f} k", value / 1e3);
  return fmt::format("{:.0f}", value);
}

}  // namespace

void write_to_log(std::string_view text) noexcept {
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
}

std::int64_t peak_memory_bytes() {
  // What getrusage tells begins with the peak of the process that this one was made from.
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::int64_t kibibytes = 0;
    if (word == "VmHWM:" && status >> kibibytes) return kibibytes * 1024;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
}

double process_cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

std::int64_t machine_memory_bytes() {
  const long num_pages = sysconf(_SC_PHYS_PAGES);
  const long page_bytes = sysconf(_SC_PAGESIZE);
  return num_pages > 0 && page_bytes > 0 ? std::int64_t{num_pages} * page_bytes : 0;
}

Reporter::Reporter(LogConfig config)
    : config_(config),
      is_terminal_(isatty(STDERR_FILENO) == 1 && config.format == LogFormat::kText) {}

bool Reporter::is_shown(LogLevel level) const {
  return level <= (config_.is_quiet ? LogLevel::kError : config_.level);
}

void Reporter::write_line(LogLevel level, std::string_view message) {
  if (!is_shown(level)) return;
  const std::lock_guard lock(mutex_);
  clear_bar();
  if (config_.format == LogFormat::kJson) {
    const nlohmann::ordered_json line = {
        {"time", utc_now()}, {"level", level_name(level)}, {"stage", stage_}, {"message", message}};
    write_to_log(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  } else if (level <= LogLevel::kWarning) {
    write_to_log(fmt::format("fsu: {}: {}\n", level_name(level), message));
  } else {
    write_to_log(fmt::format("{}\n", message));
  }
}

void Reporter::clear_bar() {
  if (is_bar_shown_) write_to_log("\r\x1b[K");
  is_bar_shown_ = false;
}

void Reporter::begin_stage(std::string_view name, std::uint64_t total, std::string_view unit) {
  if (is_stage_open_) end_stage();
  stage_ = name;
  unit_ = unit;
  total_ = total;
  done_ = 0;
  bytes_ = 0;
  stage_start_ = Clock::now();
  stage_start_cpu_seconds_ = process_cpu_seconds();
  next_show_ms_ = is_terminal_ ? kTerminalIntervalMs : kLogIntervalMs;
  is_stage_open_ = true;
}

void Reporter::advance(std::uint64_t items) {
  const std::uint64_t done = done_.fetch_add(items) + items;
  const auto elapsed_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - stage_start_).count();
  std::int64_t due = next_show_ms_;
  if (elapsed_ms < due || !is_shown(LogLevel::kInfo)) return;
  const std::int64_t next = elapsed_ms + (is_terminal_ ? kTerminalIntervalMs : kLogIntervalMs);
  if (next_show_ms_.compare_exchange_strong(due, next)) {
    show_progress(static_cast<double>(elapsed_ms) / 1e3, done);
  }
}

void Reporter::show_progress(double elapsed_seconds, std::uint64_t done) {
  const double rate = static_cast<double>(done) / elapsed_seconds;
  std::string line =
      fmt::format("{}: {} {}, {} {}/s", stage_, short_count(static_cast<double>(done)), unit_,
                  short_count(rate), unit_);
  double share = 0;
  if (total_ > 0) {
    share = std::min(1.0, static_cast<double>(done) / static_cast<double>(total_));
    line += fmt::format(", {:.0f} %, {:.0f} s left", share * 100,
                        (1 - share) / share * elapsed_seconds);
  }
  if (!is_terminal_) return write_line(LogLevel::kInfo, line);
  const std::lock_guard lock(mutex_);
  const int filled = static_cast<int>(share * kBarWidth);
  write_to_log(
      fmt::format("\r\x1b[K[{:#<{}}{:.<{}}] {}", "", filled, "", kBarWidth - filled, line));
  is_bar_shown_ = true;
}

void Reporter::end_stage() { end_stage(static_cast<std::int64_t>(done_.load()), unit_); }

void Reporter::end_stage(std::int64_t rows, std::string_view unit) {
  if (!is_stage_open_) return;
  is_stage_open_ = false;
  const std::chrono::duration<double> elapsed = Clock::now() - stage_start_;
  stages_.push_back({stage_, elapsed.count(), rows, peak_memory_bytes(),
                     process_cpu_seconds() - stage_start_cpu_seconds_,
                     static_cast<std::int64_t>(bytes_.load())});
  info(fmt::format("{}: {} {} in {:.1f} s", stage_, rows, unit, elapsed.count()));
}

}  // namespace fsu::report

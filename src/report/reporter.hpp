// What the program tells people while it works: log lines, a progress bar, and the record of its
// stages.
//
// Everything goes to stderr. On a terminal a stage shows a bar with rate and time left; in a log it
// shows one plain line every ten seconds. With the JSON format each line is one object. No line may
// hold a person's data: messages name files, tables, columns, counts and times only. A log that
// cannot be written stops nothing.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace fsu::report {

enum class LogLevel { kError, kWarning, kInfo, kDebug };
enum class LogFormat { kText, kJson };

struct LogConfig {
  LogLevel level = LogLevel::kInfo;
  LogFormat format = LogFormat::kText;
  bool is_quiet = false;  ///< errors only, no progress
};

struct StageRecord {
  std::string name;
  double seconds = 0;
  std::int64_t rows = 0;
  std::int64_t peak_memory_bytes = 0;
  double cpu_seconds = 0;  ///< processor time of the process, all threads together
  std::int64_t bytes = 0;  ///< of files read or written, as told by add_bytes
};

class Reporter {
 public:
  explicit Reporter(LogConfig config);

  void debug(std::string_view message) { write_line(LogLevel::kDebug, message); }
  void info(std::string_view message) { write_line(LogLevel::kInfo, message); }
  void warn(std::string_view message) { write_line(LogLevel::kWarning, message); }
  void error(std::string_view message) { write_line(LogLevel::kError, message); }

  /// Starts a stage of `total` items of `unit` (0: unknown); ends the one before it, if still open.
  void begin_stage(std::string_view name, std::uint64_t total = 0, std::string_view unit = "rows");
  /// Counts items as done; may be called from several threads.
  void advance(std::uint64_t items);
  /// Counts bytes of files that the stage read or wrote; may be called from several threads.
  void add_bytes(std::uint64_t num_bytes) { bytes_ += num_bytes; }
  /// Ends the stage and records it; rows as told, or what was counted.
  void end_stage();
  void end_stage(std::int64_t rows, std::string_view unit = "rows");

  [[nodiscard]] const std::vector<StageRecord>& stages() const { return stages_; }

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] bool is_shown(LogLevel level) const;
  void write_line(LogLevel level, std::string_view message);
  void show_progress(double elapsed_seconds, std::uint64_t done);
  void clear_bar();

  LogConfig config_;
  bool is_terminal_ = false;
  bool is_bar_shown_ = false;
  bool is_stage_open_ = false;
  std::string stage_;
  std::string unit_;
  std::uint64_t total_ = 0;
  std::atomic<std::uint64_t> done_ = 0;
  std::atomic<std::int64_t> next_show_ms_ = 0;
  std::atomic<std::uint64_t> bytes_ = 0;
  Clock::time_point stage_start_;
  double stage_start_cpu_seconds_ = 0;
  std::mutex mutex_;
  std::vector<StageRecord> stages_;
};

/// Writes to stderr; what cannot be written there is lost, since no job may fail for its log.
void write_to_log(std::string_view text) noexcept;

/// Highest resident memory of this process so far, in bytes.
[[nodiscard]] std::int64_t peak_memory_bytes();

/// Processor time of this process so far, all threads together, in seconds.
[[nodiscard]] double process_cpu_seconds();

/// Memory that this machine has, in bytes; 0 where the system does not say.
[[nodiscard]] std::int64_t machine_memory_bytes();

}  // namespace fsu::report

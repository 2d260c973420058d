// Local civil time to instants, by the rules of a time zone of the system's tz database.
//
// A zone is held as its list of offset changes. Most local times name one instant. In autumn an
// hour comes twice: both instants are given and the caller chooses. In spring an hour is skipped:
// the time is moved forward by the gap, as a clock that was not put forward would show it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fsu::io {

enum class LocalTimeKind { kUnique, kAmbiguous, kSkipped };

struct LocalTime {
  LocalTimeKind kind = LocalTimeKind::kUnique;
  std::int64_t first = 0;   ///< instant in seconds since 1970 UTC
  std::int64_t second = 0;  ///< the later instant of an ambiguous time, else equal to first
};

class TimeZone {
 public:
  /// Loads a zone by its tz name, such as Europe/London; kConfiguration where there is none.
  explicit TimeZone(const std::string& name);

  [[nodiscard]] const std::string& name() const { return name_; }

  /// The instant or instants of a local time given as seconds since 1970-01-01T00:00:00 local.
  [[nodiscard]] LocalTime resolve(std::int64_t local_seconds) const;

  /// The instants at which the zone's offsets begin, ascending (the first holds from ever on), and
  /// the offsets in seconds east of UTC.
  [[nodiscard]] std::span<const std::int64_t> starts() const { return starts_; }
  [[nodiscard]] std::span<const std::int64_t> offsets() const { return offsets_; }

  /// The packed date that the zone's calendar shows at an instant.
  [[nodiscard]] std::int32_t local_date(std::int64_t instant) const;

 private:
  std::string name_;
  std::vector<std::int64_t> starts_;   // instant at which an offset begins, ascending
  std::vector<std::int64_t> offsets_;  // seconds east of UTC
};

}  // namespace fsu::io

// The nine totals by person and span of time, as a mergeable reduction.
//
// Input: usage events (who, in which span, which total, how much), in any order and in any number
// of parts. Output: one row for each (person, span) with anything above zero, sorted by them.
// An event is held in 16 bytes: person, span and total packed into one key, and the amount. Merging
// only moves the held events; finish groups them by person, sorts each person's few and adds up.
// Amounts are integers, so the result does not depend on how events were split or merged.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/ids.hpp"
#include "kernels/core/mergeable.hpp"
#include "kernels/core/total.hpp"

namespace fsu::usage {

/// One addition to one total; `amount` >= 0 (1 for counts, seconds for hours).
struct UsageEvent {
  PersonId person;
  std::uint32_t span = 0;
  Total total = Total::kSuspectCount;
  std::int64_t amount = 0;
};

/// Rows sorted by (person, span), each pair once, at least one total above zero.
struct SpanTotals {
  std::vector<PersonId> person;
  std::vector<std::uint32_t> span;
  TotalColumns totals;

  [[nodiscard]] std::size_t size() const { return person.size(); }
  friend bool operator==(const SpanTotals&, const SpanTotals&) = default;
};

/// The reduction: empty, add, merge (associative), finish.
class TotalsByPersonAndSpan {
 public:
  [[nodiscard]] static TotalsByPersonAndSpan empty() { return {}; }

  /// Adds one event; its person is not none, its span below 2^28.
  void add(const UsageEvent& event);
  void add(std::span<const UsageEvent> events);
  /// Adds totals that were finished before, such as those of a checkpoint.
  void add(const SpanTotals& totals);

  void merge(TotalsByPersonAndSpan other);

  /// The totals of all events so far.
  [[nodiscard]] SpanTotals finish() const;

 private:
  /// (person, span, total) in one integer that sorts by them, and the amount.
  struct HeldEvent {
    std::uint64_t key;
    std::int64_t amount;

    [[nodiscard]] std::uint32_t group() const { return static_cast<std::uint32_t>(key >> 32); }
  };

  void hold(HeldEvent event);
  static void append_rows(std::span<HeldEvent> person_events, SpanTotals& rows);

  /// Chunks of a fixed size at most; finish works on them in parallel.
  std::vector<std::vector<HeldEvent>> chunks_;
  std::size_t num_persons_ = 0;  ///< one above the greatest person seen
};
static_assert(Mergeable<TotalsByPersonAndSpan>);

}  // namespace fsu::usage

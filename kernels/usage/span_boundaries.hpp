// Spans of time that totals are kept by: the stretches between neighbouring boundaries.
//
// Boundaries b0 < b1 < ... < bn make the spans [b0, b1), ..., [b(n-1), bn). With every start and
// end of the windows among them, a window is a whole number of spans, and its totals are the sum of
// theirs.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kernels/core/interval.hpp"

namespace fsu::usage {

/// Spans [first, last), by number.
struct SpanRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  friend bool operator==(const SpanRange&, const SpanRange&) = default;
};

class SpanBoundaries {
 public:
  /// Spans between the given instants, in any order and with repeats.
  explicit SpanBoundaries(std::vector<std::int64_t> instants);

  /// Spans cut at the start and the end of every window.
  [[nodiscard]] static SpanBoundaries of_windows(std::span<const Interval> windows);

  [[nodiscard]] std::uint32_t num_spans() const;
  [[nodiscard]] Interval span(std::uint32_t index) const;

  /// The span that holds the instant; nothing outside all spans, or where it is missing.
  [[nodiscard]] std::optional<std::uint32_t> span_of(std::int64_t instant) const;

  /// The spans that make up a window; both its ends must be boundaries.
  [[nodiscard]] SpanRange spans_of(const Interval& window) const;

 private:
  std::vector<std::int64_t> boundaries_;
};

}  // namespace fsu::usage

#include "kernels/usage/span_boundaries.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::usage {

SpanBoundaries::SpanBoundaries(std::vector<std::int64_t> instants)
    : boundaries_(std::move(instants)) {
  std::sort(boundaries_.begin(), boundaries_.end());
  boundaries_.erase(std::unique(boundaries_.begin(), boundaries_.end()), boundaries_.end());
  FSU_CHECK(boundaries_.empty() || !is_missing(boundaries_.front()));
}

SpanBoundaries SpanBoundaries::of_windows(std::span<const Interval> windows) {
  std::vector<std::int64_t> instants;
  for (const Interval& window : windows) {
    FSU_CHECK(window.begin <= window.end);
    instants.push_back(window.begin);
    instants.push_back(window.end);
  }
  return SpanBoundaries(std::move(instants));
}

std::uint32_t SpanBoundaries::num_spans() const {
  return boundaries_.empty() ? 0 : checked_cast<std::uint32_t>(boundaries_.size() - 1);
}

Interval SpanBoundaries::span(std::uint32_t index) const {
  FSU_CHECK(index < num_spans());
  return {boundaries_[index], boundaries_[index + 1]};
}

std::optional<std::uint32_t> SpanBoundaries::span_of(std::int64_t instant) const {
  const auto above = std::upper_bound(boundaries_.begin(), boundaries_.end(), instant);
  if (above == boundaries_.begin() || above == boundaries_.end()) return std::nullopt;
  return checked_cast<std::uint32_t>(above - boundaries_.begin() - 1);
}

SpanRange SpanBoundaries::spans_of(const Interval& window) const {
  const auto place_of = [&](std::int64_t instant) {
    const auto place = std::lower_bound(boundaries_.begin(), boundaries_.end(), instant);
    FSU_CHECK(place != boundaries_.end() && *place == instant);
    return checked_cast<std::uint32_t>(place - boundaries_.begin());
  };
  return {place_of(window.begin), place_of(window.end)};
}

}  // namespace fsu::usage

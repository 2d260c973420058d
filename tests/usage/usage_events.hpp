// Random usage events, and the slow twin of their totals: one map.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "kernels/core/random.hpp"
#include "kernels/usage/window_totals.hpp"

namespace fsu::test {

inline std::vector<usage::UsageEvent> random_events(std::size_t num_events,
                                                    std::uint32_t num_persons,
                                                    std::uint32_t num_spans, std::uint64_t seed) {
  std::vector<usage::UsageEvent> events;
  for (std::size_t index = 0; index < num_events; ++index) {
    Random random(seed, 2, index);
    const auto person = static_cast<std::uint32_t>(random.below(num_persons));
    const auto span = static_cast<std::uint32_t>(random.below(num_spans));
    const auto total = static_cast<Total>(random.below(kNumTotals));
    events.push_back({PersonId{person}, span, total, random.between(0, 5)});
  }
  return events;
}

inline usage::SpanTotals reference_span_totals(const std::vector<usage::UsageEvent>& events) {
  std::map<std::pair<PersonId, std::uint32_t>, PerTotal<std::int64_t>> sums;
  for (const usage::UsageEvent& event : events) {
    if (event.amount > 0) sums[{event.person, event.span}][index_of(event.total)] += event.amount;
  }
  usage::SpanTotals totals;
  for (const auto& [key, values] : sums) {
    totals.person.push_back(key.first);
    totals.span.push_back(key.second);
    for (std::size_t total = 0; total < kNumTotals; ++total) {
      totals.totals[total].push_back(values[total]);
    }
  }
  return totals;
}

/// Totals of a window straight from the events.
inline usage::PersonTotals reference_window_totals(const std::vector<usage::UsageEvent>& events,
                                                   usage::SpanRange spans) {
  std::map<PersonId, PerTotal<std::int64_t>> sums;
  for (const usage::UsageEvent& event : events) {
    if (event.amount == 0 || event.span < spans.first || event.span >= spans.last) continue;
    sums[event.person][index_of(event.total)] += event.amount;
  }
  usage::PersonTotals totals;
  for (const auto& [person, values] : sums) {
    totals.person.push_back(person);
    for (std::size_t total = 0; total < kNumTotals; ++total) {
      totals.totals[total].push_back(values[total]);
    }
  }
  return totals;
}

}  // namespace fsu::test

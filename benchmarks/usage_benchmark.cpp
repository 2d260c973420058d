// Speed of resource durations and of totals by person and span, at three sizes.
//
// Inputs are pure functions of a fixed seed: two incidents to five rows, a few units an incident,
// rows in random order; events of a force with a heavy tail of callers. Before anything is timed
// the result is compared with a serial one of another method (depth sweep over sorted ends; one
// sort of all events). Items are rows or events; bytes are those of the input columns. Beside each
// stands what reading its input once takes: roof_rows, roof_events, roof_spans.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

#include "benchmarks/memory_roofline.hpp"
#include "benchmarks/once_a_size.hpp"
#include "kernels/core/random.hpp"
#include "kernels/usage/person_totals.hpp"
#include "kernels/usage/resource_durations.hpp"
#include "kernels/usage/window_totals.hpp"

namespace fsu::usage {
namespace {

constexpr std::uint64_t kSeed = 20260101;
constexpr std::size_t kBytesPerRow = 2 * sizeof(std::uint32_t) + 4 * sizeof(std::int64_t);
constexpr std::uint32_t kNumSpans = 13;

struct RowColumns {
  std::size_t num_incidents = 0;
  std::vector<std::uint32_t> incident;
  std::vector<std::uint32_t> resource;
  std::vector<std::int64_t> assigned_at;
  std::vector<std::int64_t> deployed_at;
  std::vector<std::int64_t> arrived_at;
  std::vector<std::int64_t> released_at;

  [[nodiscard]] ResourceRows view() const {
    return {incident, resource, assigned_at, deployed_at, arrived_at, released_at};
  }
};

RowColumns make_rows(std::size_t num_rows) {
  RowColumns rows;
  rows.num_incidents = num_rows * 2 / 5 + 1;
  for (std::size_t row = 0; row < num_rows; ++row) {
    Random random(kSeed, 1, row);
    const auto incident = static_cast<std::uint32_t>(random.below(rows.num_incidents));
    const std::int64_t assigned = 1700000000 + std::int64_t{incident} * 60 + random.between(0, 900);
    const std::int64_t deployed = assigned + random.between(0, 300);
    rows.incident.push_back(incident);
    rows.resource.push_back(incident % 997 + static_cast<std::uint32_t>(random.below(3)));
    rows.assigned_at.push_back(assigned);
    rows.deployed_at.push_back(random.chance(0.1) ? kMissingInt64 : deployed);
    rows.arrived_at.push_back(random.chance(0.3) ? kMissingInt64
                                                 : deployed + random.between(60, 1800));
    rows.released_at.push_back(random.chance(0.02) ? kMissingInt64
                                                   : deployed + random.between(-30, 9000));
  }
  return rows;
}

/// One end of a row: the depth of its unit goes up at a start and down at an end.
struct RowEnd {
  std::uint32_t incident;
  std::uint32_t resource;
  std::int64_t instant;
  std::int64_t change;
};

std::vector<std::int64_t> union_seconds_by_depth(const ResourceRows& rows,
                                                 std::size_t num_incidents) {
  std::vector<RowEnd> ends;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::int64_t start =
        start_instant(rows.assigned_at[row], rows.deployed_at[row], rows.arrived_at[row]);
    const std::int64_t end = rows.released_at[row];
    if (is_missing(start) || is_missing(end) || end < start) continue;
    ends.push_back({rows.incident[row], rows.resource[row], start, 1});
    ends.push_back({rows.incident[row], rows.resource[row], end, -1});
  }
  std::sort(ends.begin(), ends.end(), [](const RowEnd& a, const RowEnd& b) {
    return std::tie(a.incident, a.resource, a.instant) <
           std::tie(b.incident, b.resource, b.instant);
  });
  std::vector<std::int64_t> seconds(num_incidents, 0);
  std::int64_t depth = 0;
  std::int64_t last_instant = 0;
  for (const RowEnd& end : ends) {
    if (depth > 0) seconds[end.incident] += end.instant - last_instant;
    depth += end.change;
    last_instant = end.instant;
  }
  return seconds;
}

void time_resource_durations(benchmark::State& state) {
  const RowColumns& rows = input_of<RowColumns>(state, make_rows);
  const auto durations_of = [&] {
    return resource_durations(rows.view(), rows.num_incidents, kDefaultResourceCapSeconds);
  };
  const auto are_right = [&] {
    return durations_of().union_seconds == union_seconds_by_depth(rows.view(), rows.num_incidents);
  };
  if (!is_verified(state, "durations", are_right))
    return state.SkipWithError("durations differ from the depth sweep");
  for (auto _ : state) benchmark::DoNotOptimize(durations_of());
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * state.range(0) *
                          static_cast<std::int64_t>(kBytesPerRow));
}

std::vector<UsageEvent> make_events(std::size_t num_events) {
  std::vector<UsageEvent> events;
  const std::size_t num_persons = num_events / 4 + 1;
  for (std::size_t index = 0; index < num_events; ++index) {
    Random random(kSeed, 2, index);
    // The square of a uniform number: some people have many times the events of others.
    const double place = random.uniform() * random.uniform();
    const auto person = static_cast<std::uint32_t>(place * static_cast<double>(num_persons));
    const auto total = static_cast<Total>(random.below(kNumTotals));
    events.push_back({PersonId{person}, static_cast<std::uint32_t>(random.below(kNumSpans)), total,
                      is_seconds(total) ? random.between(0, 20000) : 1});
  }
  return events;
}

SpanTotals totals_of(const std::vector<UsageEvent>& events) {
  TotalsByPersonAndSpan totals;
  totals.add(std::span(events));
  return totals.finish();
}

SpanTotals totals_by_one_sort(std::vector<UsageEvent> events) {
  std::erase_if(events, [](const UsageEvent& event) { return event.amount == 0; });
  std::sort(events.begin(), events.end(), [](const UsageEvent& a, const UsageEvent& b) {
    return std::tie(a.person, a.span) < std::tie(b.person, b.span);
  });
  SpanTotals totals;
  for (const UsageEvent& event : events) {
    if (totals.size() == 0 || totals.person.back() != event.person ||
        totals.span.back() != event.span) {
      totals.person.push_back(event.person);
      totals.span.push_back(event.span);
      for (std::vector<std::int64_t>& column : totals.totals) column.push_back(0);
    }
    totals.totals[index_of(event.total)].back() += event.amount;
  }
  return totals;
}

void time_person_totals(benchmark::State& state) {
  const auto& events = input_of<std::vector<UsageEvent>>(state, make_events);
  const auto are_right = [&] { return totals_of(events) == totals_by_one_sort(events); };
  if (!is_verified(state, "totals", are_right))
    return state.SkipWithError("totals differ from those of one sort");
  for (auto _ : state) benchmark::DoNotOptimize(totals_of(events));
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * state.range(0) *
                          static_cast<std::int64_t>(sizeof(UsageEvent)));
}

void time_window_totals(benchmark::State& state) {
  const SpanTotals& totals = input_of<SpanTotals>(
      state, [](std::size_t num_events) { return totals_of(make_events(num_events)); });
  std::int64_t num_calls = 0;
  for (std::size_t row = 0; row < totals.size(); ++row) {
    if (totals.span[row] != 0) {
      num_calls += totals.totals[index_of(Total::kSubjectCalls)][row];
    }
  }
  const PersonTotals window = window_totals(totals, {1, kNumSpans});
  for (const std::int64_t calls : window.totals[index_of(Total::kSubjectCalls)]) {
    num_calls -= calls;
  }
  if (num_calls != 0) {
    state.SkipWithError("a window's totals differ from the sum of its spans");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(window_totals(totals, {1, kNumSpans}));
  const auto num_rows = static_cast<std::int64_t>(totals.size());
  state.SetItemsProcessed(state.iterations() * num_rows);
  state.SetBytesProcessed(state.iterations() * num_rows *
                          static_cast<std::int64_t>(kNumTotals + 1) * 8);
}

void roof_rows(benchmark::State& state) {
  const RowColumns& rows = input_of<RowColumns>(state, make_rows);
  const std::array columns = {
      roofline::bytes_of(rows.incident),    roofline::bytes_of(rows.resource),
      roofline::bytes_of(rows.assigned_at), roofline::bytes_of(rows.deployed_at),
      roofline::bytes_of(rows.arrived_at),  roofline::bytes_of(rows.released_at)};
  roofline::time_reading(state, columns);
}

void roof_events(benchmark::State& state) {
  const auto& events = input_of<std::vector<UsageEvent>>(state, make_events);
  const std::array columns = {roofline::bytes_of(events)};
  roofline::time_reading(state, columns);
}

void roof_spans(benchmark::State& state) {
  const SpanTotals& totals = input_of<SpanTotals>(
      state, [](std::size_t num_events) { return totals_of(make_events(num_events)); });
  std::vector<std::span<const std::byte>> columns = {roofline::bytes_of(totals.person),
                                                     roofline::bytes_of(totals.span)};
  for (const auto& column : totals.totals) columns.push_back(roofline::bytes_of(column));
  roofline::time_reading(state, columns);
}

#define FSU_SIZES \
  Arg(10'000)->Arg(500'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond)->UseRealTime()
BENCHMARK(time_resource_durations)->FSU_SIZES;
BENCHMARK(roof_rows)->FSU_SIZES;
BENCHMARK(time_person_totals)->FSU_SIZES;
BENCHMARK(roof_events)->FSU_SIZES;
BENCHMARK(time_window_totals)->FSU_SIZES;
BENCHMARK(roof_spans)->FSU_SIZES;

}  // namespace
}  // namespace fsu::usage

BENCHMARK_MAIN();

// Window totals against sums straight from the events.
#include "kernels/usage/window_totals.hpp"

#include <gtest/gtest.h>

#include "tests/usage/any_threads.hpp"
#include "tests/usage/usage_events.hpp"

namespace fsu::usage {
namespace {

SpanTotals totals_of(const std::vector<UsageEvent>& events) {
  TotalsByPersonAndSpan totals;
  totals.add(std::span(events));
  return totals.finish();
}

TEST(WindowTotals, EmptyTotalsAndEmptyWindow) {
  EXPECT_EQ(window_totals({}, {0, 5}), PersonTotals{});
  EXPECT_EQ(window_totals(totals_of(test::random_events(100, 5, 5, 1)), {2, 2}), PersonTotals{});
}

TEST(WindowTotals, EveryWindowEqualsTheTwin) {
  const auto events = test::random_events(2000, 300, 8, 6);
  const SpanTotals totals = totals_of(events);
  for (std::uint32_t first = 0; first <= 8; ++first) {
    for (std::uint32_t last = first; last <= 9; ++last) {
      for (const std::size_t block_rows : {1UL, 7UL, 100000UL}) {
        EXPECT_EQ(window_totals(totals, {first, last}, block_rows),
                  test::reference_window_totals(events, {first, last}));
      }
    }
  }
}

TEST(WindowTotals, OnePersonOverManyBlocks) {
  const auto events = test::random_events(3000, 1, 200, 7);
  EXPECT_EQ(window_totals(totals_of(events), {10, 150}, 16),
            test::reference_window_totals(events, {10, 150}));
}

TEST(WindowTotals, TheSameOnAnyThreads) {
  const SpanTotals totals = totals_of(test::random_events(20000, 4000, 6, 9));
  test::same_on_any_threads([&] { return window_totals(totals, {1, 4}, 128); });
}

TEST(WindowTotals, AddTotalsIsASumByPerson) {
  const auto first = test::random_events(300, 100, 1, 1);
  const auto second = test::random_events(300, 150, 1, 2);
  std::vector<UsageEvent> all = first;
  all.insert(all.end(), second.begin(), second.end());
  const PersonTotals totals_first = window_totals(totals_of(first), {0, 1});
  const PersonTotals totals_second = window_totals(totals_of(second), {0, 1});
  const PersonTotals expected = window_totals(totals_of(all), {0, 1});
  EXPECT_EQ(add_totals(totals_first, totals_second), expected);
  EXPECT_EQ(add_totals(totals_second, totals_first), expected);
  EXPECT_EQ(add_totals(expected, {}), expected);
}

}  // namespace
}  // namespace fsu::usage

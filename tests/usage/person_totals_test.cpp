// Totals by person and span: any split of the events, merged in any order, gives the same.
#include "kernels/usage/person_totals.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "tests/usage/any_threads.hpp"
#include "tests/usage/usage_events.hpp"

namespace fsu::usage {
namespace {

SpanTotals totals_of(const std::vector<UsageEvent>& events) {
  TotalsByPersonAndSpan totals = TotalsByPersonAndSpan::empty();
  totals.add(std::span(events));
  return totals.finish();
}

TEST(PersonTotals, NoEvents) {
  EXPECT_EQ(totals_of({}), SpanTotals{});
  EXPECT_EQ(totals_of({{PersonId{3}, 0, Total::kCustodySeconds, 0}}), SpanTotals{});
}

TEST(PersonTotals, AddsUpByPersonAndSpan) {
  const SpanTotals totals = totals_of({{PersonId{4}, 1, Total::kOriginatorCalls, 1},
                                       {PersonId{4}, 1, Total::kOriginatorCalls, 1},
                                       {PersonId{4}, 0, Total::kCustodySeconds, 70},
                                       {PersonId{2}, 9, Total::kVictimCount, 1}});
  EXPECT_EQ(totals.person, (std::vector{PersonId{2}, PersonId{4}, PersonId{4}}));
  EXPECT_EQ(totals.span, (std::vector<std::uint32_t>{9, 0, 1}));
  EXPECT_EQ(totals.totals[index_of(Total::kOriginatorCalls)], (std::vector<std::int64_t>{0, 0, 2}));
  EXPECT_EQ(totals.totals[index_of(Total::kCustodySeconds)], (std::vector<std::int64_t>{0, 70, 0}));
}

TEST(PersonTotals, RandomEventsEqualTheTwin) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const auto num_persons = static_cast<std::uint32_t>(1 + seed * 40);
    const auto num_spans = static_cast<std::uint32_t>(1 + seed % 5);
    const auto events = test::random_events(500 * seed, num_persons, num_spans, seed);
    EXPECT_EQ(totals_of(events), test::reference_span_totals(events)) << "seed " << seed;
  }
}

TEST(PersonTotals, LargeSparsePersonsEqualTheTwin) {
  const auto events = test::random_events(100000, 400000, 130, 5);
  const SpanTotals expected = test::reference_span_totals(events);
  EXPECT_TRUE(test::same_on_any_threads([&] { return totals_of(events); }) == expected);
}

TEST(PersonTotals, AnyPartitionMergedInAnyOrderGivesTheSame) {
  const auto events = test::random_events(150000, 900, 12, 8);
  const SpanTotals expected = test::reference_span_totals(events);
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    std::vector<TotalsByPersonAndSpan> parts(1 + seed * 3);
    Random random(seed, 3, 0);
    for (const UsageEvent& event : events) {
      // Uneven parts: the lowest of two draws.
      const std::uint64_t part = std::min(random.below(parts.size()), random.below(parts.size()));
      parts[part].add(event);
    }
    while (parts.size() > 1) {
      const auto index = static_cast<std::ptrdiff_t>(1 + random.below(parts.size() - 1));
      TotalsByPersonAndSpan taken = std::move(parts[static_cast<std::size_t>(index)]);
      parts.erase(parts.begin() + index);
      parts[random.below(parts.size())].merge(std::move(taken));
    }
    EXPECT_TRUE(parts[0].finish() == expected) << "seed " << seed;
  }
}

TEST(PersonTotals, ReduceOverBlocksOfAnySize) {
  const auto events = test::random_events(3000, 50, 4, 2);
  const SpanTotals expected = test::reference_span_totals(events);
  for (const std::size_t block_size : {1UL, 100UL, 4000UL}) {
    const SpanTotals actual = test::same_on_any_threads([&] {
      return reduce_blocks<TotalsByPersonAndSpan>(
                 events.size(), block_size,
                 [&](const Block& block) {
                   TotalsByPersonAndSpan totals;
                   totals.add(std::span(events).subspan(block.begin, block.end - block.begin));
                   return totals;
                 })
          .finish();
    });
    EXPECT_EQ(actual, expected);
  }
}

TEST(PersonTotals, FinishedTotalsCanBeAddedAgain) {
  const auto events = test::random_events(4000, 60, 6, 4);
  const std::vector<UsageEvent> first(events.begin(), events.begin() + 1500);
  const std::vector<UsageEvent> second(events.begin() + 1500, events.end());
  TotalsByPersonAndSpan totals;
  totals.add(totals_of(first));
  totals.add(totals_of(second));
  EXPECT_EQ(totals.finish(), totals_of(events));
}

TEST(PersonTotals, RefusesNobodyNegativeAmountsAndHugeSpans) {
  TotalsByPersonAndSpan totals;
  EXPECT_THROW(totals.add({PersonId{}, 0, Total::kSuspectCount, 1}), InternalError);
  EXPECT_THROW(totals.add({PersonId{1}, 0, Total::kSuspectCount, -1}), InternalError);
  EXPECT_THROW(totals.add({PersonId{1}, 1U << 28, Total::kSuspectCount, 1}), InternalError);
}

}  // namespace
}  // namespace fsu::usage

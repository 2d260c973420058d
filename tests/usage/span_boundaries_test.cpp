#include "kernels/usage/span_boundaries.hpp"

#include <gtest/gtest.h>

#include "kernels/core/check.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::usage {
namespace {

TEST(SpanBoundaries, HalfOpenSpans) {
  const SpanBoundaries spans({30, 10, 20, 20});
  EXPECT_EQ(spans.num_spans(), 2U);
  EXPECT_EQ(spans.span(1), (Interval{20, 30}));
  EXPECT_EQ(spans.span_of(9), std::nullopt);
  EXPECT_EQ(spans.span_of(10), 0U);
  EXPECT_EQ(spans.span_of(19), 0U);
  EXPECT_EQ(spans.span_of(20), 1U);
  EXPECT_EQ(spans.span_of(30), std::nullopt);
  EXPECT_EQ(spans.span_of(kMissingInt64), std::nullopt);
}

TEST(SpanBoundaries, NoneAndOneInstantMakeNoSpan) {
  EXPECT_EQ(SpanBoundaries({}).num_spans(), 0U);
  EXPECT_EQ(SpanBoundaries({}).span_of(0), std::nullopt);
  EXPECT_EQ(SpanBoundaries({5}).num_spans(), 0U);
  EXPECT_EQ(SpanBoundaries({5}).span_of(5), std::nullopt);
}

TEST(SpanBoundaries, WindowsAreWholeSpans) {
  const std::vector<Interval> windows = {{0, 120}, {10, 130}, {20, 140}};
  const SpanBoundaries spans = SpanBoundaries::of_windows(windows);
  EXPECT_EQ(spans.num_spans(), 5U);
  EXPECT_EQ(spans.spans_of({10, 130}), (SpanRange{1, 4}));
  for (const Interval& window : windows) {
    const SpanRange range = spans.spans_of(window);
    for (std::int64_t instant = -5; instant < 150; ++instant) {
      const auto span = spans.span_of(instant);
      const bool is_inside = span && range.first <= *span && *span < range.last;
      EXPECT_EQ(is_inside, window.contains(instant));
    }
  }
  EXPECT_THROW((void)spans.spans_of({5, 120}), InternalError);
}

}  // namespace
}  // namespace fsu::usage

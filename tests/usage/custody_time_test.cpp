#include "kernels/usage/custody_time.hpp"

#include <gtest/gtest.h>

namespace fsu::usage {
namespace {

constexpr std::int64_t kNone = kMissingInt64;
constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kWindowEnd = 1000 * kHour;

TEST(CustodyTime, ReleasedLessArrived) {
  EXPECT_EQ(custody_time(kHour, 3 * kHour, kWindowEnd), (CustodyTime{.seconds = 2 * kHour}));
  EXPECT_EQ(custody_time(kHour, kHour, kWindowEnd), CustodyTime{});
}

TEST(CustodyTime, ExactlyTheCapIsNotCapped) {
  EXPECT_EQ(custody_time(0, 200 * kHour, kWindowEnd), (CustodyTime{.seconds = 200 * kHour}));
  EXPECT_EQ(custody_time(0, 200 * kHour + 1, kWindowEnd),
            (CustodyTime{.seconds = 200 * kHour, .is_capped = true}));
}

TEST(CustodyTime, NegativeCountsZero) {
  EXPECT_EQ(custody_time(5, 4, kWindowEnd), (CustodyTime{.is_negative = true}));
}

TEST(CustodyTime, OpenRunsUntilTheWindowEndThenIsCapped) {
  EXPECT_EQ(custody_time(kWindowEnd - 9, kNone, kWindowEnd),
            (CustodyTime{.seconds = 9, .is_open = true}));
  EXPECT_EQ(custody_time(0, kNone, kWindowEnd),
            (CustodyTime{.seconds = 200 * kHour, .is_capped = true, .is_open = true}));
  EXPECT_EQ(custody_time(kWindowEnd + 1, kNone, kWindowEnd), (CustodyTime{.is_open = true}));
}

TEST(CustodyTime, AReleaseAfterTheWindowCountsAsExtracted) {
  EXPECT_EQ(custody_time(kWindowEnd - 1, kWindowEnd + 4, kWindowEnd), (CustodyTime{.seconds = 5}));
}

TEST(CustodyTime, MissingArrivalCountsZero) {
  EXPECT_EQ(custody_time(kNone, 5, kWindowEnd), CustodyTime{});
  EXPECT_EQ(custody_time(kNone, kNone, kWindowEnd), (CustodyTime{.is_open = true}));
}

}  // namespace
}  // namespace fsu::usage

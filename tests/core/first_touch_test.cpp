#include "kernels/core/first_touch.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>

#include "tests/support/parallel_setting.hpp"

namespace fsu {
namespace {

constexpr std::size_t kLarge = (std::size_t{40} << 20) / sizeof(std::uint64_t) + 3;

TEST(FirstTouch, KeepsWhatThereWasAndSetsTheRestToZero) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{1000}, kLarge}) {
    std::vector<std::uint64_t> values(1000);
    std::iota(values.begin(), values.end(), 1u);
    resize_touched(values, size);
    ASSERT_EQ(values.size(), size);
    for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(values[i], i < 1000 ? i + 1 : 0u) << i;
  }
}

TEST(FirstTouch, MakesRoomAlone) {
  std::vector<std::uint64_t> values = {7, 8};
  reserve_touched(values, kLarge);
  EXPECT_EQ(values, (std::vector<std::uint64_t>{7, 8}));
  EXPECT_GE(values.capacity(), kLarge);
  const std::uint64_t* const place = values.data();
  resize_touched(values, kLarge);
  EXPECT_EQ(values.data(), place);
  EXPECT_EQ(values[kLarge - 1], 0u);
}

TEST(FirstTouch, SameOnAnyThreads) {
  for (const test::ParallelSetting& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    std::vector<std::uint32_t> values(5, 3);
    resize_touched(values, kLarge);
    EXPECT_EQ(std::accumulate(values.begin(), values.end(), std::uint64_t{0}), 15u)
        << test::describe(setting);
  }
}

}  // namespace
}  // namespace fsu

// Where rows came from, against a list of the origins themselves.
#include "io/row_origins.hpp"

#include <gtest/gtest.h>

#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

TEST(RowOrigins, NoneAndEmptyRanges) {
  RowOrigins origins;
  EXPECT_TRUE(origins.empty());
  EXPECT_TRUE(origins.begin() == origins.end());
  origins.append({}, {100, 7, 1});
  EXPECT_EQ(origins.size(), 0U);
}

TEST(RowOrigins, AgreeWithAList) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random(seed, 1, 0);
    RowOrigins origins;
    std::vector<RowOrigin> expected;
    RangeOrigins range;
    RowOrigin begin{40, 2, 0};
    for (std::size_t i = random.below(20); i > 0; --i) {
      range.clear();
      std::uint32_t offset = 0;
      std::uint32_t line = 0;
      for (std::size_t row = random.below(50); row > 0; --row) {
        if (random.chance(0.2)) line += static_cast<std::uint32_t>(random.below(4));
        range.push_back(offset, line);
        expected.push_back({begin.byte_offset + offset, begin.line + line, begin.part});
        offset += 1 + static_cast<std::uint32_t>(random.below(1000));
        ++line;
      }
      origins.append(range, begin);
      begin.byte_offset += offset + random.below(10);
      begin.line += line + static_cast<std::uint32_t>(random.below(3));
      if (random.chance(0.2)) begin = {10, 2, begin.part + 1};
    }
    ASSERT_EQ(origins.size(), expected.size());
    ASSERT_TRUE(std::equal(
        origins.begin(), origins.end(), expected.begin(), expected.end(),
        [](const RowOrigin& a, const RowOrigin& b) { return a == b && a.line == b.line; }));
  }
}

}  // namespace
}  // namespace fsu::io

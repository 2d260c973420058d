// The order of columns that are nearly sorted, against a stable sort.
#include "kernels/core/nearly_sorted.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>

#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu {
namespace {

using Texts = std::vector<std::string>;

StringColumn column_of(const Texts& texts) {
  StringColumn column;
  for (const std::string& text : texts) column.push_back(text);
  return column;
}

std::vector<std::uint32_t> stable_order(const Texts& texts) {
  std::vector<std::uint32_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
  return order;
}

/// The rows of the stretches; those that are not moved must ascend.
std::vector<std::uint32_t> rows_of(const std::vector<RowStretch>& stretches) {
  std::vector<std::uint32_t> rows;
  std::uint32_t end = 0;
  for (const RowStretch& stretch : stretches) {
    EXPECT_LT(stretch.begin, stretch.end);
    if (!stretch.is_moved) {
      EXPECT_GE(stretch.begin, end);
      end = stretch.end;
    }
    for (std::uint32_t row = stretch.begin; row < stretch.end; ++row) rows.push_back(row);
  }
  return rows;
}

void expect_sorted(const Texts& texts) {
  const auto stretches = nearly_sorted_order(column_of(texts));
  ASSERT_TRUE(stretches.has_value());
  ASSERT_EQ(rows_of(*stretches), stable_order(texts));
}

TEST(NearlySorted, SortedColumnsAreOneStretch) {
  EXPECT_EQ(nearly_sorted_order({})->size(), 0U);
  EXPECT_EQ(*nearly_sorted_order(column_of({"a"})), (std::vector<RowStretch>{{0, 1}}));
  EXPECT_EQ(*nearly_sorted_order(column_of({"", "", "a", "a", "b"})),
            (std::vector<RowStretch>{{0, 5}}));
}

TEST(NearlySorted, OneStrayStringIsMovedAlone) {
  EXPECT_EQ(*nearly_sorted_order(column_of({"b", "c", "X", "d", "e"})),
            (std::vector<RowStretch>{{2, 3, true}, {0, 2}, {3, 5}}));
  EXPECT_EQ(*nearly_sorted_order(column_of({"b", "c", "z", "d", "e"})),
            (std::vector<RowStretch>{{0, 2}, {3, 5}, {2, 3, true}}));
}

TEST(NearlySorted, AgreesWithAStableSort) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random(seed, 1, 0);
    Texts texts(random.below(seed < 150 ? 50 : 5000));
    const std::uint64_t num_values = 1 + random.below(2 * texts.size() + 1);
    for (std::string& text : texts) text = "id-" + std::to_string(random.below(num_values));
    if (seed % 3 > 0) std::sort(texts.begin(), texts.end());
    for (std::uint64_t i = 0; seed % 3 == 1 && !texts.empty() && i < 5; ++i)
      std::swap(texts[random.below(texts.size())], texts[random.below(texts.size())]);
    ASSERT_NO_FATAL_FAILURE(expect_sorted(texts)) << seed;
  }
}

TEST(NearlySorted, BlocksAndThreadsChangeNothing) {
  Texts texts(200'000);
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i] = std::to_string(1'000'000 + i / 3);
  for (const std::size_t row : {0U, 65'535U, 65'536U, 131'072U, 199'999U}) texts[row] = "12";
  texts[100] = "";
  texts[70'000] = "XNONE, and a long text behind it";
  for (const auto& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    ASSERT_NO_FATAL_FAILURE(expect_sorted(texts)) << describe(setting);
  }
}

TEST(NearlySorted, ColumnsInNoOrderAreLeftAlone) {
  Texts texts;
  for (int i = 100'000; i < 110'000; ++i) texts.push_back(std::to_string(i));
  std::reverse(texts.begin(), texts.end());
  EXPECT_FALSE(nearly_sorted_order(column_of(texts)).has_value());
  // Two sorted halves, each too long to be dropped.
  Texts halves;
  for (int i = 0; i < 2; ++i) {
    for (int k = 100'000; k < 200'000; ++k) halves.push_back(std::to_string(k));
  }
  EXPECT_FALSE(nearly_sorted_order(column_of(halves)).has_value());
}

}  // namespace
}  // namespace fsu

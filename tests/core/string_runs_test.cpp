// Runs of sorted columns against std::map, across blocks; unsorted columns are told.
#include "kernels/core/string_runs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu {
namespace {

StringColumn column_of(const std::vector<std::string>& texts) {
  StringColumn column;
  for (const std::string& text : texts) column.push_back(text);
  return column;
}

std::vector<std::string> sorted_texts(std::size_t num_texts, std::uint64_t num_values) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < num_texts; ++i) {
    Random random(5, num_values, i);
    const std::uint64_t value = random.below(num_values);
    texts.push_back(value == 0 ? "" : std::string(value % 3, '\xE9') + std::to_string(value));
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

std::vector<std::uint32_t> reference_runs(const std::vector<std::string>& texts) {
  std::vector<std::uint32_t> begins;
  for (std::uint32_t i = 0; i < texts.size(); ++i)
    if (i == 0 || texts[i] != texts[i - 1]) begins.push_back(i);
  begins.push_back(static_cast<std::uint32_t>(texts.size()));
  return begins;
}

TEST(SortedRuns, NoneOneAndAllEqual) {
  EXPECT_EQ(sorted_runs({}), (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(sorted_runs(column_of({"a"})), (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(sorted_runs(column_of({"", "", ""})), (std::vector<std::uint32_t>{0, 3}));
  EXPECT_EQ(sorted_runs(column_of({"", "a", "a", "b"})), (std::vector<std::uint32_t>{0, 1, 3, 4}));
}

TEST(SortedRuns, AreThoseOfTheReference) {
  for (const auto& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    for (const std::uint64_t num_values : std::vector<std::uint64_t>{1, 3, 1000, 1'000'000}) {
      const std::vector<std::string> texts = sorted_texts(200'000, num_values);
      EXPECT_EQ(sorted_runs(column_of(texts)), reference_runs(texts)) << describe(setting);
    }
  }
}

TEST(SortedRuns, NoneWhereAStringFallsAnywhere) {
  std::vector<std::string> texts = sorted_texts(200'000, 1'000'000);
  for (const std::size_t place : std::vector<std::size_t>{1, 65'535, 65'536, 65'537, 199'999}) {
    std::vector<std::string> fallen = texts;
    fallen[place] = "";
    EXPECT_FALSE(sorted_runs(column_of(fallen)).has_value()) << place;
  }
  // Bytes above 127 are greater than letters.
  EXPECT_FALSE(sorted_runs(column_of({"\xE9", "a"})).has_value());
}

}  // namespace
}  // namespace fsu

// Dense ids of sorted and unsorted columns against std::map.
#include "src/stages/dense_ids.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "kernels/core/ids.hpp"
#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

void expect_ranks(const std::vector<std::string>& texts) {
  StringColumn column;
  std::map<std::string, std::uint32_t> ranks;
  for (const std::string& text : texts) {
    column.push_back(text);
    if (!text.empty()) ranks.emplace(text, 0);
  }
  std::uint32_t next = 0;
  for (auto& [text, rank] : ranks) rank = next++;
  const DenseIds<ResourceId> dense = dense_ids<ResourceId>(column);
  ASSERT_EQ(dense.names.size(), ranks.size());
  for (const auto& [text, rank] : ranks) EXPECT_EQ(dense.names[rank], text);
  ASSERT_EQ(dense.ids.size(), texts.size());
  for (std::size_t row = 0; row < texts.size(); ++row)
    ASSERT_EQ(dense.ids[row], texts[row].empty() ? ResourceId{} : ResourceId{ranks[texts[row]]});
}

TEST(DenseIds, NoneBlanksAndOne) {
  expect_ranks({});
  expect_ranks({"", "", ""});
  expect_ranks({"a"});
  expect_ranks({"", "a", "a"});
  expect_ranks({"b", "", "a", "b"});
}

TEST(DenseIds, AreRanksInAnyOrder) {
  for (const auto& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    for (const std::uint64_t num_values : std::vector<std::uint64_t>{2, 50, 100'000}) {
      std::vector<std::string> texts;
      for (std::size_t i = 0; i < 150'000; ++i) {
        Random random(6, num_values, i);
        const std::uint64_t value = random.below(num_values);
        texts.push_back(value % 17 == 0 ? "" : "U" + std::to_string(value));
      }
      expect_ranks(texts);
      std::sort(texts.begin(), texts.end());
      expect_ranks(texts);
    }
  }
}

}  // namespace
}  // namespace fsu::stages

// The parallel seam under every back end and several thread counts: each block once, the lowest
// block's exception, merges in block order, sorts.
#include "kernels/core/parallel.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <mutex>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel_sort.hpp"
#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu {
namespace {

using test::all_parallel_settings;
using test::ParallelSetting;
using test::ScopedParallelSetting;

class ParallelSeam : public testing::TestWithParam<ParallelSetting> {
 protected:
  ParallelSeam() : scope_(GetParam()) {}

 private:
  ScopedParallelSetting scope_;
};

INSTANTIATE_TEST_SUITE_P(AllSettings, ParallelSeam, testing::ValuesIn(all_parallel_settings()),
                         [](const auto& setting) {
                           std::string name = describe(setting.param);
                           std::replace(name.begin(), name.end(), ' ', '_');
                           return name;
                         });

struct Size {
  std::size_t items = 0;
  std::size_t block = 0;
};

TEST_P(ParallelSeam, CallsEachBlockOnceWithFixedBounds) {
  for (const Size size : {Size{0, 5}, Size{1, 1}, Size{1, 5}, Size{5, 5}, Size{6, 5}, Size{1000, 7},
                          Size{64, 1}, Size{10, std::numeric_limits<std::size_t>::max()}}) {
    std::vector<std::atomic<int>> visits(size.items);
    std::vector<std::atomic<int>> calls(num_blocks(size.items, size.block));
    for_blocks(size.items, size.block, [&](const Block& block) {
      ++calls[block.index];
      EXPECT_EQ(block.begin, block.index * size.block);
      EXPECT_LT(block.begin, block.end);
      EXPECT_LE(block.end - block.begin, size.block);
      EXPECT_TRUE(block.end - block.begin == size.block || block.end == size.items);
      for (std::size_t i = block.begin; i < block.end; ++i) ++visits[i];
    });
    for (const auto& count : calls) EXPECT_EQ(count, 1);
    for (const auto& count : visits) EXPECT_EQ(count, 1) << size.items << "/" << size.block;
  }
}

TEST_P(ParallelSeam, ABlockOfNothingIsAFaultOfTheProgram) {
  EXPECT_THROW(for_blocks(3, 0, [](const Block&) {}), InternalError);
}

TEST_P(ParallelSeam, UsesNoMoreThreadsThanAsked) {
  std::mutex mutex;
  std::set<std::thread::id> threads;
  for_blocks(200, 1, [&](const Block&) {
    const std::lock_guard lock(mutex);
    threads.insert(std::this_thread::get_id());
  });
  EXPECT_LE(threads.size(), static_cast<std::size_t>(GetParam().threads));
}

TEST_P(ParallelSeam, RethrowsTheLowestBlocksException) {
  for (const std::set<std::size_t>& failing :
       {std::set<std::size_t>{0}, {99}, {5, 6, 7}, {97, 40, 13, 98}}) {
    for (int repeat = 0; repeat < 20; ++repeat) {
      try {
        for_blocks(100, 1, [&](const Block& block) {
          if (failing.contains(block.index)) throw std::runtime_error(std::to_string(block.index));
        });
        FAIL() << "nothing was thrown";
      } catch (const std::runtime_error& error) {
        EXPECT_EQ(error.what(), std::to_string(*failing.begin()));
      }
    }
  }
}

TEST_P(ParallelSeam, AllBlocksBelowTheFailedOneHaveRun) {
  std::vector<std::atomic<int>> calls(300);
  EXPECT_THROW(for_blocks(300, 1,
                          [&](const Block& block) {
                            ++calls[block.index];
                            if (block.index >= 250) throw 1;
                          }),
               int);
  for (std::size_t i = 0; i <= 250; ++i) EXPECT_EQ(calls[i], 1) << i;
}

TEST_P(ParallelSeam, WorksAgainAfterAFailure) {
  EXPECT_THROW(for_blocks(10, 1, [](const Block&) { throw std::runtime_error("x"); }),
               std::runtime_error);
  EXPECT_FALSE(parallel_detail::inside_block());
  std::atomic<int> calls = 0;
  for_blocks(10, 1, [&](const Block&) { ++calls; });
  EXPECT_EQ(calls, 10);
}

TEST_P(ParallelSeam, ALoopInsideABlockRunsInOrderOnItsThread) {
  std::atomic<int> calls = 0;
  for_blocks(20, 3, [&](const Block&) {
    const auto thread = std::this_thread::get_id();
    std::vector<std::size_t> order;
    for_blocks(9, 2, [&](const Block& inner) {
      EXPECT_EQ(std::this_thread::get_id(), thread);
      EXPECT_TRUE(parallel_detail::inside_block());
      order.push_back(inner.index);
      ++calls;
    });
    EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
    EXPECT_TRUE(parallel_detail::inside_block());
    std::vector<int> values{3, 1, 2};
    parallel_sort(values.begin(), values.end());
    EXPECT_EQ(values, (std::vector<int>{1, 2, 3}));
  });
  EXPECT_EQ(calls, 7 * 5);
}

TEST_P(ParallelSeam, AnExceptionOfAnInnerLoopGoesToTheOuterOne) {
  try {
    for_blocks(8, 1, [&](const Block& outer) {
      for_blocks(4, 1, [&](const Block& inner) {
        if (outer.index >= 2 && inner.index >= 1)
          throw std::runtime_error(std::to_string(outer.index) + "." + std::to_string(inner.index));
      });
    });
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "2.1");
  }
}

/// Joining texts is associative but not commutative, so it shows the order of merging.
struct JoinedText {
  std::string text;

  static JoinedText empty() { return {}; }
  void merge(JoinedText other) { text += other.text; }
  [[nodiscard]] std::string finish() const { return text; }
};

TEST_P(ParallelSeam, ReducesInBlockOrder) {
  for (const std::size_t items : {0U, 1U, 10U, 1234U}) {
    for (const std::size_t block_size : {1U, 7U, 5000U}) {
      std::string expected;
      for (std::size_t i = 0; i < items; ++i) expected += std::to_string(i) + ",";
      const auto joined = reduce_blocks<JoinedText>(items, block_size, [](const Block& block) {
        JoinedText state;
        for (std::size_t i = block.begin; i < block.end; ++i) state.text += std::to_string(i) + ",";
        return state;
      });
      EXPECT_EQ(joined.finish(), expected);
    }
  }
}

TEST_P(ParallelSeam, SortsAsTheStandardLibraryDoes) {
  for (const std::size_t size : {0U, 1U, 2U, 1000U, 65536U, 65537U, 300000U}) {
    Random random(size, 0, 0);
    std::vector<std::uint64_t> values(size);
    for (std::uint64_t& value : values) value = random.next() >> 20;
    std::vector<std::uint64_t> expected = values;
    std::sort(expected.begin(), expected.end());
    parallel_sort(values.begin(), values.end());
    EXPECT_TRUE(values == expected) << size;
  }
}

TEST_P(ParallelSeam, SortsByAnyOrderAndManyEqualKeys) {
  std::vector<std::pair<int, int>> values(200000);
  Random random(5, 5, 5);
  for (int i = 0; auto& value : values) value = {static_cast<int>(random.below(3)), i++};
  const auto less = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  };
  auto expected = values;
  std::sort(expected.begin(), expected.end(), less);
  std::reverse(values.begin(), values.end());
  parallel_sort(values.begin(), values.end(), less);
  EXPECT_TRUE(values == expected);
}

TEST(ParallelThreads, NoneMeansAllOfTheMachine) {
  const ScopedParallelSetting scope({ParallelBackend::kOpenMp, 3});
  EXPECT_EQ(num_threads(), 3);
  set_num_threads(0);
  EXPECT_GE(num_threads(), 1);
  EXPECT_THROW(set_num_threads(-1), InternalError);
}

TEST(NumBlocks, RoundsUpWithoutOverflow) {
  constexpr std::size_t kMost = std::numeric_limits<std::size_t>::max();
  EXPECT_EQ(num_blocks(0, 5), 0U);
  EXPECT_EQ(num_blocks(5, 5), 1U);
  EXPECT_EQ(num_blocks(6, 5), 2U);
  EXPECT_EQ(num_blocks(10, kMost), 1U);
  EXPECT_EQ(num_blocks(kMost, kMost), 1U);
  EXPECT_EQ(num_blocks(kMost, 1), kMost);
}

}  // namespace
}  // namespace fsu

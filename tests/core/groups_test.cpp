#include "kernels/core/groups.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu {
namespace {

/// The items of every code, in order.
std::vector<std::vector<std::uint32_t>> reference_groups(const std::vector<std::uint32_t>& codes,
                                                         std::size_t num_codes) {
  std::vector<std::vector<std::uint32_t>> groups(num_codes);
  for (std::uint32_t i = 0; i < codes.size(); ++i) {
    if (codes[i] != kNoGroup) groups[codes[i]].push_back(i);
  }
  return groups;
}

void check(const std::vector<std::uint32_t>& codes, std::size_t num_codes) {
  const Groups groups = group_by_code(codes, num_codes);
  const auto expected = reference_groups(codes, num_codes);
  ASSERT_EQ(groups.size(), num_codes);
  std::size_t num_members = 0;
  for (std::uint32_t code = 0; code < num_codes; ++code) {
    num_members += groups.of(code).size();
    ASSERT_TRUE(std::ranges::equal(groups.of(code), expected[code])) << code;
  }
  EXPECT_EQ(num_members, groups.members.size());
}

std::vector<std::uint32_t> random_codes(std::uint64_t seed, std::size_t num_items,
                                        std::uint64_t num_codes, double none) {
  Random random(seed, 0, num_items);
  std::vector<std::uint32_t> codes(num_items);
  for (std::uint32_t& code : codes) {
    code = random.chance(none) ? kNoGroup : static_cast<std::uint32_t>(random.below(num_codes));
  }
  return codes;
}

TEST(Groups, Degenerate) {
  EXPECT_EQ(Groups().size(), 0u);
  check({}, 0);
  check({}, 5);
  check({0}, 1);
  check({3}, 4);
  check({kNoGroup}, 0);
  check({kNoGroup, kNoGroup}, 3);
  check({2, kNoGroup, 0, 2, 1, 2}, 3);
  check(std::vector<std::uint32_t>(1000, 4), 9);
}

TEST(Groups, EqualTheReferenceOnRandomCodes) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Random random(seed, 1, 0);
    const std::uint64_t num_codes = 1 + random.below(300);
    check(random_codes(seed, random.below(2000), num_codes, random.uniform()), num_codes);
  }
}

/// Few codes make many blocks, many codes one block; both sides of the block size.
TEST(Groups, EqualTheReferenceOverSeveralBlocksOnAnyThreads) {
  for (const std::size_t num_items : {65'535u, 65'536u, 65'537u, 200'001u}) {
    for (const std::size_t num_codes : {1u, 7u, 150'000u}) {
      const std::vector<std::uint32_t> codes = random_codes(3, num_items, num_codes, 0.1);
      for (const int threads : {1, 2, 3}) {
        const test::ScopedParallelSetting scope({parallel_backend(), threads});
        check(codes, num_codes);
      }
    }
  }
}

TEST(Groups, AllEqualAndAllNoneOverSeveralBlocks) {
  check(std::vector<std::uint32_t>(200'000, 1), 3);
  check(std::vector<std::uint32_t>(200'000, kNoGroup), 3);
}

}  // namespace
}  // namespace fsu

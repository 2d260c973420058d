#include "kernels/blocking/key_set.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "kernels/core/random.hpp"

namespace fsu::blocking {
namespace {

TEST(KeySet, MissesNoKeyOfAnyKind) {
  for (const std::size_t num_bits : {0u, 1u, 64u, 65u, 1000u, 20'000u}) {
    KeySet keys(num_bits);
    std::vector<std::pair<std::size_t, std::uint64_t>> added;
    for (std::uint64_t i = 0; i < 500; ++i) {
      Random random(1, num_bits, i);
      const std::uint64_t key = random.chance(0.1) ? ~random.below(3) : random.next();
      added.emplace_back(random.below(20), key);
      keys.add(added.back().first, key);
      for (const auto& [kind, of] : added) ASSERT_TRUE(keys.may_have(kind, of)) << num_bits;
    }
  }
}

TEST(KeySet, AnEmptyOneHasNothing) {
  const KeySet keys(1000);
  for (std::uint64_t key = 0; key < 1000; ++key) EXPECT_FALSE(keys.may_have(key % 20, key));
}

/// It would be right, and of no use, if it let every key through.
TEST(KeySet, KeepsMostOtherKeysOut) {
  constexpr std::uint64_t kNumKeys = 2000;
  KeySet keys(16 * kNumKeys);
  for (std::uint64_t key = 0; key < kNumKeys; ++key) keys.add(3, key * key);
  std::size_t num_let_through = 0;
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    num_let_through += keys.may_have(3, (std::uint64_t{1} << 40) + i);
  }
  EXPECT_LT(num_let_through, 1000u);  // one in sixteen is expected
  EXPECT_GT(num_let_through, 200u);
}

}  // namespace
}  // namespace fsu::blocking

#include "kernels/blocking/identity_keys.hpp"

#include <gtest/gtest.h>

#include <array>

#include "tests/blocking/random_identities.hpp"

namespace fsu::blocking {
namespace {

/// Keys compare as identities do, for every pair.
void check(const std::vector<Identity>& identities) {
  const IdentityKeys keys(std::array{std::span(identities)});
  for (const Identity& a : identities) {
    for (const Identity& b : identities) {
      ASSERT_EQ(keys.of(a) <=> keys.of(b), a <=> b);
    }
  }
}

TEST(IdentityKeys, Degenerate) {
  check({});
  check({Identity{}});
  check({Identity{}, Identity{{0}, {0}, {0}, 1, {0}, {0}}});
  // The largest ids and dates there are, and a date below none.
  constexpr std::uint32_t kLargest = NameId::kNoneValue - 1;
  check({Identity{{kLargest}, {}, {}, 99991231, {}, {}}, Identity{{}, {kLargest}, {}, -1, {}, {}},
         Identity{{}, {}, {kLargest}, 0, {kLargest}, {}}, Identity{{}, {}, {}, 0, {}, {kLargest}},
         Identity{{3}, {3}, {3}, 19800101, {3}, {3}}, Identity{}});
}

TEST(IdentityKeys, AreInTheOrderOfIdentities) { check(random_identities(11, 400)); }

TEST(IdentityKeys, OfAllSources) {
  const std::vector<Identity> a = {Identity{{5}, {}, {}, 0, {}, {}}};
  const std::vector<Identity> b = {Identity{{70000}, {}, {}, 0, {}, {}}};
  const IdentityKeys keys(std::array<std::span<const Identity>, 2>{a, b});
  EXPECT_LT(keys.of(a[0]), keys.of(b[0]));
  EXPECT_LT(keys.of(b[0]), keys.of(Identity{}));
}

}  // namespace
}  // namespace fsu::blocking

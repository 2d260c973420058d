#include "kernels/blocking/block_names.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "tests/blocking/random_identities.hpp"

namespace fsu::blocking {
namespace {

using Found = std::vector<std::pair<std::size_t, bool>>;

/// Latest member first, its surname before its forename.
Found reference_find(const std::vector<std::uint32_t>& members, const std::vector<Identity>& right,
                     NameId name) {
  Found found;
  for (std::size_t place = members.size(); place-- > 0;) {
    const Identity& identity = right[members[place]];
    if (identity.surname == name) found.emplace_back(place, true);
    if (identity.forename == name) found.emplace_back(place, false);
  }
  return found;
}

/// Builds the block and asks for each name; `names` may hold names that nobody bears.
void check(BlockNames& block, const std::vector<std::uint32_t>& members,
           const std::vector<Identity>& right, std::uint32_t num_names) {
  block.build(members, right);
  for (std::size_t place = 0; place < members.size(); ++place) {
    ASSERT_EQ(block.member(place), members[place]);
    ASSERT_EQ(block.identity(place), right[members[place]]);
  }
  for (std::uint32_t name = 0; name < num_names; ++name) {
    Found found;
    block.find({name}, [&](const BlockName& entry) {
      found.emplace_back(entry.place(), entry.is_surname());
      ASSERT_EQ(entry.date_of_birth, right[members[entry.place()]].date_of_birth);
    });
    if (!found.empty()) {
      ASSERT_TRUE(block.filter().may_have({name}));
    }
    ASSERT_EQ(found, reference_find(members, right, {name})) << name;
  }
}

std::vector<std::uint32_t> random_members(std::uint64_t seed, std::size_t num_right, double share) {
  std::vector<std::uint32_t> members;
  for (std::uint32_t i = 0; i < num_right; ++i) {
    if (Random(seed, 5, i).chance(share)) members.push_back(i);
  }
  return members;
}

/// Many distinct names, so that names meet in one bucket.
std::vector<Identity> many_names(std::uint64_t seed, std::size_t count, std::uint64_t num_names) {
  std::vector<Identity> right = random_identities(seed, count);
  for (std::size_t i = 0; i < count; ++i) {
    Random random(seed, 6, i);
    for (NameId* name : {&right[i].forename, &right[i].surname}) {
      if (!name->is_none()) *name = {static_cast<std::uint32_t>(random.below(num_names))};
    }
  }
  return right;
}

TEST(BlockNames, Degenerate) {
  BlockNames block;
  check(block, {}, {}, 3);
  check(block, {0}, {Identity{}}, 3);
  check(block, {0}, {Identity{{1}, {1}, {}, 0, {}, {}}}, 3);
  check(block, {0}, {Identity{{1}, {}, {}, 0, {}, {}}}, 3);
  const std::vector<Identity> alike(300, Identity{{0}, {2}, {}, 19800101, {}, {}});
  std::vector<std::uint32_t> all(alike.size());
  std::iota(all.begin(), all.end(), 0u);
  check(block, all, alike, 4);
  check(block, all, std::vector<Identity>(300), 4);
}

/// One object for all: a block must leave no trace in the next, whether larger or smaller.
TEST(BlockNames, EqualAScanBlockAfterBlock) {
  BlockNames block;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    for (const std::uint64_t num_names : {12u, 3000u}) {
      const std::vector<Identity> right = many_names(seed, 600, num_names);
      for (const double share : {1.0, 0.02, 0.3, 0.0, 0.1}) {
        check(block, random_members(seed, right.size(), share), right,
              static_cast<std::uint32_t>(num_names) + 5);
      }
    }
  }
}

}  // namespace
}  // namespace fsu::blocking

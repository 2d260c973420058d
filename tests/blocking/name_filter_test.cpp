// The program runs once an instruction-set path (EVERY_ISA), so each path meets the scan.
#include "kernels/blocking/name_filter.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "kernels/core/isa.hpp"
#include "kernels/core/random.hpp"

namespace fsu::blocking {
namespace {

std::vector<NameId> random_names(std::uint64_t seed, std::size_t count, std::uint64_t bound) {
  Random random(seed, 11, count);
  std::vector<NameId> names(count);
  for (NameId& name : names) name = {static_cast<std::uint32_t>(random.below(bound))};
  return names;
}

/// One at a time: what `may_have` says.
std::vector<NameId> reference_keep(const NameFilter& filter, const std::vector<NameId>& names) {
  std::vector<NameId> kept;
  for (const NameId name : names) {
    if (filter.may_have(name)) kept.push_back(name);
  }
  return kept;
}

void check(const NameFilter& filter, const std::vector<NameId>& names) {
  std::vector<NameId> buffer;
  const auto kept = filter.keep_possible(names, buffer);
  ASSERT_EQ(std::vector<NameId>(kept.begin(), kept.end()), reference_keep(filter, names))
      << isa_name(isa()) << ", " << names.size() << " names";
}

TEST(NameFilter, KeepsWhatWasAdded) {
  NameFilter filter;
  for (const std::size_t num_added : {0u, 1u, 40u, 64u, 65u, 3000u}) {
    filter.reset(num_added);
    const std::vector<NameId> added = random_names(1, num_added, 1u << 20);
    for (const NameId name : added) filter.add(name);
    for (const NameId name : added) ASSERT_TRUE(filter.may_have(name));
    for (std::size_t length = 0; length < 70; ++length) {
      check(filter, random_names(length, length, 1u << 12));
    }
    std::vector<NameId> mixed = random_names(3, 1000, ~std::uint32_t{0});
    mixed.insert(mixed.begin() + static_cast<std::ptrdiff_t>(mixed.size() / 2), added.begin(),
                 added.end());
    mixed.emplace_back();  // none
    check(filter, mixed);
  }
}

TEST(NameFilter, TurnsAwayMostOthers) {
  NameFilter filter;
  filter.reset(1000);
  for (std::uint32_t i = 0; i < 1000; ++i) filter.add({i * 37});
  std::size_t num_wrong = 0;
  for (std::uint32_t i = 0; i < 100000; ++i)
    num_wrong += filter.may_have({1000000 + i * 13}) ? 1u : 0u;
  EXPECT_LT(num_wrong, 20000u);  // 1000 of 8192 bits are set
}

TEST(NameFilter, ForgetsWhatCameBefore) {
  NameFilter filter;
  filter.reset(64);
  filter.add({5});
  filter.reset(64);
  EXPECT_FALSE(filter.may_have({5}));
}

}  // namespace
}  // namespace fsu::blocking

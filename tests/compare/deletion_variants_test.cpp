#include "kernels/compare/deletion_variants.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "tests/compare/name_samples.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::compare {
namespace {

void add_variants(const std::string& text, std::size_t num_deletions, std::set<std::string>& all) {
  all.insert(text);
  for (std::size_t i = 0; num_deletions > 0 && i < text.size(); ++i) {
    add_variants(text.substr(0, i) + text.substr(i + 1), num_deletions - 1, all);
  }
}

/// By the definition, as strings.
std::set<std::string> reference_variants(std::string_view name, std::size_t num_deletions) {
  std::set<std::string> all;
  if (num_deletions > 0)
    add_variants(std::string(name.substr(0, kMaxVariantBytes)), num_deletions, all);
  return all;
}

TEST(VariantHashes, OneForEachVariant) {
  std::map<std::string, std::uint64_t> hash_of;  // over all names: equal variants have equal hashes
  std::map<std::uint64_t, std::string> variant_of;
  VariantHashes variants;
  for (const std::string& name : sample_names(31, 300)) {
    for (std::size_t deletions = 0; deletions <= 2; ++deletions) {
      const auto hashes = variants.make(name, deletions);
      const std::set<std::uint64_t> distinct(hashes.begin(), hashes.end());
      ASSERT_EQ(distinct.size(), reference_variants(name, deletions).size()) << name;
    }
    // What is left when nothing may be taken out of a variant is its own hash.
    for (const std::string& variant : reference_variants(name, 2)) {
      const std::uint64_t own = variants.make(variant, 1)[0];
      const auto of_name = variants.make(name, 2);
      ASSERT_NE(std::ranges::find(of_name, own), of_name.end()) << name << ", " << variant;
      ASSERT_EQ(hash_of.emplace(variant, own).first->second, own);
      ASSERT_EQ(variant_of.emplace(own, variant).first->second, variant);
    }
  }
}

TEST(ShareVariant, EqualsTheDefinition) {
  const std::set<std::string> sorted = sample_names(32, 120);
  std::size_t num_shared = 0;
  for (const std::string& a : sorted) {
    for (const std::string& b : sorted) {
      for (std::size_t deletions = 1; deletions <= 2; ++deletions) {
        const auto ours = reference_variants(a, deletions);
        const auto theirs = reference_variants(b, 2);
        const bool expected = std::ranges::any_of(
            ours, [&](const std::string& variant) { return theirs.contains(variant); });
        ASSERT_EQ(share_variant(a, deletions, b, 2), expected) << a << " and " << b;
        num_shared += expected ? 1u : 0u;
      }
    }
  }
  EXPECT_GT(num_shared, 500u);
}

/// The names behind each name that the groups of all partitions give.
std::vector<std::vector<std::uint32_t>> names_behind(const NameTraits& traits,
                                                     const std::vector<bool>& in_use,
                                                     std::size_t max_variants) {
  const VariantLayout layout = lay_out_variants(traits, in_use, max_variants);
  std::vector<std::set<std::uint32_t>> behind(traits.size());
  AscendingSet set(traits.size());
  for (std::size_t partition = 0; partition < layout.num_partitions; ++partition) {
    const VariantGroups groups(traits, in_use, layout, partition);
    for (std::uint32_t name = 0; name < traits.size(); ++name) {
      std::vector<std::uint32_t> list;
      groups.add_names_behind(NameId{name}, set);
      set.drain(name, list);
      EXPECT_TRUE(std::ranges::is_sorted(list));
      behind[name].insert(list.begin(), list.end());
    }
  }
  std::vector<std::vector<std::uint32_t>> lists;
  for (const std::set<std::uint32_t>& names : behind)
    lists.emplace_back(names.begin(), names.end());
  return lists;
}

TEST(VariantGroups, AreTheNamesThatShareAVariant) {
  const StringColumn names = to_dictionary(sample_names(33, 500));
  const NameTraits traits(names);
  std::vector<bool> in_use(names.size());
  for (std::size_t i = 0; i < in_use.size(); ++i) in_use[i] = Random(34, 1, i).chance(0.8);
  std::vector<std::vector<std::uint32_t>> expected(names.size());
  for (std::uint32_t a = 0; a < names.size(); ++a) {
    for (std::uint32_t b = a + 1; in_use[a] && b < names.size(); ++b) {
      const std::size_t ours = max_deletions(traits[NameId{a}]);
      const std::size_t theirs = max_deletions(traits[NameId{b}]);
      if (in_use[b] && ours > 0 && theirs > 0 && share_variant(names[a], ours, names[b], theirs)) {
        expected[a].push_back(b);
      }
    }
  }
  for (const std::size_t max_variants :
       {std::size_t{100}, std::size_t{5'000}, std::size_t{1} << 20}) {
    EXPECT_EQ(names_behind(traits, in_use, max_variants), expected) << max_variants;
  }
}

TEST(AscendingSet, ListsWhatWasAddedAndForgetsIt) {
  constexpr std::uint32_t kBound = 20'000;
  AscendingSet set(kBound);
  for (std::uint64_t round = 0; round < 20; ++round) {
    std::set<std::uint32_t> expected;
    const std::uint32_t least = static_cast<std::uint32_t>(round * 900);
    for (std::uint64_t i = 0; i < round * 20; ++i) {
      const auto number =
          least + static_cast<std::uint32_t>(Random(35, round, i).below(kBound - least));
      expected.insert(number);
      set.add(number);
    }
    std::vector<std::uint32_t> list;
    set.drain(least, list);
    ASSERT_EQ(list, std::vector<std::uint32_t>(expected.begin(), expected.end()));
  }
}

}  // namespace
}  // namespace fsu::compare

#include "kernels/resolve/average_linkage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "kernels/core/random.hpp"

namespace fsu::resolve {
namespace {

using Clusters = std::vector<std::vector<std::uint32_t>>;

/// Sum of the probabilities between two clusters, looked up pair by pair.
std::uint64_t sum_between(const std::vector<std::vector<std::uint64_t>>& table,
                          const std::vector<std::uint32_t>& a,
                          const std::vector<std::uint32_t>& b) {
  std::uint64_t sum = 0;
  for (const std::uint32_t i : a) {
    for (const std::uint32_t j : b) sum += table[i][j];
  }
  return sum;
}

/// In each round all pairs of clusters are looked at and the best mean is merged; clusters stay in
/// the order of their smallest records, so the first of equal means is the right one.
std::vector<std::uint32_t> reference_clusters(std::size_t num_records,
                                              std::span<const ProbablePair> pairs,
                                              std::uint32_t threshold) {
  std::vector table(num_records, std::vector<std::uint64_t>(num_records));
  for (const ProbablePair& pair : pairs) {
    table[pair.left][pair.right] += pair.probability;
    table[pair.right][pair.left] += pair.probability;
  }
  Clusters clusters(num_records);
  for (std::uint32_t i = 0; i < num_records; ++i) clusters[i] = {i};
  while (true) {
    std::size_t best_a = 0;
    std::size_t best_b = 0;
    std::uint64_t best_sum = 0;
    std::uint64_t best_pairs = 1;
    for (std::size_t a = 0; a < clusters.size(); ++a) {
      for (std::size_t b = a + 1; b < clusters.size(); ++b) {
        const std::uint64_t sum = sum_between(table, clusters[a], clusters[b]);
        const std::uint64_t num_pairs = clusters[a].size() * clusters[b].size();
        if (sum * best_pairs <= best_sum * num_pairs) continue;
        best_a = a;
        best_b = b;
        best_sum = sum;
        best_pairs = num_pairs;
      }
    }
    if (best_sum == 0 || best_sum < best_pairs * threshold) break;
    clusters[best_a].insert(clusters[best_a].end(), clusters[best_b].begin(),
                            clusters[best_b].end());
    clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(best_b));
  }
  std::vector<std::uint32_t> cluster_of(num_records);
  for (std::size_t c = 0; c < clusters.size(); ++c) {
    for (const std::uint32_t i : clusters[c]) cluster_of[i] = static_cast<std::uint32_t>(c);
  }
  return cluster_of;
}

std::vector<ProbablePair> random_pairs(Random& random, std::uint32_t num_records, double share,
                                       std::uint64_t num_values) {
  std::vector<ProbablePair> pairs;
  for (std::uint32_t a = 0; a < num_records; ++a) {
    for (std::uint32_t b = a + 1; b < num_records; ++b) {
      if (!random.chance(share)) continue;
      const auto part = static_cast<std::uint32_t>(kCertain / num_values);
      pairs.push_back({a, b, part * static_cast<std::uint32_t>(1 + random.below(num_values))});
    }
  }
  return pairs;
}

void shuffle(std::vector<ProbablePair>& pairs, Random& random) {
  for (std::size_t i = pairs.size(); i > 1; --i) std::swap(pairs[i - 1], pairs[random.below(i)]);
  for (ProbablePair& pair : pairs) {
    if (random.chance(0.5)) std::swap(pair.left, pair.right);
  }
}

/// Few different probabilities make many equal means; many make few.
TEST(AverageLinkage, EqualsTheSlowTwinInAnyOrderOfThePairs) {
  for (std::uint64_t i = 0; i < 600; ++i) {
    Random random(1, 0, i);
    const auto num_records = static_cast<std::uint32_t>(random.below(26));
    const std::uint64_t num_values = random.chance(0.5) ? 4 : 65536;
    auto pairs = random_pairs(random, num_records, 0.05 + 0.9 * random.uniform(), num_values);
    const auto threshold = static_cast<std::uint32_t>(1 + random.below(kCertain));
    const auto expected = reference_clusters(num_records, pairs, threshold);
    ASSERT_EQ(average_linkage(num_records, pairs, threshold), expected) << i;
    shuffle(pairs, random);
    ASSERT_EQ(average_linkage(num_records, pairs, threshold), expected) << i;
  }
}

TEST(AverageLinkage, Degenerate) {
  using Numbers = std::vector<std::uint32_t>;
  EXPECT_EQ(average_linkage(0, {}, kCertain / 2), Numbers{});
  EXPECT_EQ(average_linkage(1, {}, kCertain / 2), Numbers{0});
  EXPECT_EQ(average_linkage(3, {}, kCertain / 2), (Numbers{0, 1, 2}));
  const std::vector<ProbablePair> one = {{2, 1, kCertain / 2}};
  EXPECT_EQ(average_linkage(3, one, kCertain / 2), (Numbers{0, 1, 1}));
  EXPECT_EQ(average_linkage(3, one, kCertain / 2 + 1), (Numbers{0, 1, 2}));
  std::vector<ProbablePair> all;
  for (std::uint32_t a = 0; a < 40; ++a) {
    for (std::uint32_t b = a + 1; b < 40; ++b) all.push_back({a, b, kCertain});
  }
  EXPECT_EQ(average_linkage(40, all, kCertain), Numbers(40, 0));
}

/// Two groups of three that one certain pair joins: the other eight pairs speak against it.
TEST(AverageLinkage, OneStrongPairDoesNotChainTwoGroups) {
  std::vector<ProbablePair> pairs;
  for (const std::uint32_t begin : {0u, 3u}) {
    pairs.push_back({begin, begin + 1, kCertain});
    pairs.push_back({begin, begin + 2, kCertain});
    pairs.push_back({begin + 1, begin + 2, kCertain});
  }
  pairs.push_back({2, 3, kCertain * 9 / 10});
  EXPECT_EQ(average_linkage(6, pairs, kCertain / 2),
            (std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1}));
}

/// A chain of many records falls apart into pairs, and takes no time to speak of.
TEST(AverageLinkage, LongChain) {
  std::vector<ProbablePair> pairs;
  constexpr std::uint32_t kNumRecords = 20'000;
  for (std::uint32_t i = 0; i + 1 < kNumRecords; ++i) pairs.push_back({i, i + 1, kCertain});
  const auto clusters = average_linkage(kNumRecords, pairs, kCertain * 6 / 10);
  for (std::uint32_t i = 0; i < kNumRecords; ++i) ASSERT_EQ(clusters[i], i / 2);
}

}  // namespace
}  // namespace fsu::resolve

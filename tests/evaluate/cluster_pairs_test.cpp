// Pairs of clusterings against a loop over all pairs of records.
#include "kernels/evaluate/cluster_pairs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "kernels/core/random.hpp"

namespace fsu::evaluate {
namespace {

std::vector<std::uint32_t> random_clusters(std::size_t num_records, std::uint64_t num_clusters,
                                           std::uint64_t seed) {
  std::vector<std::uint32_t> clusters;
  for (std::size_t i = 0; i < num_records; ++i) {
    const auto cluster = static_cast<std::uint32_t>(Random(seed, 4, i).below(num_clusters + 1));
    clusters.push_back(cluster == num_clusters ? kNoCluster : cluster);
  }
  return clusters;
}

bool is_together(const std::vector<std::uint32_t>& clusters, std::size_t a, std::size_t b) {
  return clusters[a] != kNoCluster && clusters[a] == clusters[b];
}

TEST(ClusterPairs, ByHand) {
  const std::vector<std::uint32_t> found = {1, 1, 1, 2, 2, kNoCluster, kNoCluster, 3};
  const std::vector<std::uint32_t> truth = {7, 7, 8, 8, 8, 9, 9, 7};
  EXPECT_EQ(pairs_within(found), 3 + 1);
  EXPECT_EQ(pairs_within(truth), 3 + 3 + 1);
  EXPECT_EQ(pairs_in_common(found, truth), 1 + 1);
  EXPECT_EQ(records_with_partner(found), 5);
  EXPECT_EQ(records_with_partner(truth), 8);
}

TEST(ClusterPairs, AgreeWithTheSlowTwin) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto found = random_clusters(60, 1 + seed, seed);
    const auto truth = random_clusters(60, 9, seed + 100);
    std::int64_t within = 0;
    std::int64_t common = 0;
    std::vector<bool> has_partner(found.size(), false);
    for (std::size_t a = 0; a < found.size(); ++a) {
      for (std::size_t b = a + 1; b < found.size(); ++b) {
        if (!is_together(found, a, b)) continue;
        ++within;
        common += is_together(truth, a, b) ? 1 : 0;
        has_partner[a] = has_partner[b] = true;
      }
    }
    EXPECT_EQ(pairs_within(found), within);
    EXPECT_EQ(pairs_in_common(found, truth), common);
    EXPECT_EQ(pairs_in_common(truth, found), common);
    EXPECT_EQ(records_with_partner(found),
              std::count(has_partner.begin(), has_partner.end(), true));
  }
}

TEST(ClusterPairs, DegenerateClusterings) {
  EXPECT_EQ(pairs_within({}), 0);
  EXPECT_EQ(pairs_in_common({}, {}), 0);
  EXPECT_EQ(pairs_within(std::vector<std::uint32_t>{4}), 0);
  EXPECT_EQ(pairs_within(std::vector<std::uint32_t>(5, kNoCluster)), 0);
  const std::vector<std::uint32_t> giant(100000, 3);
  EXPECT_EQ(pairs_within(giant), std::int64_t{100000} * 99999 / 2);
  EXPECT_EQ(pairs_in_common(giant, giant), std::int64_t{100000} * 99999 / 2);
}

}  // namespace
}  // namespace fsu::evaluate

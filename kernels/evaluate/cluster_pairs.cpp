#include "kernels/evaluate/cluster_pairs.hpp"

#include <vector>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel_sort.hpp"

namespace fsu::evaluate {
namespace {

/// Calls `count` with the size of every group of equal values.
template <class Value, class Function>
void for_each_group(std::vector<Value> values, const Function& count) {
  parallel_sort(values.begin(), values.end());
  for (std::size_t begin = 0, end = 0; begin < values.size(); begin = end) {
    for (end = begin + 1; end < values.size() && values[end] == values[begin];) ++end;
    count(static_cast<std::int64_t>(end - begin));
  }
}

std::vector<std::uint32_t> in_a_cluster(std::span<const std::uint32_t> clusters) {
  std::vector<std::uint32_t> members;
  for (const std::uint32_t cluster : clusters) {
    if (cluster != kNoCluster) members.push_back(cluster);
  }
  return members;
}

constexpr std::int64_t pairs_of(std::int64_t records) { return records * (records - 1) / 2; }

}  // namespace

std::int64_t pairs_within(std::span<const std::uint32_t> clusters) {
  std::int64_t pairs = 0;
  for_each_group(in_a_cluster(clusters), [&](std::int64_t size) { pairs += pairs_of(size); });
  return pairs;
}

std::int64_t records_with_partner(std::span<const std::uint32_t> clusters) {
  std::int64_t records = 0;
  for_each_group(in_a_cluster(clusters),
                 [&](std::int64_t size) { records += size > 1 ? size : 0; });
  return records;
}

std::int64_t pairs_in_common(std::span<const std::uint32_t> clusters,
                             std::span<const std::uint32_t> other_clusters) {
  FSU_CHECK(clusters.size() == other_clusters.size());
  std::vector<std::uint64_t> cuts;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    if (clusters[i] != kNoCluster && other_clusters[i] != kNoCluster)
      cuts.push_back(std::uint64_t{clusters[i]} << 32 | other_clusters[i]);
  }
  std::int64_t pairs = 0;
  for_each_group(std::move(cuts), [&](std::int64_t size) { pairs += pairs_of(size); });
  return pairs;
}

}  // namespace fsu::evaluate

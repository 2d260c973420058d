// Pairs of records that clusters imply, and how many of them two clusterings share.
//
// Input: the cluster of each record as a number, in one clustering or in two. A cluster of n
// records implies n (n - 1) / 2 pairs; the pairs that two clusterings share are those of the
// clusters' cuts. Counted from sorted cluster numbers, never pair by pair, so one giant cluster
// costs no more than many small ones.
#pragma once

#include <cstdint>
#include <limits>
#include <span>

namespace fsu::evaluate {

/// The cluster of a record that is in none: it forms no pair.
inline constexpr std::uint32_t kNoCluster = std::numeric_limits<std::uint32_t>::max();

/// Pairs of records in one cluster.
[[nodiscard]] std::int64_t pairs_within(std::span<const std::uint32_t> clusters);

/// Records in a cluster of two or more.
[[nodiscard]] std::int64_t records_with_partner(std::span<const std::uint32_t> clusters);

/// Pairs of records that are in one cluster by both; the spans have one length.
[[nodiscard]] std::int64_t pairs_in_common(std::span<const std::uint32_t> clusters,
                                           std::span<const std::uint32_t> other_clusters);

}  // namespace fsu::evaluate

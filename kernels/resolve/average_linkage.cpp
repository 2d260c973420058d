#include "kernels/resolve/average_linkage.hpp"

#include <algorithm>
#include <map>
#include <queue>

#include "kernels/core/check.hpp"
#include "kernels/core/uint128.hpp"

namespace fsu::resolve {
namespace {

/// Two clusters and the sum of the probabilities between them.
struct Merge {
  std::uint64_t sum = 0;
  std::uint64_t num_pairs = 1;  ///< of all pairs between them
  std::uint32_t a = 0;          ///< smallest record of the one, below that of the other
  std::uint32_t b = 0;

  /// Later in the queue: the smaller mean, then the larger records.
  friend bool operator<(const Merge& x, const Merge& y) {
    const UInt128 left = static_cast<UInt128>(x.sum) * y.num_pairs;
    const UInt128 right = static_cast<UInt128>(y.sum) * x.num_pairs;
    if (left != right) return left < right;
    return x.a != y.a ? x.a > y.a : x.b > y.b;
  }
};

/// Clusters are known by their smallest record.
class Agglomeration {
 public:
  Agglomeration(std::size_t num_records, std::span<const ProbablePair> pairs,
                std::uint32_t threshold)
      : threshold_(threshold), parent_(num_records), size_(num_records, 1), links_(num_records) {
    for (std::size_t i = 0; i < num_records; ++i) parent_[i] = static_cast<std::uint32_t>(i);
    for (const ProbablePair& pair : pairs) {
      FSU_CHECK(pair.left != pair.right);
      links_[pair.left][pair.right] += pair.probability;
      links_[pair.right][pair.left] += pair.probability;
    }
    for (std::uint32_t a = 0; a < num_records; ++a) {
      for (const auto& [b, sum] : links_[a]) {
        if (a < b) propose(a, b, sum);
      }
    }
  }

  std::vector<std::uint32_t> run() {
    while (!queue_.empty()) {
      const Merge best = queue_.top();
      queue_.pop();
      if (is_current(best)) merge(best.a, best.b);
    }
    return numbered();
  }

 private:
  void propose(std::uint32_t a, std::uint32_t b, std::uint64_t sum) {
    const std::uint64_t num_pairs = size_[a] * size_[b];
    if (sum < num_pairs * threshold_) return;
    queue_.push({sum, num_pairs, std::min(a, b), std::max(a, b)});
  }

  [[nodiscard]] bool is_current(const Merge& merge) const {
    if (parent_[merge.a] != merge.a || parent_[merge.b] != merge.b) return false;
    const auto link = links_[merge.a].find(merge.b);
    return size_[merge.a] * size_[merge.b] == merge.num_pairs && link != links_[merge.a].end() &&
           link->second == merge.sum;
  }

  void merge(std::uint32_t a, std::uint32_t b) {
    parent_[b] = a;
    size_[a] += size_[b];
    links_[a].erase(b);
    for (const auto& [other, sum] : links_[b]) {
      links_[other].erase(b);
      if (other == a) continue;
      links_[a][other] += sum;
      links_[other][a] = links_[a][other];
    }
    links_[b].clear();
    for (const auto& [other, sum] : links_[a]) propose(a, other, sum);
  }

  [[nodiscard]] std::uint32_t root(std::uint32_t record) const {
    while (parent_[record] != record) record = parent_[record];
    return record;
  }

  [[nodiscard]] std::vector<std::uint32_t> numbered() const {
    std::vector<std::uint32_t> cluster(parent_.size());
    std::uint32_t next = 0;
    for (std::uint32_t i = 0; i < parent_.size(); ++i) {
      const std::uint32_t smallest = root(i);
      cluster[i] = smallest == i ? next++ : cluster[smallest];
    }
    return cluster;
  }

  std::uint64_t threshold_;
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint64_t> size_;
  std::vector<std::map<std::uint32_t, std::uint64_t>> links_;
  std::priority_queue<Merge> queue_;
};

}  // namespace

std::vector<std::uint32_t> average_linkage(std::size_t num_records,
                                           std::span<const ProbablePair> pairs,
                                           std::uint32_t threshold) {
  return Agglomeration(num_records, pairs, threshold).run();
}

}  // namespace fsu::resolve

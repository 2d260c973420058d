#include "kernels/ranking/ranks.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/parallel_sort.hpp"

namespace fsu::ranking {
namespace {

struct RankedRow {
  RankKey key;
  std::uint32_t row = 0;
};

bool is_shown_before(const RankedRow& a, const RankedRow& b) {
  return a.key != b.key ? a.key > b.key : a.row < b.row;
}

}  // namespace

std::vector<std::uint32_t> display_order(const MetricScores& scores) {
  FSU_CHECK(scores.size() < 0xffffffffULL);
  const auto num_rows = static_cast<std::uint32_t>(scores.size());
  std::vector<RankedRow> scored;
  std::vector<std::uint32_t> unscored;
  for (std::uint32_t row = 0; row < num_rows; ++row) {
    const RankKey key = rank_key(scores, row);
    if (key == RankKey{}) {
      unscored.push_back(row);
    } else {
      scored.push_back({key, row});
    }
  }
  parallel_sort(scored.begin(), scored.end(), is_shown_before);
  std::vector<std::uint32_t> order;
  order.reserve(num_rows);
  for (const RankedRow& ranked : scored) order.push_back(ranked.row);
  order.insert(order.end(), unscored.begin(), unscored.end());
  return order;
}

std::vector<std::int64_t> ranks_in_order(const MetricScores& scores,
                                         std::span<const std::uint32_t> ordered) {
  std::vector<std::int64_t> ranks(ordered.size());
  for (std::size_t place = 0; place < ordered.size(); ++place) {
    const bool is_tied =
        place > 0 && rank_key(scores, ordered[place]) == rank_key(scores, ordered[place - 1]);
    ranks[place] = is_tied ? ranks[place - 1] : static_cast<std::int64_t>(place) + 1;
  }
  return ranks;
}

std::vector<std::int64_t> competition_ranks(const MetricScores& scores) {
  const std::vector<std::uint32_t> order = display_order(scores);
  const std::vector<std::int64_t> ordered_ranks = ranks_in_order(scores, order);
  std::vector<std::int64_t> ranks(order.size());
  for (std::size_t place = 0; place < order.size(); ++place) {
    ranks[order[place]] = ordered_ranks[place];
  }
  return ranks;
}

}  // namespace fsu::ranking

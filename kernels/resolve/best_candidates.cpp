#include "kernels/resolve/best_candidates.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "kernels/core/check.hpp"
#include "kernels/core/probability_parts.hpp"

namespace fsu::resolve {
namespace {

constexpr int kNumRounds = 10;

struct PairView {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  Weight weight = 0;
};

/// For one file every pair stands under both of its records; ascending by (left, right).
std::vector<PairView> pairs_by_left(const RecordPairs& pairs, bool is_one_file) {
  std::vector<PairView> views;
  views.reserve(pairs.left.size() * (is_one_file ? 2 : 1));
  for (std::size_t i = 0; i < pairs.left.size(); ++i) {
    views.push_back({pairs.left[i], pairs.right[i], pairs.weights[i]});
    if (is_one_file) views.push_back({pairs.right[i], pairs.left[i], pairs.weights[i]});
  }
  if (is_one_file) {
    std::sort(views.begin(), views.end(), [](const PairView& a, const PairView& b) {
      return a.left != b.left ? a.left < b.left : a.right < b.right;
    });
  }
  return views;
}

/// Keeps of each record at most the one pair that a one-to-one choice gives it.
std::vector<PairView> choose_one_to_one(std::vector<PairView> views, bool is_one_file) {
  std::sort(views.begin(), views.end(), [](const PairView& a, const PairView& b) {
    if (a.weight != b.weight) return a.weight > b.weight;
    return a.left != b.left ? a.left < b.left : a.right < b.right;
  });
  std::uint32_t most = 0;
  for (const PairView& view : views) most = std::max({most, view.left, view.right});
  std::vector<bool> is_left_taken(std::size_t{most} + 1);
  std::vector<bool> is_right_taken(std::size_t{most} + 1);
  std::vector<PairView> chosen;
  for (const PairView& view : views) {
    if (is_one_file && view.left > view.right) continue;
    if (is_left_taken[view.left] || (is_one_file ? is_left_taken : is_right_taken)[view.right]) {
      continue;
    }
    is_left_taken[view.left] = true;
    (is_one_file ? is_left_taken : is_right_taken)[view.right] = true;
    chosen.push_back(view);
    if (is_one_file) chosen.push_back({view.right, view.left, view.weight});
  }
  std::sort(chosen.begin(), chosen.end(),
            [](const PairView& a, const PairView& b) { return a.left < b.left; });
  return chosen;
}

template <class Function>
void for_each_left(std::span<const PairView> views, const Function& function) {
  for (std::size_t begin = 0; begin < views.size();) {
    std::size_t end = begin;
    while (end < views.size() && views[end].left == views[begin].left) ++end;
    function(views.subspan(begin, end - begin));
    begin = end;
  }
}

double odds_of(std::span<const PairView> of_left) {
  double sum = 0;
  for (const PairView& view : of_left) sum += fixed_exp2(view.weight);
  return sum;
}

/// r: the share of left records without a partner.
double share_without_partner(std::span<const PairView> views, std::size_t num_left) {
  const double least = 1.0 / static_cast<double>(std::max<std::size_t>(num_left, 2));
  double without = 1;
  for (int round = 0; round < kNumRounds; ++round) {
    std::uint64_t parts = 0;
    for_each_left(views, [&](std::span<const PairView> of_left) {
      const double odds = odds_of(of_left);
      const double posterior = std::isinf(odds) ? 1.0 : odds / (without + odds);
      parts += parts_of_probability(posterior);
    });
    const double with = probability_of_parts(parts) / static_cast<double>(num_left);
    without = std::max(1 - with, least);
  }
  return without;
}

Decision decide_record(std::span<const PairView> of_left, double without,
                       const BestConfig& config) {
  const auto heavier = [](const PairView& a, const PairView& b) { return a.weight < b.weight; };
  // max_element gives the first of equal ones, which has the smallest right record.
  const auto best = std::max_element(of_left.begin(), of_left.end(), heavier);
  Decision decision;
  decision.person = PersonId{best->right};
  decision.weight = static_cast<StoredWeight>(best->weight);
  decision.candidates = checked_cast<std::uint32_t>(of_left.size());
  const PairView* runner_up = nullptr;
  for (const PairView& view : of_left) {
    if (&view == &*best) continue;
    if (runner_up == nullptr || view.weight > runner_up->weight) runner_up = &view;
  }
  if (runner_up != nullptr) {
    decision.runner_up = PersonId{runner_up->right};
    decision.runner_up_weight = static_cast<StoredWeight>(runner_up->weight);
  }
  const double odds = fixed_exp2(best->weight);
  const double all = config.is_one_file ? 1 + odds : without + odds_of(of_left);
  decision.probability = std::isinf(all) ? 1.0 : odds / all;
  DecisionConfig rules = config.decision;
  if (config.is_one_file) rules.link_margin = 0;  // several partners are no rivals
  decision.status = status_of(decision, rules);
  return decision;
}

}  // namespace

std::vector<Decision> best_candidates(const RecordPairs& pairs, const BestConfig& config) {
  std::vector<PairView> views = pairs_by_left(pairs, config.is_one_file);
  const double without =
      config.is_one_file ? 1
                         : share_without_partner(views, std::max<std::size_t>(config.num_left, 1));
  if (config.is_one_to_one) views = choose_one_to_one(std::move(views), config.is_one_file);
  Decision nobody;
  nobody.status = Status::kNoCandidate;
  std::vector<Decision> decisions(config.num_left, nobody);
  for_each_left(views, [&](std::span<const PairView> of_left) {
    decisions[of_left.front().left] = decide_record(of_left, without, config);
  });
  return decisions;
}

}  // namespace fsu::resolve

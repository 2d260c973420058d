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

/// The partner of each left record in a one-to-one choice; none where all are taken.
std::vector<PersonId> choose_one_to_one(std::vector<PairView> views, const BestConfig& config) {
  std::sort(views.begin(), views.end(), [](const PairView& a, const PairView& b) {
    if (a.weight != b.weight) return a.weight > b.weight;
    return a.left != b.left ? a.left < b.left : a.right < b.right;
  });
  std::uint32_t most = 0;
  for (const PairView& view : views) most = std::max({most, view.left, view.right});
  std::vector<PersonId> partner(config.num_left);
  std::vector<bool> is_left_taken(std::size_t{most} + 1);
  std::vector<bool> is_right_taken(std::size_t{most} + 1);
  std::vector<bool>& is_other_taken = config.is_one_file ? is_left_taken : is_right_taken;
  for (const PairView& view : views) {
    if (config.is_one_file && view.left > view.right) continue;
    if (is_left_taken[view.left] || is_other_taken[view.right]) continue;
    is_left_taken[view.left] = true;
    is_other_taken[view.right] = true;
    partner[view.left] = PersonId{view.right};
    if (config.is_one_file) partner[view.right] = PersonId{view.left};
  }
  return partner;
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
  if (num_left == 0) return 1;
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

const PairView& heaviest_of(std::span<const PairView> of_left) {
  // max_element gives the first of equal ones, which has the smallest right record.
  return *std::max_element(
      of_left.begin(), of_left.end(),
      [](const PairView& a, const PairView& b) { return a.weight < b.weight; });
}

/// Of the best among all candidates of its record and nobody, or by itself.
double probability_of(const PairView& best, std::span<const PairView> of_left, double without,
                      const BestConfig& config) {
  // Odds are relative to the heaviest, so that none is infinite.
  const Weight shift =
      std::max<Weight>(config.allows_several() ? best.weight : heaviest_of(of_left).weight, 0);
  const double odds = fixed_exp2(best.weight - shift);
  double all = without * fixed_exp2(-shift);
  if (config.allows_several()) return odds / (all + odds);
  for (const PairView& view : of_left) all += fixed_exp2(view.weight - shift);
  return odds / all;
}

Decision decide_record(std::span<const PairView> of_left, const PairView& best, double without,
                       const BestConfig& config) {
  Decision decision;
  decision.person = PersonId{best.right};
  decision.weight = static_cast<StoredWeight>(best.weight);
  decision.candidates = checked_cast<std::uint32_t>(of_left.size());
  const PairView* runner_up = nullptr;
  for (const PairView& view : of_left) {
    if (&view == &best) continue;
    if (runner_up == nullptr || view.weight > runner_up->weight) runner_up = &view;
  }
  if (runner_up != nullptr) {
    decision.runner_up = PersonId{runner_up->right};
    decision.runner_up_weight = static_cast<StoredWeight>(runner_up->weight);
  }
  decision.probability = probability_of(best, of_left, without, config);
  DecisionConfig rules = config.decision;
  if (config.allows_several()) rules.link_margin = 0;  // several partners are no rivals
  decision.status = status_of(decision, rules);
  return decision;
}

}  // namespace

std::vector<Decision> best_candidates(const RecordPairs& pairs, const BestConfig& config) {
  const std::vector<PairView> views = pairs_by_left(pairs, config.is_one_file);
  const std::size_t num_with_pairs = config.num_left - std::min(config.num_apart, config.num_left);
  const double without = config.allows_several() ? 1 : share_without_partner(views, num_with_pairs);
  std::vector<PersonId> partner;
  if (config.is_one_to_one) partner = choose_one_to_one(views, config);
  Decision nobody;
  nobody.status = Status::kNoCandidate;
  std::vector<Decision> decisions(config.num_left, nobody);
  for_each_left(views, [&](std::span<const PairView> of_left) {
    const std::uint32_t left = of_left.front().left;
    const PairView* best = &heaviest_of(of_left);
    if (config.is_one_to_one) {
      const auto chosen = std::find_if(of_left.begin(), of_left.end(), [&](const PairView& view) {
        return PersonId{view.right} == partner[left];
      });
      if (chosen == of_left.end()) return;
      best = &*chosen;
    }
    decisions[left] = decide_record(of_left, *best, without, config);
  });
  return decisions;
}

}  // namespace fsu::resolve

#include "kernels/resolve/best_candidates.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/probability_parts.hpp"

namespace fsu::resolve {
namespace {

constexpr int kNumRounds = 10;
constexpr std::size_t kBlockSize = std::size_t{1} << 13;

struct PairView {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  Weight weight = 0;
  bool is_pooled = false;
};

/// The candidates of every left record, ascending by (left, right); for one file every pair stands
/// under both of its records.
class Candidates {
 public:
  Candidates(const RecordPairs& pairs, const BestConfig& config) : begins_(config.num_left + 1) {
    const bool is_one_file = config.is_one_file;
    for (std::size_t i = 0; i < pairs.left.size(); ++i) {
      ++begins_[pairs.left[i] + 1];
      if (is_one_file) ++begins_[pairs.right[i] + 1];
    }
    for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
    views_.resize(begins_.back());
    std::vector<std::size_t> next(begins_.begin(), begins_.end() - 1);
    if (is_one_file) {  // a record's smaller partners come before its greater ones
      for (std::size_t i = 0; i < pairs.left.size(); ++i) {
        views_[next[pairs.right[i]]++] = {pairs.right[i], pairs.left[i], pairs.weights[i], false};
      }
    }
    for (std::size_t i = 0; i < pairs.left.size(); ++i) {
      const bool is_pooled = !pairs.pooled.empty() && pairs.pooled[i] != 0;
      views_[next[pairs.left[i]]++] = {pairs.left[i], pairs.right[i], pairs.weights[i], is_pooled};
    }
  }

  [[nodiscard]] std::span<const PairView> all() const { return views_; }
  [[nodiscard]] std::span<const PairView> of(std::size_t left) const {
    return std::span(views_).subspan(begins_[left], begins_[left + 1] - begins_[left]);
  }

 private:
  std::vector<std::size_t> begins_;  ///< by left record, one more
  std::vector<PairView> views_;
};

/// The partner of each left record in a one-to-one choice; none where all are taken.
std::vector<PersonId> choose_one_to_one(std::span<const PairView> candidates,
                                        const BestConfig& config) {
  std::vector<PairView> views(candidates.begin(), candidates.end());
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

double odds_of(std::span<const PairView> of_left) {
  double sum = 0;
  for (const PairView& view : of_left) sum += fixed_exp2(view.weight);
  return sum;
}

/// By left record: the odds of all its candidates.
std::vector<double> all_odds(const Candidates& candidates, std::size_t num_left) {
  std::vector<double> odds(num_left);
  for_blocks(num_left, kBlockSize, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) odds[i] = odds_of(candidates.of(i));
  });
  return odds;
}

/// A sum of parts of probability; mergeable.
struct PartsSum {
  std::uint64_t parts = 0;

  [[nodiscard]] static PartsSum empty() { return {}; }
  void merge(PartsSum other) { parts += other.parts; }
  [[nodiscard]] const PartsSum& finish() const { return *this; }
};

/// r: the share of left records without a partner.
double share_without_partner(std::span<const double> odds, std::size_t num_left) {
  if (num_left == 0) return 1;
  const double least = 1.0 / static_cast<double>(std::max<std::size_t>(num_left, 2));
  double without = 1;
  for (int round = 0; round < kNumRounds; ++round) {
    const PartsSum sum = reduce_blocks<PartsSum>(odds.size(), kBlockSize, [&](const Block& block) {
      PartsSum of_block;
      for (std::size_t i = block.begin; i < block.end; ++i) {
        const double posterior = std::isinf(odds[i]) ? 1.0 : odds[i] / (without + odds[i]);
        of_block.parts += parts_of_probability(posterior);
      }
      return of_block;
    });
    const double with = probability_of_parts(sum.parts) / static_cast<double>(num_left);
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
  double odds = 0;  // of the best and whoever is one with it
  double all = without * fixed_exp2(-shift);
  if (config.allows_several()) {
    odds = fixed_exp2(best.weight - shift);
    return odds / (all + odds);
  }
  for (const PairView& view : of_left) {
    const double one = fixed_exp2(view.weight - shift);
    all += one;
    if (view.is_pooled || &view == &best) odds += one;
  }
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
    if (view.is_pooled || &view == &best) continue;
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
  FSU_CHECK(pairs.pooled.empty() || (!config.is_one_file && !config.is_one_to_one));
  const Candidates candidates(pairs, config);
  const std::size_t num_with_pairs = config.num_left - std::min(config.num_apart, config.num_left);
  const double without =
      config.allows_several()
          ? 1
          : share_without_partner(all_odds(candidates, config.num_left), num_with_pairs);
  std::vector<PersonId> partner;
  if (config.is_one_to_one) partner = choose_one_to_one(candidates.all(), config);
  Decision nobody;
  nobody.status = Status::kNoCandidate;
  std::vector<Decision> decisions(config.num_left, nobody);
  for_blocks(config.num_left, kBlockSize, [&](const Block& block) {
    for (std::size_t left = block.begin; left < block.end; ++left) {
      const std::span<const PairView> of_left = candidates.of(left);
      if (of_left.empty()) continue;
      const PairView* best = &heaviest_of(of_left);
      if (config.is_one_to_one) {
        const auto chosen = std::find_if(of_left.begin(), of_left.end(), [&](const PairView& view) {
          return PersonId{view.right} == partner[left];
        });
        if (chosen == of_left.end()) continue;
        best = &*chosen;
      }
      decisions[left] = decide_record(of_left, *best, without, config);
    }
  });
  return decisions;
}

}  // namespace fsu::resolve

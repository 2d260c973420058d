#include "kernels/model/expectation_maximisation.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "kernels/core/check.hpp"
#include "kernels/model/dependence.hpp"
#include "kernels/model/level_counts.hpp"

namespace fsu::model {
namespace {

/// Pseudo-pairs by which u is drawn towards the product of its parts.
constexpr double kOtherShrinkage = 1;
/// Pairs that every level has at least among those that are not true, seen or not.
constexpr double kLeastOther = 0.1;
/// Of an identifier, as many pairs that fill it count as many: equal ones are at most 1 in 10^6.
constexpr double kManyPairs = 1e5;
constexpr double kFirstLambdaLimit = 0.01;
/// Pairs of the expectation among those that are not true: they matter where all pairs are few.
constexpr double kPriorOthers = 20;
/// The pairs of the expectation are at most this share of the records.
constexpr double kPriorShare = 0.2;
/// Dependence is learned once the shares have settled.
constexpr int kFirstDependenceIteration = 6;

/// How much the pseudo-pairs of the others count: of an identifier that few records fill, less.
double share_of_pseudo_pairs(const ComparisonSpec& spec, const LevelCounts& counts) {
  if (!spec.identifies) return 1;
  double num_filled = 0;
  for (std::size_t l = 0; l < counts.size(); ++l) {
    if (spec.levels[l].presence != kNothingCompared) num_filled += counts[l];
  }
  return std::clamp(num_filled / kManyPairs, 1e-6, 1.0);
}

/// Expectation and maximisation in turn.
class Fitter {
 public:
  Fitter(const FitInput& input, const FitConfig& config)
      : input_(input),
        config_(config),
        prior_pairs_(std::min(config.prior_pairs, kPriorShare * input.num_records)),
        num_digits_(num_agreement_digits(input.comparisons.size())) {
    double num_candidates = 0;
    double num_sampled = 0;
    for (const CountedPattern& pattern : input.patterns) {
      num_candidates += static_cast<double>(pattern.num_pairs);
      num_sampled += static_cast<double>(pattern.num_sampled);
      codes_.push_back(0);
      probabilities_.push_back(0);
    }
    sample_weight_ =
        num_sampled > 0 ? std::max(input.num_all_pairs - num_candidates, 0.0) / num_sampled : 0;
  }

  Model fit() {
    start();
    for (int i = 1; i <= config_.max_iterations; ++i) {
      const double lambda = model_.lambda;
      expect();
      maximise(i);
      model_.num_iterations = i;
      const double change = std::fabs(model_.lambda - lambda);
      model_.has_converged = change <= config_.tolerance * model_.lambda;
      if (model_.has_converged && i >= config_.min_iterations) break;
    }
    return std::move(model_);
  }

 private:
  void start() {
    for (const ComparisonSpec& spec : input_.comparisons) {
      model_.comparisons.push_back({spec, std::vector<LevelShares>(spec.levels.size())});
    }
    for (std::size_t k = 0; k < input_.patterns.size(); ++k) {
      codes_[k] = agreement_code(model_.comparisons, input_.patterns[k].levels);
    }
    const double num_pairs = std::max(input_.num_all_pairs, 1.0);
    if (input_.start != nullptr) {
      model_ = *input_.start;
      return;
    }
    set_shares();  // all p = 0: u from all pairs, m from the expectation
    model_.lambda = std::min(input_.num_records / (2 * num_pairs), kFirstLambdaLimit);
    model_.lambda = std::max(model_.lambda, 1e-15);
  }

  void expect() {
    for (std::size_t k = 0; k < input_.patterns.size(); ++k) {
      const CountedPattern& pattern = input_.patterns[k];
      double odds = std::ldexp(model_.lambda / (1 - model_.lambda), pattern.octave);
      for (std::size_t i = 0; i < model_.comparisons.size(); ++i) {
        const Comparison& comparison = model_.comparisons[i];
        const std::uint8_t level = pattern.levels[i];
        if (comparison.spec.levels[level].presence == kNothingCompared) continue;
        odds *= comparison.shares[level].m / comparison.shares[level].u;
      }
      // A model to go on from may not know all agreements of these pairs.
      const auto shares = model_.dependence.find(codes_[k]);
      if (shares != model_.dependence.end()) odds *= shares->second.m / shares->second.u;
      probabilities_[k] = std::isinf(odds) ? 1.0 : odds / (1 + odds);
    }
  }

  void maximise(int iteration) {
    double num_true = 0;
    for (std::size_t k = 0; k < input_.patterns.size(); ++k) {
      num_true += probabilities_[k] * static_cast<double>(input_.patterns[k].num_pairs);
    }
    const double num_pairs = std::max(input_.num_all_pairs, 1.0);
    // Never 0 or 1: less than a thousandth of a pair says nothing.
    model_.lambda = std::clamp(num_true, 1e-3, num_pairs * 0.999) / num_pairs;
    if (num_pairs <= 1) model_.lambda = std::min(model_.lambda, 0.5);
    set_shares();
    if (config_.learns_dependence && num_digits_ > 0 && iteration >= kFirstDependenceIteration) {
      set_dependence();
    }
  }

  void set_shares() {
    for (std::size_t i = 0; i < model_.comparisons.size(); ++i) {
      Comparison& comparison = model_.comparisons[i];
      const std::vector<LevelSpec>& levels = comparison.spec.levels;
      LevelCounts num_true(levels.size());
      LevelCounts num_other(levels.size());
      LevelCounts num_sampled(levels.size());
      for (std::size_t k = 0; k < input_.patterns.size(); ++k) {
        const CountedPattern& pattern = input_.patterns[k];
        const auto num_pairs = static_cast<double>(pattern.num_pairs);
        const std::uint8_t level = pattern.levels[i];
        num_true[level] += probabilities_[k] * num_pairs;
        num_other[level] += (1 - probabilities_[k]) * num_pairs;
        num_sampled[level] += static_cast<double>(pattern.num_sampled);
      }
      const LevelCounts rest = rest_of(comparison.spec, num_other, num_sampled, sample_weight_);
      for (std::size_t l = 0; l < levels.size(); ++l) {
        num_true[l] += prior_pairs_ * levels[l].expected_share;
        num_other[l] += rest[l] + kPriorOthers * levels[l].expected_other;
      }
      const LevelCounts m = shares_of(comparison.spec, num_true, comparison.spec.shrinkage);
      add_independent_parts(comparison.spec, num_other);
      const double pseudo = share_of_pseudo_pairs(comparison.spec, num_other);
      for (double& count : num_other) count += pseudo * kLeastOther;
      const LevelCounts u = shares_of(comparison.spec, num_other, pseudo * kOtherShrinkage);
      for (std::size_t l = 0; l < levels.size(); ++l) comparison.shares[l] = {m[l], u[l]};
    }
  }

  void set_dependence() {
    std::map<std::uint32_t, AgreementCounts> counts;
    for (std::size_t k = 0; k < input_.patterns.size(); ++k) {
      const CountedPattern& pattern = input_.patterns[k];
      const auto num_pairs = static_cast<double>(pattern.num_pairs);
      AgreementCounts& of = counts[codes_[k]];
      of.num_true += probabilities_[k] * num_pairs;
      of.num_other += (1 - probabilities_[k]) * num_pairs +
                      sample_weight_ * static_cast<double>(pattern.num_sampled);
    }
    model_.dependence = fit_dependence(counts, num_digits_);
  }

  const FitInput& input_;
  const FitConfig& config_;
  double prior_pairs_;
  std::size_t num_digits_;
  double sample_weight_ = 0;
  std::vector<std::uint32_t> codes_;
  std::vector<double> probabilities_;
  Model model_;
};

}  // namespace

int octave_of(Weight weight) {
  const Weight rounded = (weight + kWeightOne / 2) >> kWeightFractionBits;
  return static_cast<int>(std::clamp<Weight>(rounded, -kMostOctaves, kMostOctaves));
}

Model fit_model(const FitInput& input, const FitConfig& config) {
  FSU_CHECK(input.comparisons.size() <= kMaxComparisons);
  return Fitter(input, config).fit();
}

double pair_probability(const Model& model, const CountedPattern& pattern) {
  return probability_of(pattern_weight(model, pattern.levels) +
                        Weight{pattern.octave} * kWeightOne);
}

}  // namespace fsu::model

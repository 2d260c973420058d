#include "src/stages/fit_records.hpp"

#include <algorithm>
#include <array>

#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/probability_parts.hpp"
#include "kernels/model/evidence_shares.hpp"
#include "kernels/model/expectation_maximisation.hpp"
#include "kernels/model/pattern_weights.hpp"
#include "kernels/model/record_context.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockSize = std::size_t{1} << 15;
using model::kMostOctaves;

constexpr std::size_t kNumOctaves = 2 * kMostOctaves + 1;
/// Fit and frequencies in turn: so often, so many iterations each.
constexpr int kNumRounds = 6;
constexpr int kIterationsPerRound = 5;
constexpr int kLastIterations = 60;
/// Pairs below this probability are not counted as the same person.
constexpr double kLeastProbability = 0.01;

/// Further fields are learned from so many pairs that identities make certain, at least.
constexpr double kFewestCertain = 100;

/// Records that hold something, so that they can have a partner.
struct RecordCounts {
  std::size_t left = 0;
  std::size_t right = 0;

  explicit RecordCounts(const RecordSides& sides) {
    for (std::size_t i = 0; i < sides.left.size(); ++i) left += !sides.left_holds_nothing(i);
    if (sides.is_one_file) return;
    for (std::size_t i = 0; i < sides.right.size(); ++i) right += !sides.right_holds_nothing(i);
  }
};

class RecordFitter {
 public:
  RecordFitter(const RecordSides& sides, const ComparedPairs& pairs)
      : sides_(sides), pairs_(pairs) {
    const RecordCounts counts(sides);
    num_records_ =
        static_cast<double>(sides.is_one_file ? counts.left : std::min(counts.left, counts.right));
    left_weights_.assign(sides.left.size(), model::kWholePerson);
    right_weights_.assign(sides.right.size(), model::kWholePerson);
    set_frequencies();
  }

  WeighedRecords fit(const FitOptions& options) {
    if (options.given != nullptr) {
      model_ = *options.given;
    } else {
      learn();
    }
    WeighedRecords result;
    result.weights = pair_weights();
    result.context.resize(result.weights.size());
    if (options.uses_context) {
      result.context =
          model::context_weights({pairs_.left, pairs_.right, result.weights},
                                 {sides_.is_one_file, sides_.left.size(), sides_.right.size()});
      for (std::size_t i = 0; i < result.weights.size(); ++i) {
        result.weights[i] += result.context[i];
      }
    }
    result.model = std::move(model_);
    result.frequencies = std::move(frequencies_);
    return result;
  }

 private:
  void learn() {
    const std::span all(pairs_.comparisons);
    const auto identity = all.first(compare::kNumIdentityComparisons);
    fit_to(identity);
    if (identity.size() == all.size() || learn_fields()) return;
    fit_to(all);
  }

  /// Fit and frequencies in turn, on some of the comparisons.
  void fit_to(std::span<const ComparisonSpec> comparisons) {
    for (int round = 0; round < kNumRounds; ++round) {
      fit_once(comparisons, round == 0, kIterationsPerRound);
      count_people();
      set_frequencies();
    }
    fit_once(comparisons, false, kLastIterations);
  }

  void fit_once(std::span<const ComparisonSpec> comparisons, bool is_first, int max_iterations) {
    const std::vector<model::CountedPattern> patterns = count_patterns();
    model::FitConfig config;
    config.max_iterations = max_iterations;
    const model::Model start = model_;
    model_ = model::fit_model(
        {comparisons, patterns, pairs_.num_all_pairs, num_records_, is_first ? nullptr : &start},
        config);
  }

  /// Learns the further fields from the pairs that identities make certain, where these are most of
  /// the true ones; false where they are not.
  bool learn_fields() {
    const std::vector<Weight> weights = pair_weights();
    std::vector<model::LabelledPattern> patterns;
    for (std::size_t k = 0; k < pairs_.patterns.size(); ++k) {
      patterns.push_back({pairs_.patterns[k], 0, 0, pairs_.num_sampled[k]});
    }
    double num_true = 0;
    double num_certain = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double probability = model::probability_of(weights[i]);
      num_true += probability;
      if (!model::is_certain(probability)) continue;
      model::LabelledPattern& pattern = patterns[pairs_.pattern[i]];
      ++pattern.num_pairs;
      pattern.true_parts += parts_of_probability(probability);
      num_certain += probability;
    }
    if (num_certain < kFewestCertain || num_certain < num_true / 2) return false;
    model::set_fields(std::span(pairs_.comparisons).subspan(compare::kNumIdentityComparisons),
                      model_);
    model::learn_evidence(patterns, pairs_.num_all_pairs, model_);
    return true;
  }

  [[nodiscard]] std::vector<model::CountedPattern> count_patterns() const {
    const std::vector<std::uint32_t> num_pairs = count_octaves();
    std::vector<model::CountedPattern> patterns;
    for (std::size_t k = 0; k < pairs_.patterns.size(); ++k) {
      for (std::size_t o = 0; o < kNumOctaves; ++o) {
        const int octave = static_cast<int>(o) - kMostOctaves;
        const std::uint64_t num_candidates = num_pairs[k * kNumOctaves + o];
        const std::uint64_t num_sampled = octave == 0 ? pairs_.num_sampled[k] : 0;
        if (num_candidates + num_sampled == 0) continue;
        patterns.push_back({pairs_.patterns[k], octave, num_candidates, num_sampled});
      }
    }
    return patterns;
  }

  /// Pairs by (pattern, octave).
  [[nodiscard]] std::vector<std::uint32_t> count_octaves() const {
    std::vector<std::uint32_t> num_pairs(pairs_.patterns.size() * kNumOctaves);
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const std::uint32_t pattern = pairs_.pattern[i];
      const Weight weight = frequency_of(i);
      const auto octave = static_cast<std::size_t>(model::octave_of(weight) + kMostOctaves);
      ++num_pairs[pattern * kNumOctaves + octave];
    }
    return num_pairs;
  }

  [[nodiscard]] std::vector<Weight> pair_weights() const {
    const model::PatternWeights tables(model_);
    std::vector<Weight> of_pattern;
    for (const Levels& levels : pairs_.patterns) of_pattern.push_back(tables.of(levels));
    std::vector<Weight> weights(pairs_.size());
    for_blocks(pairs_.size(), kBlockSize, [&](const Block& block) {
      for (std::size_t i = block.begin; i < block.end; ++i) {
        const std::uint32_t pattern = pairs_.pattern[i];
        weights[i] = of_pattern[pattern] + frequency_of(i);
      }
    });
    return weights;
  }

  [[nodiscard]] Weight frequency_of(std::size_t pair) const {
    return frequency_weight(pairs_.patterns[pairs_.pattern[pair]],
                            frequencies_.right[pairs_.right[pair]],
                            frequencies_.left[pairs_.left[pair]]);
  }

  /// How much of a person each record stands for: one in as many as are probably the same.
  void count_people() {
    const std::vector<Weight> weights = pair_weights();
    std::vector<std::uint64_t> of_left(sides_.left.size());
    std::vector<std::uint64_t> of_right(sides_.right.size());
    std::vector<std::uint64_t>& other = sides_.is_one_file ? of_left : of_right;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double probability = model::probability_of(weights[i]);
      if (probability <= kLeastProbability) continue;
      const std::uint32_t parts = parts_of_probability(probability);
      of_left[pairs_.left[i]] += parts;
      other[pairs_.right[i]] += parts;
    }
    for (std::size_t i = 0; i < of_left.size(); ++i) {
      const double partners = probability_of_parts(of_left[i]);
      const double share = sides_.is_one_file ? 1 / (1 + partners) : std::max(0.0, 1 - partners);
      left_weights_[i] = parts_of_probability(share);
    }
  }

  void set_frequencies() {
    const std::array<model::PopulationRecords, 2> both = {
        model::PopulationRecords{sides_.left, left_weights_},
        model::PopulationRecords{sides_.right, right_weights_}};
    frequencies_ = model::record_frequencies(std::span(both).first(sides_.is_one_file ? 1 : 2),
                                             sides_.left, sides_.right);
  }

  const RecordSides& sides_;
  const ComparedPairs& pairs_;
  double num_records_ = 0;  ///< that can have a partner
  std::vector<std::uint32_t> left_weights_;
  std::vector<std::uint32_t> right_weights_;
  model::RecordFrequencies frequencies_;
  model::Model model_;
};

}  // namespace

WeighedRecords weigh_records(const RecordSides& sides, const ComparedPairs& pairs,
                             const FitOptions& options) {
  return RecordFitter(sides, pairs).fit(options);
}

}  // namespace fsu::stages

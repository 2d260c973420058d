#include "src/stages/decide_records.hpp"

#include <algorithm>

#include "kernels/core/probability_parts.hpp"
#include "kernels/model/model.hpp"
#include "kernels/resolve/average_linkage.hpp"
#include "kernels/resolve/best_candidates.hpp"

namespace fsu::stages {
namespace {

/// Pairs that are less probable join no records.
constexpr double kLeastClusterProbability = 0.01;

bool compares_nothing(const std::vector<ComparisonSpec>& comparisons, const Levels& levels) {
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    if (comparisons[i].levels[levels[i]].presence != kNothingCompared) return false;
  }
  return true;
}

bool holds_nothing(const RecordSides& sides, std::size_t record) {
  const bool has_values =
      std::any_of(sides.fields.begin(), sides.fields.end(),
                  [&](const Field& field) { return !field.left.of(record).empty(); });
  return !has_values && sides.left[record] == Identity{};
}

/// The pairs in which something was compared.
struct CandidatePairs {
  std::vector<std::uint32_t> left;
  std::vector<std::uint32_t> right;
  std::vector<Weight> weights;
};

CandidatePairs candidate_pairs(const ComparedPairs& pairs, std::span<const Weight> weights,
                               const std::vector<bool>& is_empty_pattern) {
  CandidatePairs candidates;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (is_empty_pattern[pairs.pattern[i]]) continue;
    candidates.left.push_back(pairs.left[i]);
    candidates.right.push_back(pairs.right[i]);
    candidates.weights.push_back(weights[i]);
  }
  return candidates;
}

std::vector<resolve::Decision> find_best(const RecordSides& sides, const ComparedPairs& pairs,
                                         std::span<const Weight> weights,
                                         const DecideOptions& options) {
  const resolve::BestConfig config{options.decision, sides.left.size(), sides.is_one_file,
                                   options.is_one_to_one};
  std::vector<bool> is_empty_pattern;
  for (const Levels& levels : pairs.patterns)
    is_empty_pattern.push_back(compares_nothing(pairs.comparisons, levels));
  if (std::find(is_empty_pattern.begin(), is_empty_pattern.end(), true) == is_empty_pattern.end())
    return resolve::best_candidates({pairs.left, pairs.right, weights}, config);
  const CandidatePairs candidates = candidate_pairs(pairs, weights, is_empty_pattern);
  return resolve::best_candidates({candidates.left, candidates.right, candidates.weights}, config);
}

std::vector<std::uint32_t> find_clusters(const RecordSides& sides, const ComparedPairs& pairs,
                                         std::span<const Weight> weights, double threshold) {
  std::vector<resolve::ProbablePair> probable;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const double probability = model::probability_of(weights[i]);
    if (probability > kLeastClusterProbability)
      probable.push_back({pairs.left[i], pairs.right[i], parts_of_probability(probability)});
  }
  return resolve::average_linkage(sides.left.size(), probable, parts_of_probability(threshold));
}

}  // namespace

DecidedRecords decide_records(const RecordSides& sides, const ComparedPairs& pairs,
                              std::span<const Weight> weights, const DecideOptions& options) {
  DecidedRecords decided;
  decided.best = find_best(sides, pairs, weights, options);
  for (std::size_t record = 0; record < decided.best.size(); ++record) {
    if (holds_nothing(sides, record)) decided.best[record].status = resolve::Status::kInsufficient;
  }
  if (sides.is_one_file) {
    decided.clusters = find_clusters(sides, pairs, weights, options.decision.link_probability);
  }
  return decided;
}

}  // namespace fsu::stages

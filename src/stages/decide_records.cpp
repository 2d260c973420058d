#include "src/stages/decide_records.hpp"

#include <optional>

#include "kernels/core/probability_parts.hpp"
#include "kernels/model/model.hpp"
#include "kernels/resolve/average_linkage.hpp"
#include "kernels/resolve/best_candidates.hpp"

namespace fsu::stages {
namespace {

using resolve::Status;

/// Pairs that are less probable join no records.
constexpr double kLeastClusterProbability = 0.01;

/// The status of a record that stands in no pair, whatever the others are.
std::optional<Status> status_apart(const RecordSides& sides, std::size_t record) {
  if (sides.is_left_organisation(record)) return Status::kOrganisation;
  if (sides.left_holds_nothing(record)) return Status::kInsufficient;
  return {};
}

std::vector<resolve::Decision> find_best(const RecordSides& sides, const ComparedPairs& pairs,
                                         std::span<const Weight> weights,
                                         const DecideOptions& options,
                                         std::span<const std::uint8_t> pooled) {
  resolve::BestConfig config{options.decision, sides.left.size(), sides.is_one_file,
                             options.is_one_to_one};
  for (std::size_t i = 0; i < sides.left.size(); ++i) {
    config.num_apart += status_apart(sides, i).has_value();
  }
  std::vector<resolve::Decision> best =
      resolve::best_candidates({pairs.left, pairs.right, weights, pooled}, config);
  for (std::size_t i = 0; i < best.size(); ++i) {
    best[i].status = status_apart(sides, i).value_or(best[i].status);
  }
  return best;
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
                              std::span<const Weight> weights, const DecideOptions& options,
                              std::span<const std::uint8_t> pooled) {
  DecidedRecords decided;
  decided.best = find_best(sides, pairs, weights, options, pooled);
  if (sides.is_one_file) {
    decided.clusters = find_clusters(sides, pairs, weights, options.decision.link_probability);
  }
  return decided;
}

}  // namespace fsu::stages

#include "kernels/evaluate/reliability.hpp"

#include <algorithm>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/evaluate/probability_step.hpp"

namespace fsu::evaluate {
namespace {

constexpr double kPartsOfOne = 9007199254740992.0;  // 2^53

double share_of(double part, std::int64_t whole) {
  return whole == 0 ? kMissingFloat64 : part / static_cast<double>(whole);
}

void add_bin(ReliabilityBin& sum, const ReliabilityBin& bin) {
  sum.links += bin.links;
  sum.right += bin.right;
  sum.stated_parts += bin.stated_parts;
}

}  // namespace

double ReliabilityBin::stated_sum() const {
  return static_cast<double>(stated_parts) / kPartsOfOne;
}
double ReliabilityBin::stated() const { return share_of(stated_sum(), links); }
double ReliabilityBin::observed() const { return share_of(static_cast<double>(right), links); }

void Reliability::add(double probability, bool is_right) {
  FSU_DCHECK(probability >= 0.0 && probability <= 1.0);
  const std::size_t step = reached_step(probability, kNumReliabilityBins);
  ReliabilityBin& bin = bins_[std::min(step, kNumReliabilityBins - 1)];
  ++bin.links;
  if (is_right) ++bin.right;
  bin.stated_parts += static_cast<std::uint64_t>(probability * kPartsOfOne);
}

void Reliability::merge(const Reliability& other) {
  for (std::size_t i = 0; i < kNumReliabilityBins; ++i) add_bin(bins_[i], other.bins_[i]);
}

ReliabilityBin Reliability::all() const {
  ReliabilityBin sum;
  for (const ReliabilityBin& bin : bins_) add_bin(sum, bin);
  return sum;
}

double Reliability::expected_calibration_error() const {
  double distance = 0.0;
  for (const ReliabilityBin& bin : bins_) {
    const double difference = bin.stated_sum() - static_cast<double>(bin.right);
    distance += difference < 0.0 ? -difference : difference;
  }
  return share_of(distance, all().links);
}

Reliability reliability_of(const Candidates& candidates, const ReliabilityScope& scope,
                           std::size_t block_rows) {
  FSU_CHECK(candidates.probability.size() == candidates.outcome.size());
  return reduce_blocks<Reliability>(
             candidates.probability.size(), block_rows,
             [&](const Block& block) {
               Reliability reliability;
               for (std::size_t i = block.begin; i < block.end; ++i) {
                 const double probability = candidates.probability[i];
                 const LinkOutcome outcome = candidates.outcome[i];
                 if (!(probability >= 0.0 && probability <= 1.0)) continue;
                 if (probability > scope.above && has_all(outcome, scope.bits))
                   reliability.add(probability, has_all(outcome, kIsRight));
               }
               return reliability;
             })
      .finish();
}

}  // namespace fsu::evaluate

#include "kernels/evaluate/threshold_counts.hpp"

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::evaluate {

void ThresholdCounts::add(double probability, bool is_right) {
  if (!(probability >= 0.0)) return;
  const std::size_t step = reached_step(probability, kNumThresholdSteps);
  ++counts_.linked[step];
  if (is_right) ++counts_.right[step];
}

void ThresholdCounts::merge(const ThresholdCounts& other) {
  for (std::size_t i = 0; i < kNumThresholds; ++i) {
    counts_.linked[i] += other.counts_.linked[i];
    counts_.right[i] += other.counts_.right[i];
  }
}

ThresholdTable ThresholdCounts::finish() const {
  ThresholdTable table = counts_;
  for (std::size_t i = kNumThresholds - 1; i-- > 0;) {
    table.linked[i] += table.linked[i + 1];
    table.right[i] += table.right[i + 1];
  }
  return table;
}

ThresholdTable count_by_threshold(const Candidates& candidates, LinkOutcome right_bits,
                                  std::int64_t true_links, std::size_t block_rows) {
  FSU_CHECK(candidates.probability.size() == candidates.outcome.size());
  ThresholdTable table =
      reduce_blocks<ThresholdCounts>(candidates.probability.size(), block_rows,
                                     [&](const Block& block) {
                                       ThresholdCounts counts;
                                       for (std::size_t i = block.begin; i < block.end; ++i) {
                                         counts.add(candidates.probability[i],
                                                    has_all(candidates.outcome[i], right_bits));
                                       }
                                       return counts;
                                     })
          .finish();
  table.true_links = true_links;
  return table;
}

std::size_t best_threshold(const ThresholdTable& table) {
  std::size_t best = 0;
  double best_f1 = -1.0;
  for (std::size_t i = 0; i < kNumThresholds; ++i) {
    const double f1 = accuracy_of(table.at(i)).f1.value;
    if (f1 > best_f1) {
      best = i;
      best_f1 = f1;
    }
  }
  return best;
}

}  // namespace fsu::evaluate

#include <algorithm>

#include "kernels/core/check.hpp"
#include "kernels/core/pattern.hpp"
#include "kernels/model/model.hpp"

namespace fsu::model {

Weight prior_weight(std::size_t num_persons) {
  return -fixed_log2(std::max<std::uint64_t>(num_persons, 1));
}

std::vector<Weight> pattern_weights(const Model& model, Weight prior) {
  FSU_CHECK(model.comparisons.size() == kNumComparisons);
  for (std::size_t i = 0; i < kNumComparisons; ++i) {
    FSU_CHECK(model.comparisons[i].levels.size() == kNumLevels[i]);
  }
  std::vector<Weight> weights(kNumPatterns, prior);
  for (std::uint32_t pattern = 0; pattern < kNumPatterns; ++pattern) {
    const auto levels = levels_of(agreement_of(pattern));
    for (std::size_t i = 0; i < kNumComparisons; ++i) {
      weights[pattern] += model.comparisons[i].levels[levels[i]].weight();
    }
  }
  return weights;
}

}  // namespace fsu::model

#include "kernels/model/model.hpp"

#include <cmath>

#include "kernels/core/check.hpp"
#include "kernels/model/dependence.hpp"

namespace fsu::model {

Weight weight_of_ratio(double ratio) {
  FSU_CHECK(ratio > 0 && std::isfinite(ratio));
  int exponent = 0;
  const double mantissa = std::frexp(ratio, &exponent);  // exact
  constexpr int kMantissaBits = 53;
  const auto whole = static_cast<std::uint64_t>(std::ldexp(mantissa, kMantissaBits));
  return fixed_log2(whole) + Weight{exponent - kMantissaBits} * kWeightOne;
}

Weight level_weight(const Comparison& comparison, std::uint8_t level) {
  if (comparison.spec.levels[level].presence == kNothingCompared) return 0;
  const LevelShares& shares = comparison.shares[level];
  return weight_of_ratio(shares.m / shares.u);
}

Weight prior_weight(const Model& model) {
  return weight_of_ratio(model.lambda / (1 - model.lambda));
}

Weight dependence_weight(const Model& model, const Levels& levels) {
  if (model.dependence.empty()) return 0;
  const auto found = model.dependence.find(agreement_code(model.comparisons, levels));
  return found == model.dependence.end() ? 0 : weight_of_ratio(found->second.m / found->second.u);
}

Weight pattern_weight(const Model& model, const Levels& levels) {
  Weight weight = prior_weight(model) + dependence_weight(model, levels);
  for (std::size_t i = 0; i < model.comparisons.size(); ++i) {
    weight += level_weight(model.comparisons[i], levels[i]);
  }
  return weight;
}

double probability_of(Weight weight) {
  const double odds = fixed_exp2(weight);
  return std::isinf(odds) ? 1.0 : odds / (1.0 + odds);
}

}  // namespace fsu::model

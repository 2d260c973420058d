#include "kernels/model/pattern_weights.hpp"

#include "kernels/model/dependence.hpp"

namespace fsu::model {

PatternWeights::PatternWeights(const Model& model) : prior_(prior_weight(model)) {
  for (const Comparison& comparison : model.comparisons) {
    std::vector<Weight>& weights = of_level_.emplace_back();
    std::vector<std::uint8_t>& digits = digits_.emplace_back();
    for (std::size_t level = 0; level < comparison.spec.levels.size(); ++level) {
      weights.push_back(level_weight(comparison, static_cast<std::uint8_t>(level)));
      digits.push_back(agreement_digit(comparison.spec.levels[level]));
    }
  }
  if (model.dependence.empty()) return;
  of_code_.resize(num_agreement_codes(model.comparisons.size()));
  for (const auto& [code, shares] : model.dependence) {
    of_code_[code] = weight_of_ratio(shares.m / shares.u);
  }
}

Weight PatternWeights::of_comparisons(const Levels& levels, std::size_t begin,
                                      std::size_t end) const {
  if (of_level_.empty()) return 0;
  Weight sum = 0;
  for (std::size_t i = begin; i < end; ++i) sum += of_level_[i][levels[i]];
  return sum;
}

bool PatternWeights::agrees_on(const PatternWeights& other, std::size_t begin,
                               std::size_t end) const {
  const auto is_within = [&](const PatternWeights& weights) {
    return end <= weights.of_level_.size();
  };
  if (!is_within(*this) || !is_within(other)) return false;
  for (std::size_t i = begin; i < end; ++i) {
    if (of_level_[i] != other.of_level_[i]) return false;
  }
  return true;
}

Weight PatternWeights::of(const Levels& levels) const {
  const Weight sum = prior_ + of_comparisons(levels, 0, of_level_.size());
  if (of_code_.empty()) return sum;
  std::size_t code = digits_[0][levels[0]];
  for (std::size_t i = kFirstField; i < of_level_.size(); ++i) {
    code = code * kAgreementBase + digits_[i][levels[i]];
  }
  return sum + of_code_[code];
}

}  // namespace fsu::model

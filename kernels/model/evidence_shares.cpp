#include "kernels/model/evidence_shares.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "kernels/core/probability_parts.hpp"
#include "kernels/model/dependence.hpp"

namespace fsu::model {
namespace {

/// Pseudo-pairs of the expectation among true pairs, and that every level has among the others.
constexpr double kTruePseudoPairs = 10;
constexpr double kLeastOther = 0.1;

/// How many true and other pairs one pattern stands for.
AgreementCounts counts_of(const LabelledPattern& pattern, double sample_weight) {
  const double num_true = probability_of_parts(pattern.true_parts);
  return {num_true, static_cast<double>(pattern.num_pairs) - num_true +
                        sample_weight * static_cast<double>(pattern.num_sampled)};
}

/// Pairs of the rest that one of the sample stands for.
double weight_of_sample(std::span<const LabelledPattern> patterns, double num_all_pairs) {
  double num_pairs = 0;
  double num_sampled = 0;
  for (const LabelledPattern& pattern : patterns) {
    num_pairs += static_cast<double>(pattern.num_pairs);
    num_sampled += static_cast<double>(pattern.num_sampled);
  }
  return num_sampled > 0 ? std::max(num_all_pairs - num_pairs, 0.0) / num_sampled : 0;
}

void set_shares(std::span<const LabelledPattern> patterns, std::size_t comparison,
                double sample_weight, Comparison& of) {
  const std::vector<LevelSpec>& levels = of.spec.levels;
  std::vector<AgreementCounts> counts(levels.size());
  for (const LabelledPattern& pattern : patterns) {
    const AgreementCounts add = counts_of(pattern, sample_weight);
    counts[pattern.levels[comparison]].num_true += add.num_true;
    counts[pattern.levels[comparison]].num_other += add.num_other;
  }
  AgreementCounts all;
  for (std::size_t l = 0; l < levels.size(); ++l) {
    if (levels[l].presence == kNothingCompared) continue;
    counts[l].num_true += kTruePseudoPairs * levels[l].expected_share;
    counts[l].num_other += kLeastOther;
    all.num_true += counts[l].num_true;
    all.num_other += counts[l].num_other;
  }
  of.shares.assign(levels.size(), {});
  for (std::size_t l = 0; l < levels.size(); ++l) {
    if (levels[l].presence == kNothingCompared) continue;
    of.shares[l] = {counts[l].num_true / all.num_true, counts[l].num_other / all.num_other};
  }
}

}  // namespace

void set_fields(std::span<const ComparisonSpec> fields, Model& model) {
  model.comparisons.resize(kFirstField);
  model.dependence.clear();
  for (const ComparisonSpec& spec : fields) {
    model.comparisons.push_back({spec, std::vector<LevelShares>(spec.levels.size())});
  }
}

void learn_evidence(std::span<const LabelledPattern> patterns, double num_all_pairs, Model& model) {
  const double sample_weight = weight_of_sample(patterns, num_all_pairs);
  for (std::size_t i = kFirstField; i < model.comparisons.size(); ++i) {
    set_shares(patterns, i, sample_weight, model.comparisons[i]);
  }
  std::map<std::uint32_t, AgreementCounts> of_code;
  for (const LabelledPattern& pattern : patterns) {
    const AgreementCounts add = counts_of(pattern, sample_weight);
    AgreementCounts& counts = of_code[agreement_code(model.comparisons, pattern.levels)];
    counts.num_true += add.num_true;
    counts.num_other += add.num_other;
  }
  model.dependence = fit_dependence(of_code, num_agreement_digits(model.comparisons.size()));
}

}  // namespace fsu::model

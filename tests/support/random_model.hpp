// Models with random shares over the comparisons that every linkage has, and random patterns.
#pragma once

#include <string>

#include "kernels/compare/compare_fields.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/random.hpp"
#include "kernels/model/dependence.hpp"
#include "kernels/model/model.hpp"

namespace fsu::test {

inline std::vector<ComparisonSpec> all_comparisons(std::size_t num_fields) {
  std::vector<ComparisonSpec> comparisons = compare::identity_comparisons();
  constexpr FieldKind kKinds[] = {FieldKind::kText, FieldKind::kExact, FieldKind::kPhone,
                                  FieldKind::kPostcode};
  for (std::size_t i = 0; i < num_fields; ++i) {
    comparisons.push_back(
        compare::field_comparison("field " + std::to_string(i), kKinds[i % std::size(kKinds)]));
  }
  return comparisons;
}

/// A share in (0, 1], down to about 1e-12.
inline double random_share(Random& random) {
  double share = 1 - random.uniform();
  for (std::uint64_t i = random.below(4); i-- > 0;) share *= 1e-3 + random.uniform() * 0.999;
  return share;
}

inline std::uint8_t missing_level(const ComparisonSpec& spec) {
  std::uint8_t level = 0;
  while (spec.levels[level].presence != kNothingCompared) ++level;
  return level;
}

inline Levels random_levels(const model::Model& model, Random& random) {
  Levels levels{};
  for (std::size_t i = 0; i < model.comparisons.size(); ++i)
    levels[i] = static_cast<std::uint8_t>(random.below(model.comparisons[i].spec.levels.size()));
  return levels;
}

/// With dependence for some of the agreements that its patterns have.
inline model::Model random_model(std::size_t num_fields, std::uint64_t seed) {
  Random random(seed, 0, num_fields);
  model::Model model;
  model.lambda = random_share(random) / 2;
  model.num_iterations = static_cast<int>(random.below(60));
  model.has_converged = random.chance(0.5);
  for (const ComparisonSpec& spec : all_comparisons(num_fields)) {
    model::Comparison& comparison = model.comparisons.emplace_back();
    comparison.spec = spec;
    for (const LevelSpec& level : spec.levels) {
      comparison.shares.push_back(
          level.presence == kNothingCompared
              ? model::LevelShares{}
              : model::LevelShares{random_share(random), random_share(random)});
    }
  }
  for (int i = 0; i < 20 && num_fields > 0; ++i) {
    const Levels levels = random_levels(model, random);
    model.dependence[model::agreement_code(model.comparisons, levels)] = {
        0.1 + random.uniform() * 3, 0.1 + random.uniform() * 3};
  }
  return model;
}

}  // namespace fsu::test

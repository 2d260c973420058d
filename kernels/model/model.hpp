// A linkage model: how often each level of each comparison occurs among true pairs (m) and others
// (u).
//
// Fellegi and Sunter (1969): the weight of a level is log2(m / u), that of a pattern the sum over
// its comparisons, plus the prior, log2 of the odds that a pair drawn at random is true, plus what
// fields say that agree together (dependence.hpp). m and u are shares among the levels of one
// presence (core/comparison.hpp); where nothing can be compared the weight is 0. Weights are whole
// numbers of 2^-20 log2, made from the shares without libm, so they are the same on every
// processor.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "kernels/core/comparison.hpp"
#include "kernels/core/fixed_log2.hpp"

namespace fsu::model {

struct LevelShares {
  double m = 1;  ///< share of the level among true pairs of its presence
  double u = 1;  ///< the same among all other pairs
};

struct Comparison {
  ComparisonSpec spec;
  std::vector<LevelShares> shares;  ///< by level
};

/// How much more often than independent fields do fields agree together: by the agreements of a
/// pair (dependence.hpp), among true pairs and others.
struct DependenceShares {
  double m = 1;
  double u = 1;
};

struct Model {
  std::vector<Comparison> comparisons;
  double lambda = 0;  ///< share of true pairs among all pairs
  std::map<std::uint32_t, DependenceShares> dependence;
  int num_iterations = 0;
  bool has_converged = false;
  std::string evidence;  ///< what a force's model was learned with, in words; empty: not known
};

/// log2(ratio) in 2^-20 units; ratio > 0 and finite.
[[nodiscard]] Weight weight_of_ratio(double ratio);

/// The weight of one level; 0 where nothing can be compared.
[[nodiscard]] Weight level_weight(const Comparison& comparison, std::uint8_t level);

/// log2 of the odds that a pair drawn at random is true.
[[nodiscard]] Weight prior_weight(const Model& model);

/// What agreements together add to the weight of a pattern.
[[nodiscard]] Weight dependence_weight(const Model& model, const Levels& levels);

/// The weight of a pattern: prior, levels and dependence.
[[nodiscard]] Weight pattern_weight(const Model& model, const Levels& levels);

/// Probability of a weight, odds / (1 + odds).
[[nodiscard]] double probability_of(Weight weight);

}  // namespace fsu::model

// A linkage model: how often each comparison level occurs among true pairs (m) and others (u).
//
// Fellegi and Sunter (1969): the weight of a level is log2(m / u), that of a pattern the sum over
// its comparisons plus the prior, log2 of the odds that a pair drawn at random is true. Level 0,
// missing, has m = u and weighs nothing. m and u are whole parts per 10^9, so weights are exact
// whole numbers of 2^-20 log2. Whatever makes a model, fixed tables or EM, gives this value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernels/core/fixed_log2.hpp"

namespace fsu::model {

/// The unit of m and u: one part in 10^9.
inline constexpr std::uint64_t kParts = 1'000'000'000;

struct Level {
  std::string label;
  std::uint64_t m_parts = kParts;
  std::uint64_t u_parts = kParts;

  [[nodiscard]] Weight weight() const { return fixed_log2_ratio(m_parts, u_parts); }
};

struct Comparison {
  std::string name;
  std::vector<Level> levels;  ///< level 0 is missing
};

struct Model {
  std::vector<Comparison> comparisons;  ///< in the order of core/pattern
};

/// The fixed model of fixed_model.cpp, with its sources.
[[nodiscard]] Model fixed_model();

/// Weight of the prior: one mention against one of `num_persons` people, with even odds that the
/// person of a mention is in the index at all.
[[nodiscard]] Weight prior_weight(std::size_t num_persons);

/// The weight of every pattern, prior included.
[[nodiscard]] std::vector<Weight> pattern_weights(const Model& model, Weight prior);

}  // namespace fsu::model

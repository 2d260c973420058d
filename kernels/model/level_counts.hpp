// Counts of pairs by level of one comparison, and what can be said of levels that few pairs have.
//
// A level is put together from parts (core/comparison.hpp): a rare one borrows from the product of
// its parts' own counts, group by group. Presences stand apart: shares are among the levels of one.
#pragma once

#include <vector>

#include "kernels/core/comparison.hpp"

namespace fsu::model {

/// Sums over pairs, by level.
using LevelCounts = std::vector<double>;

/// Shares of the levels among those of their presence, after adding `shrinkage` pairs that are
/// spread as independent parts would be.
[[nodiscard]] LevelCounts shares_of(const ComparisonSpec& spec, LevelCounts counts,
                                    double shrinkage);

/// Pairs of the rest by level, from those of a sample of it that each stand for `weight` pairs. A
/// level that the sample does not show may be there all the same: where independent parts let e of
/// the sample's pairs be expected beyond the candidates, e / (1 + e) of them are taken to be.
[[nodiscard]] LevelCounts rest_of(const ComparisonSpec& spec, const LevelCounts& candidates,
                                  const LevelCounts& sampled, double weight);

/// Adds to each level what independent parts would give it, in the comparison's proportion.
void add_independent_parts(const ComparisonSpec& spec, LevelCounts& counts);

}  // namespace fsu::model

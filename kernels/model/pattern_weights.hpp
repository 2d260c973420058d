// The weights of a model as tables, for scoring many pairs.
//
// Model -> one weight a level of each comparison, and one an agreement code (dependence.hpp). The
// weight of a pair is a sum of a few table entries; whole numbers, so the order does not matter.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/model/model.hpp"

namespace fsu::model {

class PatternWeights {
 public:
  /// All weights 0, as long as there is no model.
  PatternWeights() = default;
  explicit PatternWeights(const Model& model);

  /// Weight of a pattern: prior, levels and dependence.
  [[nodiscard]] Weight of(const Levels& levels) const;
  /// Weight of one level of a comparison.
  [[nodiscard]] Weight of_level(std::size_t comparison, std::uint8_t level) const {
    return of_level_[comparison][level];
  }
  /// The sum over comparisons [begin, end), without prior and dependence.
  [[nodiscard]] Weight of_comparisons(const Levels& levels, std::size_t begin,
                                      std::size_t end) const;
  /// True where both weigh the levels of comparisons [begin, end) alike.
  [[nodiscard]] bool agrees_on(const PatternWeights& other, std::size_t begin,
                               std::size_t end) const;
  [[nodiscard]] Weight prior() const { return prior_; }

 private:
  Weight prior_ = 0;
  std::vector<std::vector<Weight>> of_level_;      ///< by comparison, level
  std::vector<std::vector<std::uint8_t>> digits_;  ///< agreement digit, by comparison, level
  std::vector<Weight> of_code_;                    ///< by agreement code; empty without dependence
};

}  // namespace fsu::model

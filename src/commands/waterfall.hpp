// How the weight of a pair comes about, as lines that add up to it: prior, one a comparison, what
// the frequency of the values changes, what fields that agree together change, what other pairs
// say.
//
// Lines are plain values and rendering is apart from any file, so whoever explains a decision makes
// the lines that it consists of. Personal values stand in a line only where they were put there.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kernels/core/comparison.hpp"
#include "kernels/core/fixed_log2.hpp"
#include "kernels/model/model.hpp"

namespace fsu::commands {

struct WaterfallLine {
  std::string label;
  std::string level;
  Weight weight = 0;
  std::optional<double> m = {};
  std::optional<double> u = {};
  std::string left_value = {};  ///< empty unless values are to be shown
  std::string right_value = {};
};

/// Prior, comparisons and dependence of a pattern; their weights sum up to pattern_weight.
[[nodiscard]] std::vector<WaterfallLine> pattern_lines(const model::Model& model,
                                                       const Levels& levels);

/// The sum of the lines, exactly.
[[nodiscard]] Weight total_weight(std::span<const WaterfallLine> lines);

/// Columns of text with the running sum, the total with its probability below, and then the values
/// where any line has some.
[[nodiscard]] std::string render_waterfall(std::span<const WaterfallLine> lines);

}  // namespace fsu::commands

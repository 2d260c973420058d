// Comparisons as data: the levels that one comparison of a pair can find, and what a model needs to
// know of them.
//
// A level is one state of a joint variable, such as "forename same, surname close" of the names.
// Its parts say how it is put together, so that a rare level can borrow from the product of its
// parts; levels of one group are products of the same variables. Its presence says which fields
// both records fill: m and u are shares among the levels of one presence, so that a missing field
// by itself says nothing. Presence 0 is "nothing to compare": weight 0.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace fsu {

/// One part of a level: variable `variable` of the comparison is in state `state`.
struct LevelPart {
  std::uint8_t variable = 0;
  std::uint8_t state = 0;
};

inline constexpr std::uint8_t kNothingCompared = 0;

struct LevelSpec {
  std::string label;
  std::uint8_t presence = kNothingCompared;
  std::uint8_t group = 0;
  std::vector<LevelPart> parts;
  double ways = 1;            ///< in how many orders the parts can stand
  double expected_share = 0;  ///< of the level among true pairs, before any data is seen
  double expected_other = 0;  ///< the same among other pairs; counts in the smallest files only
  bool is_agreement = false;  ///< the field agrees, exactly or nearly
};

struct ComparisonSpec {
  std::string name;
  std::vector<LevelSpec> levels;
  /// Pseudo-pairs by which m is drawn towards the product of the parts.
  double shrinkage = 0;
  /// How far the parts are taken as independent among pairs that are not true: 0 as seen, 1 half
  /// way between what is seen and the product of the parts.
  double independence = 0;
  /// Values belong to one person each, so that hardly any other pair shares one, however few are
  /// seen.
  bool identifies = false;
};

/// At most as many comparisons in one model, and levels in one comparison.
inline constexpr std::size_t kMaxComparisons = 16;
inline constexpr std::size_t kMaxLevels = 255;

/// The levels of all comparisons of one pair, in the order of the model.
using Levels = std::array<std::uint8_t, kMaxComparisons>;

/// Numbers patterns: the levels of a pair in mixed radix, the first comparison most significant.
class PatternCode {
 public:
  explicit PatternCode(const std::vector<ComparisonSpec>& comparisons) {
    for (const ComparisonSpec& comparison : comparisons) {
      num_levels_.push_back(comparison.levels.size());
    }
  }

  [[nodiscard]] std::uint64_t encode(const Levels& levels) const {
    std::uint64_t pattern = 0;
    for (std::size_t i = 0; i < num_levels_.size(); ++i) {
      pattern = pattern * num_levels_[i] + levels[i];
    }
    return pattern;
  }

  [[nodiscard]] Levels decode(std::uint64_t pattern) const {
    Levels levels{};
    for (std::size_t i = num_levels_.size(); i-- > 0; pattern /= num_levels_[i]) {
      levels[i] = static_cast<std::uint8_t>(pattern % num_levels_[i]);
    }
    return levels;
  }

  [[nodiscard]] std::size_t num_comparisons() const { return num_levels_.size(); }
  /// Number of patterns there can be: below 2^63 for the comparisons of this program, twelve
  /// further fields of six levels included.
  [[nodiscard]] double num_patterns() const {
    double product = 1;
    for (const std::uint64_t count : num_levels_) product *= static_cast<double>(count);
    return product;
  }

 private:
  std::vector<std::uint64_t> num_levels_;
};

}  // namespace fsu

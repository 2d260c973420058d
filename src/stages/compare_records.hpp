// Compares two sets of records, or one with itself: candidates, their agreement patterns, and a
// random sample of the pairs that no blocking pass found.
//
// Identities and further fields of both sides -> one row a candidate pair, ascending by (left,
// right), with the number of its pattern; the distinct patterns, ascending by code; and how many
// sampled pairs have each. In one file only pairs with left < right stand. Pairs in which nothing
// is compared say nothing and take no part in anything that follows: they are counted, stand
// neither among the rows nor in the sample, and are left out of the number of all pairs, of which
// lambda is the share that is true. The sample is a function of (left record, draw), so neither
// threads nor blocks change it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/blocking/candidates.hpp"
#include "kernels/compare/near_names.hpp"
#include "kernels/core/comparison.hpp"
#include "kernels/core/fields.hpp"
#include "kernels/core/identities.hpp"
#include "src/report/reporter.hpp"

namespace fsu::stages {

struct RecordSides {
  const StringColumn& names;        ///< dictionary of both sides
  const StringColumn& identifiers;  ///< dictionary of both sides
  std::span<const Identity> left;
  std::span<const Identity> right;  ///< the left side itself in one file
  std::span<const Field> fields;
  bool is_one_file = false;
  std::span<const std::uint8_t> left_flags = {};  ///< text::RecordFlag bits; empty: none is set

  /// Number of all pairs.
  [[nodiscard]] double num_all_pairs() const {
    const auto l = static_cast<double>(left.size());
    return is_one_file ? l * (l - 1) / 2 : l * static_cast<double>(right.size());
  }
  /// True where a record has no value at all, so that it takes part in no pair.
  [[nodiscard]] bool left_holds_nothing(std::size_t record) const;
  [[nodiscard]] bool right_holds_nothing(std::size_t record) const;
  [[nodiscard]] bool is_left_organisation(std::size_t record) const;
};

struct ComparedPairs {
  std::vector<ComparisonSpec> comparisons;
  std::vector<Levels> patterns;              ///< distinct, ascending by code
  std::vector<std::uint64_t> pattern_codes;  ///< PatternCode of each
  std::vector<std::uint64_t> num_sampled;    ///< pairs of the sample, by pattern
  std::vector<std::uint32_t> left;
  std::vector<std::uint32_t> right;
  std::vector<std::uint32_t> pattern;  ///< position among `patterns`
  blocking::BlockingCounts blocking;
  std::uint64_t num_without_values = 0;  ///< candidates left out, as nothing is compared in them
  double num_all_pairs = 0;  ///< in which something is compared; by the sample where blocked

  [[nodiscard]] std::size_t size() const { return left.size(); }
  /// True where no candidate was left to blocking.
  [[nodiscard]] bool is_compared_whole() const {
    return blocking.passes[blocking::kAllPairs].pairs > 0;
  }
};

/// Files of at most as many pairs are compared whole.
inline constexpr double kMaxAllPairs = 1'100'000;
/// Pairs drawn of those that no pass found.
inline constexpr std::size_t kNumSampledPairs = 1'000'000;

/// The comparisons of identities, then one a field.
[[nodiscard]] std::vector<ComparisonSpec> all_comparisons(std::span<const Field> fields);

/// True where every comparison misses a value on one of the sides.
[[nodiscard]] bool compares_nothing(const std::vector<ComparisonSpec>& comparisons,
                                    const Levels& levels);

[[nodiscard]] ComparedPairs compare_records(const RecordSides& sides, report::Reporter& reporter);

}  // namespace fsu::stages

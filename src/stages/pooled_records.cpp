#include "src/stages/pooled_records.hpp"

#include <algorithm>

#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/probability_parts.hpp"
#include "kernels/model/pattern_weights.hpp"
#include "src/stages/frequency_weight.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockSize = std::size_t{1} << 14;
/// A file with fewer other records a person lists everybody once: two alike are rivals.
constexpr double kLeastOthers = 0.1;
/// 0.9 / 0.1: two records above it are one person.
constexpr double kSameOdds = 9;
/// Only records within 2^10 of the best can share its partner, and of them the first few.
constexpr Weight kRange = 10 * kWeightOne;
constexpr std::size_t kMaxPool = 6;

/// Positions [begin, end) of the pairs of one left record.
struct LeftPairs {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Calls `function(pairs)` for the left records whose pairs begin in the block.
template <class Function>
void for_lefts(std::span<const std::uint32_t> left, const Block& block, const Function& function) {
  std::size_t begin = block.begin;
  while (begin > 0 && begin < block.end && left[begin] == left[begin - 1]) ++begin;
  while (begin < block.end) {
    std::size_t end = begin + 1;
    while (end < left.size() && left[end] == left[begin]) ++end;
    function(LeftPairs{begin, end});
    begin = end;
  }
}

/// Parts of probability: of all pairs, and of left records with a partner; mergeable.
struct PartnerCounts {
  std::uint64_t pairs = 0;
  std::uint64_t records = 0;

  [[nodiscard]] static PartnerCounts empty() { return {}; }
  void merge(PartnerCounts other) {
    pairs += other.pairs;
    records += other.records;
  }
  [[nodiscard]] const PartnerCounts& finish() const { return *this; }
};

/// How many other records a right record's person has, as the pairs say.
double count_others(std::span<const std::uint32_t> left, std::span<const Weight> weights) {
  const auto counts =
      reduce_blocks<PartnerCounts>(left.size(), kBlockSize, [&](const Block& block) {
        PartnerCounts of_block;
        for_lefts(left, block, [&](const LeftPairs& pairs) {
          std::uint64_t sum = 0;
          for (std::size_t p = pairs.begin; p < pairs.end; ++p) {
            sum += parts_of_probability(model::probability_of(weights[p]));
          }
          of_block.pairs += sum;
          of_block.records += std::min<std::uint64_t>(sum, kCertain);
        });
        return of_block;
      });
  if (counts.records == 0) return 0;
  return static_cast<double>(counts.pairs) / static_cast<double>(counts.records) - 1;
}

/// Compares right records with one another.
class RightComparer {
 public:
  RightComparer(const RecordSides& sides, const compare::NameTraits& traits,
                const model::PatternWeights& tables, const model::RecordFrequencies& frequencies)
      : sides_(sides),
        tables_(tables),
        frequencies_(frequencies),
        comparer_(traits, sides.identifiers) {}

  void set(std::uint32_t record) { comparer_.set_left(sides_.right[record]); }

  [[nodiscard]] bool is_same(std::uint32_t record, Weight least) const {
    Levels levels{};
    comparer_.compare(sides_.right[record], levels);
    if (compare::have_different_identifiers(levels)) return false;
    return tables_.of_comparisons(levels, 0, compare::kNumIdentityComparisons) +
               frequency_weight(levels, frequencies_.right[record], {}) >
           least;
  }

 private:
  const RecordSides& sides_;
  const model::PatternWeights& tables_;
  const model::RecordFrequencies& frequencies_;
  compare::IdentityComparer comparer_;
};

}  // namespace

std::vector<std::uint8_t> find_pooled(const RecordSides& sides, const ComparedPairs& pairs,
                                      const WeighedRecords& weighed) {
  const std::vector<Weight>& weights = weighed.weights;
  std::vector<std::uint8_t> is_pooled(pairs.size());
  const double num_others = count_others(pairs.left, weights);
  if (num_others < kLeastOthers) return {};
  const compare::NameTraits traits(sides.names);
  const model::PatternWeights tables(weighed.model);
  const Weight least = model::weight_of_ratio(
      kSameOdds * static_cast<double>(std::max<std::size_t>(sides.right.size(), 1)) / num_others);
  for_blocks(pairs.size(), kBlockSize, [&](const Block& block) {
    RightComparer comparer(sides, traits, tables, weighed.frequencies);
    std::vector<std::size_t> rivals;
    for_lefts(pairs.left, block, [&](const LeftPairs& of_left) {
      rivals.clear();
      for (std::size_t p = of_left.begin; p < of_left.end; ++p) rivals.push_back(p);
      std::sort(rivals.begin(), rivals.end(), [&](std::size_t a, std::size_t b) {
        return weights[a] != weights[b] ? weights[a] > weights[b] : a < b;
      });
      const std::size_t best = rivals.front();
      is_pooled[best] = 1;
      comparer.set(pairs.right[best]);
      for (std::size_t i = 1; i < std::min(rivals.size(), kMaxPool); ++i) {
        if (weights[best] - weights[rivals[i]] > kRange) break;
        is_pooled[rivals[i]] = comparer.is_same(pairs.right[rivals[i]], least);
      }
    });
  });
  return is_pooled;
}

}  // namespace fsu::stages

// Pairs of records drawn from a known model, to see whether fitting finds it again.
//
// The truth: shares of the levels of each presence among true and other pairs, a chance for each
// presence (the same for true and other pairs, since a missing field says nothing), and whether an
// agreement is on a rare value (octave 1) or a common one (octave -1). Among others, parts of dates
// are independent, as the fit takes them to be.
#pragma once

#include <algorithm>
#include <map>
#include <vector>

#include "kernels/compare/compare_dates.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/random.hpp"
#include "kernels/model/expectation_maximisation.hpp"
#include "tests/support/random_model.hpp"

namespace fsu::test {

using Shares = std::vector<double>;

/// Makes the shares of each presence sum up to 1.
inline Shares normalised(const ComparisonSpec& spec, Shares shares) {
  std::map<std::uint8_t, double> sums;
  for (std::size_t l = 0; l < shares.size(); ++l) sums[spec.levels[l].presence] += shares[l];
  for (std::size_t l = 0; l < shares.size(); ++l) {
    const std::uint8_t presence = spec.levels[l].presence;
    shares[l] = presence == kNothingCompared ? 0 : shares[l] / sums[presence];
  }
  return shares;
}

/// Of true pairs: not far from what is expected before any data, but different.
inline Shares true_shares(const ComparisonSpec& spec, Random& random) {
  Shares shares;
  for (const LevelSpec& level : spec.levels) {
    shares.push_back(level.expected_share * (0.4 + 1.2 * random.uniform()));
  }
  return normalised(spec, std::move(shares));
}

/// Of other pairs: products of the shares of their parts' states; the last state, far or other, is
/// the most frequent one.
inline Shares other_shares(const ComparisonSpec& spec) {
  constexpr double kStates[3][6] = {{0.02, 0.03, 0.03, 0.22, 0.70, 0.5},
                                    {0.05, 0.06, 0.09, 0.80, 0.50, 0.5},
                                    {0.03, 0.07, 0.10, 0.80, 0.50, 0.5}};
  Shares shares;
  for (std::size_t l = 0; l < spec.levels.size(); ++l) {
    const LevelSpec& level = spec.levels[l];
    double share = level.parts.size() == 2 && level.group >= 3 ? 0.02 * level.ways : 1;
    if (spec.name == "date_of_birth" && level.group >= 8) share = 0.01;
    const bool is_single = spec.name != "names" && spec.name != "date_of_birth";
    for (const LevelPart& part : level.parts) {
      share *= is_single ? 0.02 + 0.1 * static_cast<double>(part.state)
                         : kStates[part.variable][part.state];
    }
    shares.push_back(share);
  }
  if (spec.name != "names" && spec.name != "date_of_birth") shares.back() = 3;
  return normalised(spec, std::move(shares));
}

struct Truth {
  std::vector<ComparisonSpec> comparisons;
  std::vector<Shares> m, u;

  explicit Truth(std::size_t num_fields, std::uint64_t seed)
      : comparisons(all_comparisons(num_fields)) {
    Random random(seed, 0, 0);
    for (const ComparisonSpec& spec : comparisons) {
      m.push_back(true_shares(spec, random));
      u.push_back(other_shares(spec));
    }
  }
};

/// Draws levels by their chances among one presence, after the presence itself.
class LevelDraw {
 public:
  LevelDraw(const ComparisonSpec& spec, const Shares& shares) {
    std::map<std::uint8_t, double> of_presence = {{std::uint8_t{1}, 0.7}};
    for (const LevelSpec& level : spec.levels) of_presence.try_emplace(level.presence, 0.0);
    const double rest = 0.3 / static_cast<double>(of_presence.size() - 1);
    double sum = 0;
    bool has_missing = false;
    for (std::size_t l = 0; l < shares.size(); ++l) {
      const std::uint8_t presence = spec.levels[l].presence;
      if (presence == kNothingCompared) {
        sum += has_missing ? 0 : rest;
        has_missing = true;
      } else {
        sum += shares[l] * (presence == 1 ? 0.7 : rest);
      }
      ends_.push_back(sum);
    }
  }

  [[nodiscard]] std::uint8_t draw(Random& random) const {
    const double at = random.uniform() * ends_.back();
    return static_cast<std::uint8_t>(
        std::min<std::ptrdiff_t>(std::upper_bound(ends_.begin(), ends_.end(), at) - ends_.begin(),
                                 static_cast<std::ptrdiff_t>(ends_.size()) - 1));
  }

 private:
  Shares ends_;
};

class PairDraw {
 public:
  PairDraw(const Truth& truth, bool is_true) : is_true_(is_true) {
    for (std::size_t i = 0; i < truth.comparisons.size(); ++i) {
      draws_.emplace_back(truth.comparisons[i], is_true ? truth.m[i] : truth.u[i]);
    }
  }

  /// The levels and the octave of one pair.
  [[nodiscard]] std::pair<Levels, int> draw(Random& random) const {
    Levels levels{};
    for (std::size_t i = 0; i < draws_.size(); ++i) levels[i] = draws_[i].draw(random);
    return {levels, random.chance(is_true_ ? 2.0 / 3 : 1.0 / 3) ? 1 : -1};
  }

 private:
  bool is_true_;
  std::vector<LevelDraw> draws_;
};

/// Counts by pattern and octave.
class DrawnPairs {
 public:
  void add(const std::pair<Levels, int>& pair) { ++counts_[pair].num_pairs; }
  void add_sampled(const std::pair<Levels, int>& pair) { ++counts_[pair].num_sampled; }

  [[nodiscard]] std::vector<model::CountedPattern> patterns() const {
    std::vector<model::CountedPattern> patterns;
    for (const auto& [pair, count] : counts_) {
      patterns.push_back({pair.first, pair.second, count.num_pairs, count.num_sampled});
    }
    return patterns;
  }

 private:
  struct Count {
    std::uint64_t num_pairs = 0;
    std::uint64_t num_sampled = 0;
  };
  std::map<std::pair<Levels, int>, Count> counts_;
};

}  // namespace fsu::test

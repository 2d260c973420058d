#include "kernels/model/record_context.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "kernels/core/random.hpp"
#include "kernels/model/model.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::model {
namespace {

struct Pairs {
  std::vector<std::uint32_t> left, right;
  std::vector<Weight> weights;

  void add(std::uint32_t a, std::uint32_t b, double bits) {
    left.push_back(a);
    right.push_back(b);
    weights.push_back(static_cast<Weight>(bits * kWeightOne));
  }
  [[nodiscard]] WeighedPairs view() const { return {left, right, weights}; }
  [[nodiscard]] std::size_t size() const { return left.size(); }
};

Pairs random_pairs(std::uint64_t seed, std::uint32_t num_left, std::uint32_t num_right,
                   bool is_one_file, double share) {
  Pairs pairs;
  for (std::uint32_t a = 0; a < num_left; ++a) {
    for (std::uint32_t b = is_one_file ? a + 1 : 0; b < num_right; ++b) {
      Random random(seed, a, b);
      // Records whose numbers are alike are likely matches, so that groups form.
      const bool is_near = a / 5 == b / 5;
      if (!random.chance(is_near ? 0.6 : share)) continue;
      pairs.add(a, b, is_near ? random.uniform() * 18 - 8 : random.uniform() * 14 - 16);
    }
  }
  return pairs;
}

/// The whole of it straight from the definition: neighbours as maps, sums in whole 2^-16 parts,
/// states, shares by EM with libm's logarithm, damping, and the shift of every band.
class Reference {
 public:
  Reference(const Pairs& pairs, bool is_one_file) : pairs_(pairs), is_one_file_(is_one_file) {
    for (std::size_t p = 0; p < pairs.size(); ++p) {
      const double probability = probability_of(pairs.weights[p]);
      if (probability <= 0.01) continue;
      const std::int64_t parts = std::llround(probability * 65536);
      of_left_[pairs.left[p]][pairs.right[p]] = parts;
      right()[pairs.right[p]][pairs.left[p]] = parts;
    }
  }

  /// What the states alone add.
  [[nodiscard]] std::vector<double> state_bits() {
    changing_.clear();
    for (std::size_t p = 0; p < pairs_.size(); ++p) {
      if (probability_of(pairs_.weights[p]) > 0.0001) changing_.push_back(p);
    }
    const std::map<int, double> of_state = fit_states();
    std::vector<double> added(pairs_.size(), 0.0);
    for (const std::size_t p : changing_) added[p] = 0.7 * of_state.at(state_of(p));
    return added;
  }

  [[nodiscard]] std::vector<double> added_bits() {
    std::vector<double> added = state_bits();
    draw_back(added);
    return added;
  }

  [[nodiscard]] std::size_t num_states() const {
    std::set<int> states;
    for (const std::size_t p : changing_) states.insert(state_of(p));
    return states.size();
  }

 private:
  using Neighbours = std::map<std::uint32_t, std::map<std::uint32_t, std::int64_t>>;

  Neighbours& right() { return is_one_file_ ? of_left_ : of_right_; }
  [[nodiscard]] const Neighbours& right() const { return is_one_file_ ? of_left_ : of_right_; }

  static std::map<std::uint32_t, std::int64_t> of(const Neighbours& neighbours, std::uint32_t i) {
    const auto found = neighbours.find(i);
    return found == neighbours.end() ? std::map<std::uint32_t, std::int64_t>() : found->second;
  }

  [[nodiscard]] int state_of(std::size_t p) const {
    const std::uint32_t i = pairs_.left[p];
    const std::uint32_t j = pairs_.right[p];
    std::int64_t support = 0;
    if (is_one_file_) {
      const auto theirs = of(of_left_, j);
      for (const auto& [k, probability] : of(of_left_, i)) {
        const auto found = theirs.find(k);
        if (found != theirs.end()) support += probability * found->second / 65536;
      }
    }
    std::int64_t competition = -2 * support;
    for (const auto& [k, probability] : of(of_left_, i)) competition += k == j ? 0 : probability;
    for (const auto& [k, probability] : of(right(), j)) competition += k == i ? 0 : probability;
    const double s = static_cast<double>(support) / 65536;
    const double c = static_cast<double>(std::max<std::int64_t>(competition, 0)) / 65536;
    int state = 0;
    for (const double end : {0.05, 0.3, 0.7, 1.5, 2.5}) state += s >= end ? 5 : 0;
    for (const double end : {0.1, 0.5, 1.5, 3.0}) state += c >= end ? 1 : 0;
    return state;
  }

  [[nodiscard]] std::map<int, double> fit_states() const {
    std::vector<double> all(30, 1e-6);
    for (const std::size_t p : changing_) all[static_cast<std::size_t>(state_of(p))] += 1;
    const auto to_shares = [](std::vector<double> counts) {
      double sum = 0;
      for (const double count : counts) sum += count;
      for (double& count : counts) count /= sum;
      return counts;
    };
    all = to_shares(all);
    std::vector<double> m(30, 1.0);
    std::vector<double> u(30, 1.0);
    for (int round = 0; round < 12; ++round) {
      std::vector<double> num_true(30);
      std::vector<double> num_other(30);
      for (std::size_t s = 0; s < 30; ++s) num_true[s] = num_other[s] = 5 * all[s] + 1e-6;
      for (const std::size_t p : changing_) {
        const auto s = static_cast<std::size_t>(state_of(p));
        const double odds = std::exp2(weight_bits(pairs_.weights[p])) * m[s] / u[s];
        num_true[s] += odds / (1 + odds);
        num_other[s] += 1 / (1 + odds);
      }
      m = to_shares(num_true);
      u = to_shares(num_other);
    }
    std::map<int, double> bits;
    for (std::size_t s = 0; s < 30; ++s) bits[static_cast<int>(s)] = std::log2(m[s] / u[s]);
    return bits;
  }

  static double probability(double bits) { return 1 / (1 + std::exp2(-bits)); }

  /// Bands of four bits from -14 on, the last one open.
  [[nodiscard]] int band_of(std::size_t p) const {
    const double bits = weight_bits(pairs_.weights[p]);
    return std::clamp(static_cast<int>(std::floor((bits + 14) / 4)), 0, 7);
  }

  void draw_back(std::vector<double>& added) const {
    for (int band = 0; band < 8; ++band) {
      std::vector<std::size_t> members;
      for (const std::size_t p : changing_) {
        if (band_of(p) == band) members.push_back(p);
      }
      const auto sum = [&](double shift, bool is_second) {
        double of = 0;
        for (const std::size_t p : members) {
          of += probability(weight_bits(pairs_.weights[p]) + (is_second ? added[p] : 0) + shift);
        }
        return of;
      };
      double low = -20;
      double high = 20;
      for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (sum(middle, true) > sum(0, false) ? high : low) = middle;
      }
      for (const std::size_t p : members) added[p] += 0.6 * low;
    }
  }

  const Pairs& pairs_;
  bool is_one_file_;
  Neighbours of_left_, of_right_;
  std::vector<std::size_t> changing_;
};

void check(const Pairs& pairs, std::size_t num_left, std::size_t num_right, bool is_one_file,
           std::size_t min_states) {
  const auto added = context_weights(pairs.view(), {is_one_file, num_left, num_right});
  Reference reference(pairs, is_one_file);
  const std::vector<double> expected = reference.added_bits();
  ASSERT_EQ(added.size(), pairs.size());
  EXPECT_GE(reference.num_states(), min_states);
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    ASSERT_NEAR(weight_bits(added[p]), expected[p], 0.002) << p;
  }
}

TEST(ContextWeights, EqualTheDefinitionInTwoFiles) {
  check(random_pairs(1, 120, 130, false, 0.02), 120, 130, false, 4);
  check(random_pairs(2, 60, 200, false, 0.2), 60, 200, false, 4);
}

TEST(ContextWeights, EqualTheDefinitionInOneFile) {
  check(random_pairs(3, 160, 160, true, 0.05), 160, 160, true, 12);
  check(random_pairs(4, 90, 90, true, 0.4), 90, 90, true, 12);
}

TEST(ContextWeights, Degenerate) {
  EXPECT_TRUE(context_weights({}, {false, 0, 0}).empty());
  EXPECT_TRUE(context_weights({}, {true, 10, 10}).empty());
  Pairs unlikely;
  for (std::uint32_t i = 0; i < 10; ++i) unlikely.add(i, i + 1, -30);
  EXPECT_EQ(context_weights(unlikely.view(), {true, 11, 11}), std::vector<Weight>(10, 0));
  // Nothing is beside anything else: the sum is drawn back to what it was.
  Pairs alone;
  for (std::uint32_t i = 0; i < 40; ++i) alone.add(2 * i, 2 * i + 1, 3);
  for (const Weight weight : context_weights(alone.view(), {true, 80, 80})) {
    EXPECT_NEAR(weight_bits(weight), 0, 0.2);
  }
  for (const double bits : {-13.0, 0.0, 1900.0}) {
    Pairs one;
    one.add(0, 1, bits);
    EXPECT_LT(std::abs(weight_bits(context_weights(one.view(), {false, 1, 2})[0])), 40);
  }
}

/// Of two candidates of one record the likelier one gains on the other; a pair whose records both
/// match a third gains on one whose records do not.
TEST(ContextWeights, CompetitionTakesAndSupportGives) {
  Pairs two_files;
  for (std::uint32_t i = 0; i < 200; ++i) {
    two_files.add(i, i, 8);
    if (i % 2 == 0 && i + 1 < 200) two_files.add(i, i + 1, 0);
  }
  for (std::uint32_t i = 200; i <= 300; ++i) two_files.add(i, i, i == 300 ? 0 : 8);
  const auto added = context_weights(two_files.view(), {false, 301, 301});
  const std::size_t contested = 1;
  const std::size_t alone = two_files.size() - 1;
  EXPECT_LT(added[contested], added[alone] - kWeightOne);

  Pairs one_file;
  for (std::uint32_t i = 0; i < 300; i += 3) {
    one_file.add(i, i + 1, 7);
    one_file.add(i, i + 2, i == 0 ? 0 : 7);
    one_file.add(i + 1, i + 2, 7);
  }
  for (std::uint32_t i = 300; i < 400; i += 2) one_file.add(i, i + 1, i == 300 ? 0 : -4);
  const auto supported = context_weights(one_file.view(), {true, 400, 400});
  EXPECT_GT(supported[1], supported[300] + kWeightOne);
}

/// Within each band of first weights the probabilities sum up nearer to what they were than the
/// states alone would have them.
TEST(ContextWeights, SumsOfProbabilitiesAreDrawnBack) {
  const Pairs pairs = random_pairs(5, 300, 300, true, 0.05);
  const auto added = context_weights(pairs.view(), {true, 300, 300});
  const std::vector<double> undrawn = Reference(pairs, true).state_bits();
  struct Sums {
    double first = 0, undrawn = 0, drawn = 0;
  };
  std::map<int, Sums> bands;
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    if (probability_of(pairs.weights[p]) <= 0.0001) {
      EXPECT_EQ(added[p], 0);
      continue;
    }
    const double bits = weight_bits(pairs.weights[p]);
    Sums& sums = bands[static_cast<int>(std::floor((bits + 14) / 4))];
    sums.first += probability_of(pairs.weights[p]);
    sums.undrawn += 1 / (1 + std::exp2(-bits - undrawn[p]));
    sums.drawn += probability_of(pairs.weights[p] + added[p]);
  }
  EXPECT_GE(bands.size(), 5u);
  for (const auto& [band, sums] : bands) {
    EXPECT_LT(std::abs(sums.drawn - sums.first), 0.7 * std::abs(sums.undrawn - sums.first)) << band;
  }
}

TEST(ContextWeights, SameForAnyThreads) {
  const Pairs pairs = random_pairs(6, 400, 400, true, 0.1);
  const auto expected = context_weights(pairs.view(), {true, 400, 400});
  for (const int threads : {1, 2, 3}) {
    const test::ScopedParallelSetting scope({parallel_backend(), threads});
    EXPECT_EQ(context_weights(pairs.view(), {true, 400, 400}), expected) << threads;
  }
}

}  // namespace
}  // namespace fsu::model

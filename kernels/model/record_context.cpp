#include "kernels/model/record_context.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/probability_parts.hpp"
#include "kernels/model/model.hpp"

namespace fsu::model {
namespace {

/// Sums and differences of probabilities (probability_parts.hpp).
using Parts = std::int64_t;

constexpr double kLeastHeard = 0.01;      ///< pairs below it say nothing about others
constexpr double kLeastChanged = 0.0001;  ///< pairs below it are left as they are
constexpr std::array kSupportBands = {0.05, 0.3, 0.7, 1.5, 2.5};
constexpr std::array kCompetitionBands = {0.1, 0.5, 1.5, 3.0};
constexpr std::size_t kNumStates = (kSupportBands.size() + 1) * (kCompetitionBands.size() + 1);
constexpr double kPseudoPairs = 5;
constexpr int kNumRounds = 12;
/// The share of the evidence that is not already in the weights.
constexpr double kDamping = 0.7;
/// Bands of the first weights, in bits, within which the sum of probabilities is drawn back.
constexpr Weight kBandWidth = 4 * kWeightOne;
constexpr Weight kLowestBand = -14 * kWeightOne;
constexpr std::size_t kNumBands = 8;
constexpr Weight kMostShift = 20 * kWeightOne;
/// How far it is drawn back to what the first weights stated.
constexpr double kDrawnBack = 0.6;
constexpr std::size_t kBlockSize = std::size_t{1} << 12;

template <std::size_t size>
std::size_t band_of(Parts value, const std::array<double, size>& bands) {
  const double number = probability_of_parts(value);
  return static_cast<std::size_t>(std::upper_bound(bands.begin(), bands.end(), number) -
                                  bands.begin());
}

struct Neighbour {
  std::uint32_t record = 0;
  Parts probability = 0;

  friend auto operator<=>(const Neighbour&, const Neighbour&) = default;
};

/// The partners that each record may have, ascending.
class Neighbours {
 public:
  explicit Neighbours(std::size_t num_records) : of_(num_records), sums_(num_records) {}

  void add(std::uint32_t record, std::uint32_t other, Parts probability) {
    of_[record].push_back({other, probability});
    sums_[record] += probability;
  }
  void finish() {
    for (std::vector<Neighbour>& neighbours : of_) {
      std::sort(neighbours.begin(), neighbours.end());
    }
  }

  [[nodiscard]] Parts sum(std::uint32_t record) const { return sums_[record]; }

  /// sum_k p_ik p_jk
  [[nodiscard]] Parts support(std::uint32_t i, std::uint32_t j) const {
    Parts sum = 0;
    auto a = of_[i].begin();
    auto b = of_[j].begin();
    while (a != of_[i].end() && b != of_[j].end()) {
      if (a->record == b->record)
        sum += (a++->probability * b++->probability) >> kPartBits;
      else if (a->record < b->record)
        ++a;
      else
        ++b;
    }
    return sum;
  }

 private:
  std::vector<std::vector<Neighbour>> of_;
  std::vector<Parts> sums_;
};

/// The pairs that can change: where they stand, their odds, their state.
struct ChangingPairs {
  std::vector<std::size_t> index;
  std::vector<Weight> weight;  ///< of the first look
  std::vector<std::size_t> state;
};

std::size_t state_of(Parts support, Parts competition) {
  return band_of(support, kSupportBands) * (kCompetitionBands.size() + 1) +
         band_of(competition, kCompetitionBands);
}

ChangingPairs find_states(const WeighedPairs& pairs, const RecordContextConfig& config) {
  Neighbours of_left(config.num_left);
  Neighbours of_right(config.is_one_file ? 0 : config.num_right);
  Neighbours& right = config.is_one_file ? of_left : of_right;
  for (std::size_t p = 0; p < pairs.left.size(); ++p) {
    const double probability = probability_of(pairs.weights[p]);
    if (probability <= kLeastHeard) continue;
    of_left.add(pairs.left[p], pairs.right[p], parts_of_probability(probability));
    right.add(pairs.right[p], pairs.left[p], parts_of_probability(probability));
  }
  of_left.finish();
  ChangingPairs changing;
  for (std::size_t p = 0; p < pairs.left.size(); ++p) {
    if (probability_of(pairs.weights[p]) <= kLeastChanged) continue;
    changing.index.push_back(p);
    changing.weight.push_back(pairs.weights[p]);
  }
  changing.state.resize(changing.index.size());
  for_blocks(changing.index.size(), kBlockSize, [&](const Block& block) {
    for (std::size_t k = block.begin; k < block.end; ++k) {
      const std::size_t p = changing.index[k];
      const std::uint32_t i = pairs.left[p];
      const std::uint32_t j = pairs.right[p];
      const double probability = probability_of(pairs.weights[p]);
      const Parts own = probability > kLeastHeard ? parts_of_probability(probability) : 0;
      const Parts support = config.is_one_file ? of_left.support(i, j) : 0;
      const Parts competition = of_left.sum(i) + right.sum(j) - 2 * own - 2 * support;
      changing.state[k] = state_of(support, std::max<Parts>(competition, 0));
    }
  });
  return changing;
}

using StateShares = std::array<double, kNumStates>;

/// Counts of the states plus pseudo-pairs at the shares of all pairs, as shares.
StateShares to_shares(const StateShares& counts, const StateShares& all) {
  StateShares shares{};
  double sum = 0;
  for (std::size_t s = 0; s < kNumStates; ++s) {
    shares[s] = counts[s] + kPseudoPairs * all[s] + 1e-6;
    sum += shares[s];
  }
  for (double& share : shares) share /= sum;
  return shares;
}

/// log2(m / u) of each state.
std::array<Weight, kNumStates> fit_states(const ChangingPairs& pairs) {
  StateShares all{};
  for (const std::size_t state : pairs.state) all[state] += 1;
  all = to_shares(all, StateShares{});
  StateShares m{};
  StateShares u{};
  m.fill(1);
  u.fill(1);
  std::vector<double> odds;
  for (const Weight weight : pairs.weight) odds.push_back(fixed_exp2(weight));
  for (int round = 0; round < kNumRounds; ++round) {
    StateShares num_true{};
    StateShares num_other{};
    for (std::size_t k = 0; k < pairs.state.size(); ++k) {
      const std::size_t state = pairs.state[k];
      const double now = odds[k] * m[state] / u[state];
      const double p = std::isinf(now) ? 1.0 : now / (1 + now);
      num_true[state] += p;
      num_other[state] += 1 - p;
    }
    m = to_shares(num_true, all);
    u = to_shares(num_other, all);
  }
  std::array<Weight, kNumStates> weights{};
  for (std::size_t s = 0; s < kNumStates; ++s) weights[s] = weight_of_ratio(m[s] / u[s]);
  return weights;
}

std::size_t weight_band(Weight weight) {
  const Weight band = (std::max(weight, kLowestBand) - kLowestBand) / kBandWidth;
  return std::min(static_cast<std::size_t>(band), kNumBands - 1);
}

double sum_of_probabilities(std::span<const Weight> weights, Weight shift) {
  double sum = 0;
  for (const Weight weight : weights) sum += probability_of(weight + shift);
  return sum;
}

/// The shift under which the probabilities of the second weights sum up to those of the first.
Weight balancing_shift(std::span<const Weight> first, std::span<const Weight> second) {
  const double target = sum_of_probabilities(first, 0);
  Weight low = -kMostShift;
  Weight high = kMostShift;
  while (high - low > kWeightOne / 1024) {
    const Weight middle = (low + high) / 2;
    (sum_of_probabilities(second, middle) > target ? high : low) = middle;
  }
  return low;
}

/// Draws the second weights of each band of first weights back towards the first ones' sum.
void draw_back(const ChangingPairs& pairs, std::vector<Weight>& added) {
  std::array<std::vector<Weight>, kNumBands> first;
  std::array<std::vector<Weight>, kNumBands> second;
  for (std::size_t k = 0; k < pairs.index.size(); ++k) {
    const std::size_t band = weight_band(pairs.weight[k]);
    first[band].push_back(pairs.weight[k]);
    second[band].push_back(pairs.weight[k] + added[pairs.index[k]]);
  }
  std::array<Weight, kNumBands> shifts{};
  for (std::size_t band = 0; band < kNumBands; ++band) {
    if (first[band].empty()) continue;
    const auto shift = static_cast<double>(balancing_shift(first[band], second[band]));
    shifts[band] = static_cast<Weight>(std::llround(kDrawnBack * shift));
  }
  for (std::size_t k = 0; k < pairs.index.size(); ++k) {
    added[pairs.index[k]] += shifts[weight_band(pairs.weight[k])];
  }
}

}  // namespace

std::vector<Weight> context_weights(const WeighedPairs& pairs, const RecordContextConfig& config) {
  std::vector<Weight> added(pairs.left.size());
  const ChangingPairs changing = find_states(pairs, config);
  if (changing.index.empty()) return added;
  const std::array<Weight, kNumStates> of_state = fit_states(changing);
  for (std::size_t k = 0; k < changing.index.size(); ++k) {
    const auto weight = static_cast<double>(of_state[changing.state[k]]);
    added[changing.index[k]] = static_cast<Weight>(std::llround(kDamping * weight));
  }
  draw_back(changing, added);
  return added;
}

}  // namespace fsu::model

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

constexpr double kLeastHeard = 0.01;                ///< pairs below it say nothing about others
constexpr double kLeastChanged = 0.0001;            ///< pairs below it are left as they are
constexpr Weight kNeverChanged = -14 * kWeightOne;  ///< lighter pairs are below it
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
  explicit Neighbours(std::size_t num_records) : of_(num_records) {}

  void add(std::uint32_t record, std::uint32_t other, Parts probability) {
    of_[record].push_back({other, probability});
  }
  void finish() {
    for (std::vector<Neighbour>& neighbours : of_) {
      std::sort(neighbours.begin(), neighbours.end());
    }
  }

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
};

/// The pairs that can change: where they stand, their weight, their state.
struct ChangingPairs {
  std::vector<std::size_t> index;
  std::vector<Weight> weight;  ///< of the first look
  std::vector<std::uint8_t> state;

  [[nodiscard]] std::size_t size() const { return index.size(); }
};

std::size_t state_of(Parts support, Parts competition) {
  return band_of(support, kSupportBands) * (kCompetitionBands.size() + 1) +
         band_of(competition, kCompetitionBands);
}

/// By pair: its probability, 0 where it is too unlikely to be heard.
std::vector<std::uint32_t> heard_parts(std::span<const Weight> weights) {
  std::vector<std::uint32_t> parts(weights.size());
  for_blocks(parts.size(), kBlockSize, [&](const Block& block) {
    for (std::size_t p = block.begin; p < block.end; ++p) {
      const double probability = probability_of(weights[p]);
      if (probability > kLeastHeard) parts[p] = parts_of_probability(probability);
    }
  });
  return parts;
}

/// What the other pairs of two records say, for every pair.
class PairStates {
 public:
  PairStates(const WeighedPairs& pairs, const RecordContextConfig& config)
      : pairs_(pairs),
        is_one_file_(config.is_one_file),
        parts_(heard_parts(pairs.weights)),
        of_left_(config.num_left),
        of_right_(is_one_file_ ? 0 : config.num_right),
        neighbours_(is_one_file_ ? config.num_left : 0) {
    std::vector<Parts>& right_sums = is_one_file_ ? of_left_ : of_right_;
    for (std::size_t p = 0; p < parts_.size(); ++p) {
      of_left_[pairs.left[p]] += parts_[p];
      right_sums[pairs.right[p]] += parts_[p];
      if (!is_one_file_ || parts_[p] == 0) continue;
      neighbours_.add(pairs.left[p], pairs.right[p], parts_[p]);
      neighbours_.add(pairs.right[p], pairs.left[p], parts_[p]);
    }
    neighbours_.finish();
  }

  [[nodiscard]] std::uint8_t of(std::size_t p) const {
    const std::uint32_t i = pairs_.left[p];
    const std::uint32_t j = pairs_.right[p];
    const Parts own = parts_[p];
    const Parts support = is_one_file_ ? neighbours_.support(i, j) : 0;
    const Parts of_others = of_left_[i] + (is_one_file_ ? of_left_[j] : of_right_[j]);
    const Parts competition = of_others - 2 * own - 2 * support;
    return static_cast<std::uint8_t>(state_of(support, std::max<Parts>(competition, 0)));
  }

 private:
  const WeighedPairs& pairs_;
  bool is_one_file_;
  std::vector<std::uint32_t> parts_;
  std::vector<Parts> of_left_, of_right_;  ///< sums by record
  Neighbours neighbours_;                  ///< one file only
};

ChangingPairs find_changing(const WeighedPairs& pairs, const RecordContextConfig& config) {
  ChangingPairs changing;
  for (std::size_t p = 0; p < pairs.left.size(); ++p) {
    if (pairs.weights[p] < kNeverChanged) continue;
    if (probability_of(pairs.weights[p]) <= kLeastChanged) continue;
    changing.index.push_back(p);
    changing.weight.push_back(pairs.weights[p]);
  }
  changing.state.resize(changing.size());
  const PairStates states(pairs, config);
  for_blocks(changing.size(), kBlockSize, [&](const Block& block) {
    for (std::size_t k = block.begin; k < block.end; ++k) {
      changing.state[k] = states.of(changing.index[k]);
    }
  });
  return changing;
}

/// Sums of probabilities by class, in parts of 2^-32; mergeable.
template <std::size_t size>
struct ProbabilitySums {
  static constexpr double kParts = 4294967296.0;
  std::array<std::uint64_t, size> parts{};

  [[nodiscard]] static ProbabilitySums empty() { return {}; }
  void add(std::size_t of, double probability) {
    parts[of] += static_cast<std::uint64_t>(probability * kParts + 0.5);
  }
  void merge(const ProbabilitySums& other) {
    for (std::size_t i = 0; i < size; ++i) parts[i] += other.parts[i];
  }
  [[nodiscard]] std::array<double, size> finish() const {
    std::array<double, size> sums{};
    for (std::size_t i = 0; i < size; ++i) sums[i] = static_cast<double>(parts[i]) / kParts;
    return sums;
  }
};

/// Sums over the changing pairs; `add(k, sums)` adds that of one.
template <std::size_t size, class Add>
std::array<double, size> sum_probabilities(std::size_t num_pairs, const Add& add) {
  return reduce_blocks<ProbabilitySums<size>>(num_pairs, kBlockSize,
                                              [&](const Block& block) {
                                                ProbabilitySums<size> sums;
                                                for (std::size_t k = block.begin; k < block.end;
                                                     ++k) {
                                                  add(k, sums);
                                                }
                                                return sums;
                                              })
      .finish();
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
  StateShares num_pairs{};
  for (const std::uint8_t state : pairs.state) num_pairs[state] += 1;
  const StateShares all = to_shares(num_pairs, StateShares{});
  StateShares m{};
  StateShares u{};
  m.fill(1);
  u.fill(1);
  std::vector<double> odds(pairs.size());
  for_blocks(odds.size(), kBlockSize, [&](const Block& block) {
    for (std::size_t k = block.begin; k < block.end; ++k) odds[k] = fixed_exp2(pairs.weight[k]);
  });
  for (int round = 0; round < kNumRounds; ++round) {
    StateShares ratio{};
    for (std::size_t s = 0; s < kNumStates; ++s) ratio[s] = m[s] / u[s];
    const StateShares num_true =
        sum_probabilities<kNumStates>(pairs.size(), [&](std::size_t k, auto& sums) {
          const double now = odds[k] * ratio[pairs.state[k]];
          sums.add(pairs.state[k], std::isinf(now) ? 1.0 : now / (1 + now));
        });
    StateShares num_other{};
    for (std::size_t s = 0; s < kNumStates; ++s) num_other[s] = num_pairs[s] - num_true[s];
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

using BandWeights = std::array<Weight, kNumBands>;

/// The shifts, by band of the first weights, under which the probabilities of the second weights
/// sum up to those of the first.
BandWeights balancing_shifts(const ChangingPairs& pairs, const std::vector<Weight>& added) {
  const auto sum_shifted = [&](bool is_second, const BandWeights& shifts) {
    return sum_probabilities<kNumBands>(pairs.size(), [&](std::size_t k, auto& sums) {
      const std::size_t band = weight_band(pairs.weight[k]);
      const Weight second = is_second ? added[pairs.index[k]] : 0;
      sums.add(band, probability_of(pairs.weight[k] + second + shifts[band]));
    });
  };
  const std::array<double, kNumBands> targets = sum_shifted(false, BandWeights{});
  BandWeights low;
  BandWeights high;
  low.fill(-kMostShift);
  high.fill(kMostShift);
  while (high[0] - low[0] > kWeightOne / 1024) {  // all bands are as far
    BandWeights middle{};
    for (std::size_t band = 0; band < kNumBands; ++band)
      middle[band] = (low[band] + high[band]) / 2;
    const std::array<double, kNumBands> sums = sum_shifted(true, middle);
    for (std::size_t band = 0; band < kNumBands; ++band) {
      (sums[band] > targets[band] ? high : low)[band] = middle[band];
    }
  }
  return low;
}

/// Draws the second weights of each band of first weights back towards the first ones' sum.
void draw_back(const ChangingPairs& pairs, std::vector<Weight>& added) {
  BandWeights shifts = balancing_shifts(pairs, added);
  for (Weight& shift : shifts) {
    shift = static_cast<Weight>(std::llround(kDrawnBack * static_cast<double>(shift)));
  }
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    added[pairs.index[k]] += shifts[weight_band(pairs.weight[k])];
  }
}

}  // namespace

std::vector<Weight> context_weights(const WeighedPairs& pairs, const RecordContextConfig& config) {
  std::vector<Weight> added(pairs.left.size());
  const ChangingPairs changing = find_changing(pairs, config);
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

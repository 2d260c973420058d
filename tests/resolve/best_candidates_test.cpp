#include "kernels/resolve/best_candidates.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "kernels/core/random.hpp"

namespace fsu::resolve {
namespace {

constexpr Weight bits(double value) { return static_cast<Weight>(value * kWeightOne); }

struct Pairs {
  std::vector<std::uint32_t> left, right;
  std::vector<Weight> weights;
  std::vector<std::uint8_t> pooled = {};

  void add(std::uint32_t a, std::uint32_t b, Weight weight) {
    left.push_back(a);
    right.push_back(b);
    weights.push_back(weight);
  }
  [[nodiscard]] RecordPairs view() const { return {left, right, weights, pooled}; }
};

/// A pair as one of its records sees it.
struct Candidate {
  std::uint32_t other = 0;
  Weight weight = 0;
  bool is_pooled = false;
};

std::vector<std::vector<Candidate>> candidates_of(const Pairs& pairs, const BestConfig& config) {
  std::vector<std::vector<Candidate>> candidates(config.num_left);
  for (std::size_t p = 0; p < pairs.left.size(); ++p) {
    const bool is_pooled = !pairs.pooled.empty() && pairs.pooled[p] != 0;
    candidates[pairs.left[p]].push_back({pairs.right[p], pairs.weights[p], is_pooled});
    if (config.is_one_file) {
      candidates[pairs.right[p]].push_back({pairs.left[p], pairs.weights[p]});
    }
  }
  for (auto& of : candidates) {
    std::sort(of.begin(), of.end(), [](const Candidate& a, const Candidate& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.other < b.other;
    });
  }
  return candidates;
}

double odds_of(const std::vector<Candidate>& candidates) {
  double sum = 0;
  for (const Candidate& candidate : candidates) sum += std::exp2(weight_bits(candidate.weight));
  return sum;
}

/// r of the header: the share of left records with no partner, in ten rounds from 1.
double reference_nobody(const std::vector<std::vector<Candidate>>& candidates,
                        std::size_t num_apart) {
  const double num_left = static_cast<double>(candidates.size() - num_apart);
  if (num_left == 0) return 1;
  double nobody = 1;
  for (int round = 0; round < 10; ++round) {
    double with = 0;
    for (const auto& of : candidates) with += odds_of(of) / (nobody + odds_of(of));
    nobody = std::max(1 - with / num_left, 1 / std::max(num_left, 2.0));
  }
  return nobody;
}

/// The pairs of a one-to-one choice: the heaviest pair whose two records are free, again and again.
std::vector<std::vector<Candidate>> choose_one_to_one(const Pairs& pairs,
                                                      const BestConfig& config) {
  std::vector<std::vector<Candidate>> chosen(config.num_left);
  std::set<std::uint32_t> taken_left, taken_right;
  auto& taken_other = config.is_one_file ? taken_left : taken_right;
  while (true) {
    std::size_t best = pairs.left.size();
    for (std::size_t p = 0; p < pairs.left.size(); ++p) {
      const bool is_free =
          !taken_left.contains(pairs.left[p]) && !taken_other.contains(pairs.right[p]);
      if (is_free && (best == pairs.left.size() || pairs.weights[p] > pairs.weights[best])) {
        best = p;
      }
    }
    if (best == pairs.left.size()) return chosen;
    taken_left.insert(pairs.left[best]);
    taken_other.insert(pairs.right[best]);
    chosen[pairs.left[best]] = {{pairs.right[best], pairs.weights[best]}};
    if (config.is_one_file) {
      chosen[pairs.right[best]] = {{pairs.left[best], pairs.weights[best]}};
    }
  }
}

std::vector<Decision> reference_decisions(const Pairs& pairs, const BestConfig& config) {
  const auto candidates = candidates_of(pairs, config);
  const auto chosen = choose_one_to_one(pairs, config);
  const bool has_rivals = !config.is_one_file || config.is_one_to_one;
  const double nobody = has_rivals ? reference_nobody(candidates, config.num_apart) : 1;
  std::vector<Decision> decisions;
  for (std::size_t left = 0; left < candidates.size(); ++left) {
    Decision& decision = decisions.emplace_back();
    decision.status = Status::kNoCandidate;
    std::vector<Candidate> of = candidates[left];
    if (of.empty() || (config.is_one_to_one && chosen[left].empty())) continue;
    if (config.is_one_to_one) {  // the partner first, then the others by weight
      const auto partner = std::find_if(of.begin(), of.end(), [&](const Candidate& candidate) {
        return candidate.other == chosen[left][0].other;
      });
      std::rotate(of.begin(), partner, partner + 1);
    }
    decision.person = {of[0].other};
    decision.weight = static_cast<StoredWeight>(of[0].weight);
    decision.candidates = static_cast<std::uint32_t>(of.size());
    const auto rivals = std::stable_partition(
        of.begin() + 1, of.end(), [](const Candidate& candidate) { return candidate.is_pooled; });
    const double odds = odds_of({of.begin(), rivals});
    decision.probability = odds / (has_rivals ? nobody + odds_of(of) : 1 + odds);
    bool is_close = false;
    if (rivals != of.end()) {
      decision.runner_up = {rivals->other};
      decision.runner_up_weight = static_cast<StoredWeight>(rivals->weight);
      is_close = of[0].weight - rivals->weight < config.decision.link_margin;
    }
    decision.status = decision.probability < config.decision.link_probability
                          ? Status::kBelowThreshold
                      : is_close && has_rivals ? Status::kAmbiguous
                                               : Status::kLinked;
  }
  return decisions;
}

void check(const Pairs& pairs, const BestConfig& config, std::set<Status>& seen) {
  const auto expected = reference_decisions(pairs, config);
  auto decisions = best_candidates(pairs.view(), config);
  ASSERT_EQ(decisions.size(), expected.size());
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    // Sums over records are kept in 2^-16 parts.
    ASSERT_NEAR(decisions[i].probability, expected[i].probability, 1e-4);
    decisions[i].probability = expected[i].probability;
    ASSERT_EQ(decisions[i], expected[i]) << i;
    seen.insert(decisions[i].status);
  }
}

/// Random pairs; weights of half bits make ties.
Pairs random_pairs(Random& random, std::uint32_t num_left, std::uint32_t num_right,
                   bool is_one_file) {
  Pairs pairs;
  const double share = random.uniform();
  const bool has_ties = random.chance(0.5);
  for (std::uint32_t a = 0; a < num_left; ++a) {
    for (std::uint32_t b = is_one_file ? a + 1 : 0; b < num_right; ++b) {
      if (!random.chance(share)) continue;
      pairs.add(a, b,
                has_ties ? random.between(-6, 6) * kWeightOne
                         : random.between(-15 * kWeightOne, 15 * kWeightOne));
    }
  }
  return pairs;
}

TEST(BestCandidates, EqualThePlainTwin) {
  std::set<Status> seen;
  for (std::uint64_t i = 0; i < 2000; ++i) {
    Random random(1, 0, i);
    BestConfig config;
    config.is_one_file = random.chance(0.5);
    config.is_one_to_one = random.chance(0.5);
    config.num_left = random.below(12);
    config.decision.link_probability = 0.3127 + 0.15 * static_cast<double>(random.below(4));
    config.decision.link_margin = bits(static_cast<double>(random.below(3)));
    const auto num_left = static_cast<std::uint32_t>(config.num_left);
    const auto with_pairs = static_cast<std::uint32_t>(random.below(config.num_left + 1));
    config.num_apart = config.num_left - with_pairs;
    const auto num_right =
        config.is_one_file ? with_pairs : static_cast<std::uint32_t>(random.below(12));
    ASSERT_LE(with_pairs, num_left);
    Pairs pairs = random_pairs(random, with_pairs, num_right, config.is_one_file);
    if (!config.is_one_file && !config.is_one_to_one && random.chance(0.5)) {
      for (std::size_t p = 0; p < pairs.left.size(); ++p) {
        pairs.pooled.push_back(random.chance(0.4) ? 1 : 0);
      }
    }
    check(pairs, config, seen);
  }
  EXPECT_EQ(seen, (std::set<Status>{Status::kNoCandidate, Status::kBelowThreshold,
                                    Status::kAmbiguous, Status::kLinked}));
}

TEST(BestCandidates, Degenerate) {
  EXPECT_TRUE(best_candidates({}, {}).empty());
  BestConfig config;
  config.num_left = 3;
  for (const bool is_one_to_one : {false, true}) {
    config.is_one_to_one = is_one_to_one;
    for (const Decision& decision : best_candidates({}, config)) {
      EXPECT_EQ(decision.status, Status::kNoCandidate);
      EXPECT_TRUE(decision.person.is_none());
    }
    Pairs certain;
    certain.add(0, 0, bits(1500));
    certain.add(2, 1, bits(-1500));
    const auto decisions = best_candidates(certain.view(), config);
    EXPECT_EQ(decisions[0].probability, 1);
    EXPECT_EQ(decisions[0].status, Status::kLinked);
    EXPECT_EQ(decisions[1].status, Status::kNoCandidate);
    EXPECT_EQ(decisions[2].probability, 0);
    EXPECT_EQ(decisions[2].status, Status::kBelowThreshold);
  }
}

/// Where almost every left record has a partner, a pair of even odds is almost surely one.
TEST(BestCandidates, HavingNobodyIsRareWherePartnersAreCommon) {
  Pairs pairs;
  for (std::uint32_t i = 0; i < 1000; ++i) pairs.add(i, i, i == 0 ? 0 : bits(12));
  BestConfig config;
  config.num_left = 1000;
  EXPECT_GT(best_candidates(pairs.view(), config)[0].probability, 0.99);
  config.is_one_file = true;
  Pairs one_file;
  one_file.add(0, 1, 0);
  one_file.add(2, 3, bits(12));
  config.num_left = 4;
  EXPECT_EQ(best_candidates(one_file.view(), config)[1].probability, 0.5);
}

TEST(BestCandidates, OneToOneLeavesTheSecondBestToTheOther) {
  Pairs pairs;
  pairs.add(0, 0, bits(10));
  pairs.add(0, 1, bits(9));
  pairs.add(1, 0, bits(9.5));
  pairs.add(1, 1, bits(3));
  BestConfig config;
  config.num_left = 2;
  config.is_one_to_one = true;
  const auto decisions = best_candidates(pairs.view(), config);
  EXPECT_EQ(decisions[0].person, PersonId{0});
  EXPECT_EQ(decisions[1].person, PersonId{1});
  config.is_one_to_one = false;
  EXPECT_EQ(best_candidates(pairs.view(), config)[1].person, PersonId{0});
}

/// The choice of one of two equal partners knows no more than a coin.
TEST(BestCandidates, OneToOneMakesNothingMoreCertain) {
  for (const bool is_one_file : {false, true}) {
    Pairs pairs;
    pairs.add(0, is_one_file ? 1 : 0, bits(20));
    pairs.add(0, is_one_file ? 2 : 1, bits(20));
    BestConfig config;
    config.num_left = is_one_file ? 3 : 1;
    config.is_one_file = is_one_file;
    config.is_one_to_one = true;
    const Decision decision = best_candidates(pairs.view(), config)[0];
    EXPECT_EQ(decision.person, (PersonId{is_one_file ? 1U : 0U}));
    EXPECT_EQ(decision.runner_up, (PersonId{is_one_file ? 2U : 1U}));
    EXPECT_NEAR(decision.probability, 0.5, 1e-5);
    EXPECT_EQ(decision.status, Status::kBelowThreshold);
    config.decision.link_probability = 0.4;
    config.decision.link_margin = bits(1);
    EXPECT_EQ(best_candidates(pairs.view(), config)[0].status, Status::kAmbiguous);
  }
}

/// A heavier candidate whom another record has taken is a rival all the same.
TEST(BestCandidates, OneToOneTellsOfTheRivalThatWasTaken) {
  Pairs pairs;
  pairs.add(0, 0, bits(10));
  pairs.add(0, 1, bits(8));
  pairs.add(1, 0, bits(12));
  pairs.add(2, 0, bits(9));
  BestConfig config;
  config.num_left = 3;
  config.is_one_to_one = true;
  const auto decisions = best_candidates(pairs.view(), config);
  EXPECT_EQ(decisions[0].person, PersonId{1});
  EXPECT_EQ(decisions[0].runner_up, PersonId{0});
  EXPECT_NEAR(decisions[0].probability, 0.2, 0.001);
  EXPECT_EQ(decisions[0].status, Status::kBelowThreshold);
  EXPECT_EQ(decisions[1].person, PersonId{0});
  EXPECT_EQ(decisions[1].status, Status::kLinked);
  EXPECT_EQ(decisions[2].status, Status::kNoCandidate);  // all taken
  EXPECT_TRUE(decisions[2].person.is_none());
}

/// Records that can have no partner say nothing of how many of the others have one.
TEST(BestCandidates, RecordsApartChangeNothing) {
  Pairs pairs;
  for (std::uint32_t i = 0; i < 50; ++i) pairs.add(i, i, bits(i % 2 == 0 ? 9 : 0.5));
  BestConfig config;
  config.num_left = 50;
  const auto alone = best_candidates(pairs.view(), config);
  config.num_left = 80;
  EXPECT_NE(best_candidates(pairs.view(), config)[1].probability, alone[1].probability);
  config.num_apart = 30;
  const auto among = best_candidates(pairs.view(), config);
  EXPECT_TRUE(std::equal(alone.begin(), alone.end(), among.begin()));
}

}  // namespace
}  // namespace fsu::resolve

// Reliability against bins written out as conditions, and by hand.
#include "kernels/evaluate/reliability.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/evaluate/random_candidates.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::evaluate {
namespace {

using fsu::test::all_parallel_settings;
using fsu::test::ScopedParallelSetting;
using test::OwnedCandidates;
using test::random_candidates;

struct SlowBin {
  std::int64_t links = 0;
  std::int64_t right = 0;
  long double stated = 0;
};

std::vector<SlowBin> bins_slowly(const OwnedCandidates& candidates, const ReliabilityScope& scope) {
  const std::vector<double> low = {0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
  const std::vector<double> high = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1};
  std::vector<SlowBin> bins(low.size());
  for (std::size_t i = 0; i < candidates.probability.size(); ++i) {
    const double probability = candidates.probability[i];
    if (std::isnan(probability) || probability <= scope.above) continue;
    if ((candidates.outcome[i] & scope.bits) != scope.bits) continue;
    for (std::size_t bin = 0; bin < bins.size(); ++bin) {
      if (probability < low[bin] || probability >= high[bin]) continue;
      ++bins[bin].links;
      bins[bin].right += (candidates.outcome[i] & kIsRight) != 0 ? 1 : 0;
      bins[bin].stated += static_cast<long double>(probability);
    }
  }
  return bins;
}

void expect_equal(const Reliability& found, const std::vector<SlowBin>& expected) {
  for (std::size_t bin = 0; bin < expected.size(); ++bin) {
    EXPECT_EQ(found.bins()[bin].links, expected[bin].links) << bin;
    EXPECT_EQ(found.bins()[bin].right, expected[bin].right) << bin;
    EXPECT_NEAR(found.bins()[bin].stated_sum(), static_cast<double>(expected[bin].stated), 1e-9);
  }
}

TEST(Reliability, ByHand) {
  // [0.9, 1]: 0.9, 0.95 and 1, two right; [0.5, 0.6): 0.55, none right.
  const OwnedCandidates candidates{
      {0.9, 1.0, 0.55, 0.95}, {kIsLinked | kIsRight, kIsLinked | kIsRight, kIsLinked, kIsLinked}};
  const Reliability reliability = reliability_of(candidates.view(), {});
  const ReliabilityBin& last = reliability.bins()[9];
  EXPECT_EQ(last.links, 3);
  EXPECT_NEAR(last.stated(), 0.95, 1e-15);
  EXPECT_DOUBLE_EQ(last.observed(), 2.0 / 3.0);
  EXPECT_EQ(reliability.bins()[5].links, 1);
  EXPECT_TRUE(std::isnan(reliability.bins()[0].stated()));
  EXPECT_TRUE(std::isnan(reliability.bins()[0].observed()));
  // (|2.85 - 2| + |0.55 - 0|) / 4
  EXPECT_NEAR(reliability.expected_calibration_error(), 0.35, 1e-12);
  EXPECT_NEAR(reliability.all().stated_sum(), 3.4, 1e-12);
  EXPECT_EQ(reliability.all().right, 2);
}

TEST(Reliability, ABoundaryBelongsToTheUpperBin) {
  for (std::size_t bin = 0; bin < kNumReliabilityBins; ++bin) {
    Reliability reliability;
    reliability.add(static_cast<double>(bin) / 10.0, true);
    EXPECT_EQ(reliability.bins()[bin].links, 1) << bin;
  }
}

TEST(Reliability, AgreesWithTheSlowTwin) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const OwnedCandidates candidates = random_candidates(500, seed);
    for (const ReliabilityScope scope :
         {ReliabilityScope{}, ReliabilityScope{kIsLinked}, ReliabilityScope{0, 0.01}}) {
      expect_equal(reliability_of(candidates.view(), scope), bins_slowly(candidates, scope));
    }
  }
}

TEST(Reliability, DegenerateCandidates) {
  const Reliability none = reliability_of({}, {});
  EXPECT_EQ(none, Reliability{});
  EXPECT_TRUE(std::isnan(none.expected_calibration_error()));
  const OwnedCandidates odd{{kMissingFloat64, -1.0, 2.0}, {kIsRight, kIsRight, kIsRight}};
  EXPECT_EQ(reliability_of(odd.view(), {}).all().links, 0);
  const OwnedCandidates equal{std::vector<double>(1000, 0.1), std::vector<LinkOutcome>(1000, 0)};
  EXPECT_NEAR(reliability_of(equal.view(), {}).bins()[1].stated(), 0.1, 1e-15);
}

TEST(Reliability, DoesNotDependOnThreadsOrBlocks) {
  const OwnedCandidates candidates = random_candidates(3000, 5);
  const Reliability expected = reliability_of(candidates.view(), {kIsLinked});
  for (const auto& setting : all_parallel_settings()) {
    const ScopedParallelSetting scope(setting);
    for (const std::size_t block_rows : {1u, 7u, 1000u}) {
      EXPECT_EQ(reliability_of(candidates.view(), {kIsLinked}, block_rows), expected)
          << describe(setting);
    }
  }
}

}  // namespace
}  // namespace fsu::evaluate

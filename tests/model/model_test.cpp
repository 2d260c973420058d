#include "kernels/model/model.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/core/pattern.hpp"
#include "kernels/model/frequency_weights.hpp"

namespace fsu::model {
namespace {

TEST(FixedModel, HasTheLevelsOfThePatterns) {
  const Model model = fixed_model();
  ASSERT_EQ(model.comparisons.size(), kNumComparisons);
  for (std::size_t i = 0; i < kNumComparisons; ++i) {
    EXPECT_EQ(model.comparisons[i].levels.size(), kNumLevels[i]);
    EXPECT_EQ(model.comparisons[i].levels[0].weight(), 0) << "missing weighs nothing";
  }
}

/// The levels of a comparison that exclude one another share out all pairs, true and other.
TEST(FixedModel, SharesOfTrueAndOtherPairsAddUpToOne) {
  const Model model = fixed_model();
  const auto check = [&](std::size_t comparison, const std::vector<std::size_t>& levels) {
    double m = 0;
    double u = 0;
    for (const std::size_t level : levels) {
      m += static_cast<double>(model.comparisons[comparison].levels[level].m_parts) / kParts;
      u += static_cast<double>(model.comparisons[comparison].levels[level].u_parts) / kParts;
    }
    EXPECT_NEAR(m, 1, 0.005) << model.comparisons[comparison].name;
    EXPECT_NEAR(u, 1, 0.005) << model.comparisons[comparison].name;
  };
  check(0, {1, 2, 4, 5, 6, 7});  // initials are conditional
  check(1, {1, 2, 3, 4, 6});     // a swap is the forename's
  check(2, {1, 2, 3});
  check(3, {1, 2, 3, 4, 7});  // partial dates are conditional
}

TEST(PatternWeights, AreSumsOfLog2Ratios) {
  const Model model = fixed_model();
  const std::vector<Weight> weights = pattern_weights(model, prior_weight(400'000));
  const Agreement agreement{ForenameLevel::kExact, SurnameLevel::kClose,
                            OtherForenamesLevel::kMissing, DateLevel::kOneEdit,
                            PncLevel::kDifferent};
  const double expected = -std::log2(400'000.0) + std::log2(0.89 / 0.0043) +
                          std::log2(0.05 / 0.0012) + std::log2(0.025 / 0.0013) + std::log2(0.001);
  EXPECT_NEAR(weight_bits(weights[pattern_of(agreement)]), expected, 1e-4);
  EXPECT_EQ(weights[0], prior_weight(400'000));
  EXPECT_EQ(prior_weight(0), 0);
}

/// People 0..n-1 with one identity each.
PersonIdentities one_identity_each(std::vector<Identity> identities) {
  std::sort(identities.begin(), identities.end());
  PersonIdentities persons;
  for (const Identity& identity : identities) {
    if (persons.identities.empty() || persons.identities.back() != identity) {
      persons.identities.push_back(identity);
      persons.person_begins.push_back(static_cast<std::uint32_t>(persons.persons.size()));
    }
    persons.persons.push_back(PersonId{static_cast<std::uint32_t>(persons.persons.size())});
  }
  persons.person_begins.push_back(static_cast<std::uint32_t>(persons.persons.size()));
  persons.num_persons = persons.persons.size();
  return persons;
}

class FrequencyWeightsTest : public testing::Test {
 protected:
  static constexpr NameId kCommon{0}, kRare{1}, kSurname{2}, kRareSurname{3};

  FrequencyWeightsTest() {
    std::vector<Identity> identities(1000, Identity{kCommon, kSurname, {}, 19800101, 0});
    identities.push_back({kRare, kRareSurname, {}, 19810203, 0});
    persons_ = one_identity_each(identities);
  }

  PersonIdentities persons_;
  Model model_ = fixed_model();
};

TEST_F(FrequencyWeightsTest, RareValuesSayMore) {
  const FrequencyWeights frequencies(model_, persons_, 4);
  const Agreement names{ForenameLevel::kExact, SurnameLevel::kExact};
  const Agreement date{ForenameLevel::kMissing, SurnameLevel::kMissing,
                       OtherForenamesLevel::kMissing, DateLevel::kExact};
  ASSERT_EQ(persons_.identities.size(), 2u);
  EXPECT_LT(frequencies.adjustment(names, 0), 0);
  EXPECT_LT(frequencies.adjustment(names, 0), frequencies.adjustment(names, 1));
  EXPECT_LT(frequencies.adjustment(date, 0), 0);
  EXPECT_LT(frequencies.adjustment(date, 0), frequencies.adjustment(date, 1));
  EXPECT_NEAR(weight_bits(frequencies.adjustment(date, 1)), std::log2(40e-6 * 33000), 1e-3);
}

TEST_F(FrequencyWeightsTest, OnlyExactLevelsAreAdjusted) {
  const FrequencyWeights frequencies(model_, persons_, 4);
  EXPECT_EQ(frequencies.adjustment({}, 1), 0);
  EXPECT_EQ(frequencies.adjustment({ForenameLevel::kClose, SurnameLevel::kNear}, 1), 0);
  const Weight forename = frequencies.adjustment({ForenameLevel::kExact}, 1);
  EXPECT_NEAR(weight_bits(forename), std::log2(0.0043 * 1001), 1e-3);
}

/// A swapped rare name weighs what it does the right way round, but for the common reverse of one.
TEST(FrequencyWeights, SwappedNames) {
  std::vector<Identity> identities;
  for (std::uint32_t i = 0; i < 500; ++i) {  // forename 0 with surname 1, a date each
    identities.push_back({NameId{0}, NameId{1}, {}, 19000101 + static_cast<std::int32_t>(i), 0});
  }
  identities.push_back({NameId{1}, NameId{0}, {}, 19810203, 0});  // the reverse of all those
  identities.push_back({NameId{2}, NameId{3}, {}, 19810203, 0});
  const PersonIdentities persons = one_identity_each(identities);
  const Model model = fixed_model();
  const FrequencyWeights frequencies(model, persons, 4);
  const auto weight_of = [&](const Agreement& agreement, std::size_t identity) {
    return model.comparisons[0].levels[static_cast<std::size_t>(agreement.forename)].weight() +
           model.comparisons[1].levels[static_cast<std::size_t>(agreement.surname)].weight() +
           frequencies.adjustment(agreement, identity);
  };
  const Agreement swapped{ForenameLevel::kSwapped, SurnameLevel::kSwapped};
  const Agreement exact{ForenameLevel::kExact, SurnameLevel::kExact};
  ASSERT_EQ(persons.identities.size(), 502u);
  EXPECT_LT(weight_of(swapped, 500), 0);  // almost surely one of the 500
  EXPECT_GT(weight_of(swapped, 501), 10 * kWeightOne);
  EXPECT_LT(weight_of(swapped, 501), weight_of(exact, 501) + kWeightOne);
}

TEST(FrequencyWeights, EmptyIndexAndMissingFields) {
  EXPECT_NO_THROW(FrequencyWeights(fixed_model(), one_identity_each({}), 0));
  const FrequencyWeights frequencies(fixed_model(), one_identity_each({Identity{}}), 0);
  EXPECT_EQ(frequencies.adjustment({}, 0), 0);
}

}  // namespace
}  // namespace fsu::model

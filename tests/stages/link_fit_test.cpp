// The model learned from a force whose faults are known.
#include "src/stages/link_fit.hpp"

#include <gtest/gtest.h>

#include "kernels/compare/compare_fields.hpp"
#include "tests/stages/prepared_force.hpp"

namespace fsu::stages {
namespace {

using test::LinkForce;
using test::PreparedForce;
using test::Who;

constexpr std::uint32_t kPeople = 2000;

/// A call about everybody; `num_strangers` more about others. Four in five telephones are on record
/// and right, one in five is another's.
LinkForce force_with(std::uint32_t num_strangers) {
  LinkForce force;
  for (std::uint32_t i = 0; i < kPeople; ++i) {
    const Who who = test::random_person(31, i);
    force.add_version(i, who);
    force.add_phone(i, who.phone);
    Who caller = who;
    if (i % 5 == 0) caller.phone = test::random_person(31, (i + 1000) % kPeople).phone;
    force.add_log(caller, {});
  }
  for (std::uint32_t i = 0; i < num_strangers; ++i) {
    Who stranger = test::random_person(37, i);
    stranger.phone.clear();
    force.add_log(stranger, {});
  }
  return force;
}

TEST(LinkFit, FindsTheShareOfNobody) {
  for (const std::uint32_t num_strangers : {200u, 2000u}) {
    PreparedForce prepared(force_with(num_strangers));
    const MentionModel model = fit_identities(prepared.fit_input());
    const double expected = static_cast<double>(num_strangers) / (kPeople + num_strangers);
    EXPECT_NEAR(model.nobody_share, expected, 0.05);
  }
}

TEST(LinkFit, FindsTheShareOfTruePairs) {
  PreparedForce prepared(force_with(500));
  const MentionModel model = fit_identities(prepared.fit_input());
  const double num_pairs = static_cast<double>(prepared.cases.size()) * kPeople;
  EXPECT_NEAR(model.model.lambda * num_pairs, kPeople, kPeople / 10);
}

TEST(LinkFit, FindsHowOftenTelephonesAgree) {
  PreparedForce prepared(force_with(200));
  const MentionModel model = prepared.fit();
  const auto place = compare::kNumIdentityComparisons + kOriginatorPhone;
  const model::LevelShares& same = model.model.comparisons[place].shares[compare::kSameField];
  EXPECT_NEAR(same.m, 0.8, 0.03);
  EXPECT_LT(same.u, 0.01);
  EXPECT_EQ(model.model.comparisons[place].spec.name, "originator_phone");
}

TEST(LinkFit, EvidenceDoesNotChangeWhatIsLearnedOfIdentities) {
  PreparedForce prepared(force_with(200));
  const MentionModel identities = fit_identities(prepared.fit_input());
  const MentionModel evidence = prepared.fit();
  EXPECT_EQ(evidence.model.lambda, identities.model.lambda);
  for (std::size_t c = 0; c < compare::kNumIdentityComparisons; ++c) {
    for (std::size_t l = 0; l < identities.model.comparisons[c].shares.size(); ++l) {
      EXPECT_EQ(evidence.model.comparisons[c].shares[l].m,
                identities.model.comparisons[c].shares[l].m);
    }
  }
}

TEST(LinkFit, AGivenModelIsKeptAndOnlyTheShareOfNobodyFound) {
  PreparedForce prepared(force_with(200));
  const MentionModel learned = prepared.fit();
  const MentionModel applied = apply_model(prepared.fit_input(), learned.model);
  EXPECT_EQ(applied.model.lambda, learned.model.lambda);
  EXPECT_EQ(applied.nobody_share, learned.nobody_share);
}

TEST(LinkFit, OfNothing) {
  const LinkForce force;
  PreparedForce prepared(force);
  const MentionModel model = prepared.fit();
  EXPECT_GE(model.nobody_share, 0);
  EXPECT_LE(model.nobody_share, 1);
  EXPECT_GE(model.model.lambda, 0);
  EXPECT_LE(model.model.lambda, 1);
}

}  // namespace
}  // namespace fsu::stages

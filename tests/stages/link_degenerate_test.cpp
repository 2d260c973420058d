// Forces that hold too little to learn from: the linkage stays finite and sane.
#include <gtest/gtest.h>

#include <cmath>

#include "src/stages/link_tables.hpp"
#include "tests/stages/link_force.hpp"

namespace fsu::stages {
namespace {

using resolve::Decision;
using resolve::Status;
using test::LinkForce;
using test::Who;

/// No NaN, no infinity, probabilities in [0, 1], links only to people there are.
void expect_sane(const LinkForce& force, const Linkage& linkage) {
  EXPECT_GE(linkage.model.lambda, 0);
  EXPECT_LE(linkage.model.lambda, 1);
  EXPECT_GE(linkage.nobody_share, 0);
  EXPECT_LE(linkage.nobody_share, 1);
  for (const model::Comparison& comparison : linkage.model.comparisons) {
    for (std::size_t l = 0; l < comparison.shares.size(); ++l) {
      if (comparison.spec.levels[l].presence == kNothingCompared) continue;
      const model::LevelShares& shares = comparison.shares[l];
      EXPECT_TRUE(shares.m > 0 && shares.m <= 1) << comparison.spec.name << " " << shares.m;
      EXPECT_TRUE(shares.u > 0 && shares.u <= 1) << comparison.spec.name << " " << shares.u;
    }
  }
  for (const Decision& decision : linkage.mentions.decisions) {
    EXPECT_TRUE(decision.probability >= 0 && decision.probability <= 1) << decision.probability;
    EXPECT_TRUE(decision.person.is_none() || decision.person.index() < force.person_ids.size());
  }
}

TEST(LinkDegenerate, NothingAtAll) {
  const LinkForce force;
  for (const LinkageConfig& config : {LinkageConfig{}, test::exact_linkage()}) {
    const Linkage linkage = force.link(config);
    EXPECT_EQ(linkage.mentions.size(), 0u);
    EXPECT_EQ(linkage.reports.decisions.size(), 0u);
    expect_sane(force, linkage);
  }
}

TEST(LinkDegenerate, MentionsOfNobody) {
  LinkForce force;
  force.add_log({"JOHN", "SMITH", 19800503, "", "07700900123", "ZZ1 1AB"}, {"", "", 0, "02/73319Z"},
                "1 HIGH STREET");
  force.add_report({"JOHN", "SMITH", 19800503});
  for (const LinkageConfig& config : {LinkageConfig{}, test::exact_linkage()}) {
    const Linkage linkage = force.link(config);
    ASSERT_EQ(linkage.mentions.size(), 2u);
    EXPECT_EQ(linkage.mentions.decision(0).status, Status::kNoCandidate);
    EXPECT_EQ(linkage.mentions.decision(1).status, Status::kNoCandidate);
    EXPECT_EQ(linkage.reports.decisions[0].status, Status::kNoCandidate);
    expect_sane(force, linkage);
  }
}

TEST(LinkDegenerate, PeopleWithoutMentions) {
  LinkForce force;
  for (std::uint32_t i = 0; i < 10; ++i) force.add_version(i, test::random_person(3, i));
  const Linkage linkage = force.link();
  EXPECT_EQ(linkage.mentions.size(), 0u);
  expect_sane(force, linkage);
}

TEST(LinkDegenerate, OnePersonOneMention) {
  LinkForce force;
  force.add_version(0, {"EGLANTINE", "WIGGLESWORTH", 19510203});
  force.add_log({"EGLANTINE", "WIGGLESWORTH", 19510203}, {});
  const Linkage linkage = force.link();
  // One pair tells agreement from chance no more than a coin: no link, but the right candidate.
  EXPECT_EQ(linkage.mentions.decision(0).person, PersonId{0});
  expect_sane(force, linkage);
}

TEST(LinkDegenerate, OnePersonAndAStranger) {
  LinkForce force;
  force.add_version(0, {"EGLANTINE", "WIGGLESWORTH", 19510203});
  force.add_log({"CUTHBERT", "CHOLMONDELEY", 19780510}, {});
  force.add_log({"CUTHBERT", "CHOLMONDELEY"}, {});
  const Linkage linkage = force.link();
  EXPECT_FALSE(linkage.mentions.is_linked(0));
  EXPECT_FALSE(linkage.mentions.is_linked(1));
  expect_sane(force, linkage);
}

TEST(LinkDegenerate, TenPeopleAndTheirMentions) {
  LinkForce force;
  for (std::uint32_t i = 0; i < 10; ++i) {
    const Who who = test::random_person(3, i);
    force.add_version(i, who);
    force.add_log(who, test::random_person(4, i));
  }
  const Linkage linkage = force.link();
  ASSERT_EQ(linkage.mentions.size(), 20u);
  for (std::uint32_t i = 0; i < 10; ++i) {
    EXPECT_TRUE(linkage.mentions.is_linked(2 * i)) << i;
    EXPECT_EQ(linkage.mentions.decision(2 * i).person, PersonId{i}) << i;
    EXPECT_FALSE(linkage.mentions.is_linked(2 * i + 1)) << i;
  }
  expect_sane(force, linkage);
}

TEST(LinkDegenerate, AllPeopleAreAlike) {
  LinkForce force;
  for (std::uint32_t i = 0; i < 300; ++i) force.add_version(i, {"JOHN", "SMITH"});
  for (int i = 0; i < 50; ++i) force.add_log({"JOHN", "SMITH"}, {});
  const Linkage linkage = force.link();
  for (std::size_t i = 0; i < linkage.mentions.size(); ++i) {
    EXPECT_FALSE(linkage.mentions.is_linked(i));
  }
  expect_sane(force, linkage);
}

TEST(LinkDegenerate, EverythingIsMissing) {
  LinkForce force;
  for (std::uint32_t i = 0; i < 50; ++i) force.add_version(i, {});
  for (int i = 0; i < 20; ++i) force.add_log({.phone = "07700900123"}, {.pnc_id = "rubbish"});
  force.add_report({});
  const Linkage linkage = force.link();
  ASSERT_EQ(linkage.mentions.size(), 40u);
  for (std::size_t i = 0; i < linkage.mentions.size(); ++i) {
    EXPECT_LE(linkage.mentions.decision(i).status, Status::kNoCandidate);
  }
  EXPECT_EQ(linkage.reports.decisions[0].status, Status::kInsufficient);
  expect_sane(force, linkage);
}

/// One field that nobody ever fills.
class WithoutField : public testing::TestWithParam<int> {
 protected:
  static Who without(Who who) {
    if (GetParam() == 0) who.forename.clear();
    if (GetParam() == 1) who.surname.clear();
    if (GetParam() == 2) who.date_of_birth = 0;
    if (GetParam() == 3) who.phone.clear();
    if (GetParam() == 4) who.postcode.clear();
    return who;
  }
};

/// Half of the logs have a stranger in either role.
TEST_P(WithoutField, MostAreFoundByTheRest) {
  LinkForce force;
  constexpr std::uint32_t kPeople = 400;
  for (std::uint32_t i = 0; i < kPeople; ++i) {
    const Who who = without(test::random_person(3, i));
    Who stranger = without(test::random_person(4, i));
    stranger.phone.clear();
    force.add_version(i, who);
    if (!who.phone.empty()) force.add_phone(i, who.phone);
    i % 2 == 0 ? force.add_log(who, stranger) : force.add_log(stranger, who);
  }
  const Linkage linkage = force.link();
  expect_sane(force, linkage);
  std::uint32_t num_right = 0;
  std::uint32_t num_wrong = 0;
  for (std::size_t i = 0; i < linkage.mentions.size(); ++i) {
    if (!linkage.mentions.is_linked(i)) continue;
    const std::uint32_t row = linkage.mentions.incident_row[i];
    const bool is_known = (row % 2 == 0) == (linkage.mentions.role[i] == MentionRole::kOriginator);
    ++(is_known && linkage.mentions.decision(i).person.value == row ? num_right : num_wrong);
  }
  EXPECT_GT(num_right, kPeople * 9 / 10);
  // Without a date of birth many a stranger has nearly the name of somebody.
  EXPECT_LT(num_wrong, GetParam() == 2 ? kPeople / 10 : kPeople / 20);
}

INSTANTIATE_TEST_SUITE_P(Fields, WithoutField, testing::Range(0, 5));

}  // namespace
}  // namespace fsu::stages

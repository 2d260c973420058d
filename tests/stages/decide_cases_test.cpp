// Two ids of one person pool their probability; the link goes to one of them by fixed rules.
#include "src/stages/decide_cases.hpp"

#include <gtest/gtest.h>

#include "tests/stages/prepared_force.hpp"

namespace fsu::stages {
namespace {

using resolve::Decision;
using resolve::Status;
using test::last_decision;
using test::LinkForce;
using test::Who;

constexpr std::uint32_t kFirst = 1000;
constexpr std::uint32_t kSecond = 1001;
const Who kPerson = {"ZEBEDIAH", "WIGGLESWORTH", 19510203};

class PoolingTest : public testing::Test {
 protected:
  PoolingTest() : force_(test::random_force(300, 600)) {}  // a crowd to learn from

  Decision link(const Who& who) {
    force_.add_log({}, who);
    return last_decision(force_.link());
  }

  LinkForce force_;
};

TEST_F(PoolingTest, EqualIdsShareTheMentionAndTheSmallestGetsIt) {
  force_.add_version(kSecond, kPerson);
  force_.add_version(kFirst, kPerson);
  const Decision decision = link(kPerson);
  EXPECT_EQ(decision.status, Status::kLinked);
  EXPECT_EQ(decision.person, PersonId{kFirst});
  EXPECT_GT(decision.probability, 0.9);
  EXPECT_NE(decision.runner_up, PersonId{kSecond});
}

TEST_F(PoolingTest, OfEqualWeightsTheLatestRecordGetsIt) {
  force_.add_version(kFirst, kPerson, 100);
  force_.add_version(kSecond, kPerson, 200);
  EXPECT_EQ(link(kPerson).person, PersonId{kSecond});
}

TEST_F(PoolingTest, TheHeaviestGetsItWhateverItsAge) {
  force_.add_version(kFirst, {"ZEBEDIAH", "WIGGLESWORTH", 19510203, "02/73319Z"}, 100);
  force_.add_version(kSecond, kPerson, 200);
  Who with_pnc = kPerson;
  with_pnc.pnc_id = "02/73319Z";
  const Decision decision = link(with_pnc);
  EXPECT_EQ(decision.status, Status::kLinked);
  EXPECT_EQ(decision.person, PersonId{kFirst});
}

TEST_F(PoolingTest, TheProbabilityIsThatOfBoth) {
  force_.add_version(kFirst, kPerson);
  const Who heard = {"ZEBEDIAH", "", 19510203};
  const double alone = link(heard).probability;
  force_.add_version(kSecond, kPerson);
  const Decision pooled = link(heard);
  EXPECT_EQ(pooled.status, Status::kLinked);
  EXPECT_NEAR(pooled.probability, alone, 0.05);
}

TEST_F(PoolingTest, DifferentPeopleOfOneNameDoNotPool) {
  force_.add_version(kFirst, {"ZEBEDIAH", "WIGGLESWORTH", 19510203});
  force_.add_version(kSecond, {"ZEBEDIAH", "WIGGLESWORTH", 19880825});
  const Decision either = link({"ZEBEDIAH", "WIGGLESWORTH"});
  EXPECT_NE(either.status, Status::kLinked);
  EXPECT_EQ(either.runner_up, PersonId{kSecond});
}

TEST_F(PoolingTest, ConflictingPncIdsDoNotPool) {
  force_.add_version(kFirst, {"VALENTINE", "VAVASOUR", 19711003, "1992/0012345T"});
  force_.add_version(kSecond, {"VALENTINE", "VAVASOUR", 19711003, "1994/0054321Z"});
  const Decision either = link({"VALENTINE", "VAVASOUR", 19711003});
  EXPECT_NE(either.status, Status::kLinked);
}

TEST_F(PoolingTest, AClerkMayRuleOneOfTheIdsOut) {
  force_.add_version(kFirst, kPerson);
  force_.add_version(kSecond, kPerson);
  force_.add_log({}, kPerson);
  const auto row = static_cast<std::uint32_t>(force_.incidents.num_rows() - 1);
  force_.clerk = {{row, MentionRole::kSubject, PersonId{kFirst}, false}};
  const Decision decision = last_decision(force_.link());
  EXPECT_EQ(decision.status, Status::kLinked);
  EXPECT_EQ(decision.person, PersonId{kSecond});
}

/// Cases that may speak, found by deciding all of them.
TEST(FindSpeakers, AreTheCertainOnesWithAFullIdentityAndSomethingToShare) {
  const LinkForce force = test::random_force(300, 600);
  test::PreparedForce prepared(force);
  const MentionModel model = prepared.fit();
  const CaseDecisionInput input{prepared.scorer, prepared.index, model, prepared.cases,
                                prepared.records.distinct.identities};
  report::LogConfig log;
  log.is_quiet = true;
  report::Reporter reporter(log);
  const DecidedCases decided = decide_cases(input, {}, reporter);
  const std::vector<Speaker> speakers = find_speakers(input, {}, reporter);
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < prepared.cases.size(); ++i) {
    const NumberedLinkCase of = prepared.link_case(i);
    const Identity& identity = prepared.identity_of(of);
    const bool is_full =
        !identity.identifier.is_none() || (identity.has_full_name() && identity.has_whole_date());
    const bool shares = !of.link_case.phone.is_none() || !of.link_case.address.is_none();
    const Decision& decision = decided.decisions[i];
    if (!is_full || !shares || decision.status != Status::kLinked || decision.probability < 0.95) {
      continue;
    }
    ASSERT_LT(next, speakers.size());
    EXPECT_EQ(speakers[next].link_case, i);
    EXPECT_EQ(speakers[next++].person, decision.person);
  }
  EXPECT_EQ(next, speakers.size());
  EXPECT_GT(next, 50u);
  EXPECT_LT(next, prepared.cases.size());
}

}  // namespace
}  // namespace fsu::stages

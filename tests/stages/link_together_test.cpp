// Mentions weighed together: a full identity given once speaks for others of the same telephone or
// address, but never for itself, and strangers who share a telephone are not chained.
#include <gtest/gtest.h>

#include "kernels/compare/compare_fields.hpp"
#include "src/stages/link_scorer.hpp"
#include "tests/stages/link_force.hpp"

namespace fsu::stages {
namespace {

using resolve::Decision;
using resolve::Status;
using test::last_decision;
using test::LinkForce;
using test::Who;

constexpr std::uint32_t kPeople = 400;
const LinkageConfig kApart = test::without_evidence(config::kTogetherEvidence);
const std::string kPhone = "07700 955555";

std::uint8_t level_of(const Decision& decision, EvidenceField field) {
  const Levels levels = PatternCode(mention_comparisons()).decode(decision.pattern);
  return levels[compare::kNumIdentityComparisons + field];
}

/// A crowd who call from a telephone of their own, twice, and strangers who call once.
class TogetherTest : public testing::Test {
 protected:
  TogetherTest() {
    for (std::uint32_t i = 0; i < kPeople; ++i) {
      Who who = test::random_person(5, i);
      force_.add_version(i, who);
      force_.add_log(who, {});
      who.date_of_birth = 0;
      force_.add_log(who, {});
      Who stranger = test::random_person(6, i);
      stranger.phone = "07711" + std::to_string(100'000 + i);
      force_.add_log(stranger, {});
    }
  }

  LinkForce force_;
};

TEST_F(TogetherTest, AFullIdentityGivenOnceSpeaksForALaterCall) {
  const Who who = {"JOHN", "WIGGLESWORTH", 19510203, "", kPhone};
  force_.add_version(kPeople, who);
  force_.add_log(who, {});
  force_.add_log({.forename = "JOHN", .phone = kPhone}, {});
  const Decision together = last_decision(force_.link());
  EXPECT_EQ(together.status, Status::kLinked);
  EXPECT_EQ(together.person, PersonId{kPeople});
  EXPECT_NE(last_decision(force_.link(kApart)).status, Status::kLinked);
}

TEST_F(TogetherTest, AMentionDoesNotSpeakForItself) {
  // Nothing is known of this telephone but the one call itself: hearing it changes nothing.
  const Who who = {"JOHN", "WIGGLESWORTH", 19510203, "", kPhone};
  force_.add_version(kPeople, who);
  force_.add_log(who, {});
  const Decision alone = last_decision(force_.link());
  EXPECT_EQ(level_of(alone, kOriginatorPhoneCalls), compare::kMissingField);
}

TEST_F(TogetherTest, AnEqualCallDoesNotSpeakEither) {
  const Who who = {"JOHN", "WIGGLESWORTH", 19510203, "", kPhone};
  force_.add_version(kPeople, who);
  for (int i = 0; i < 3; ++i) force_.add_log(who, {});  // one case
  EXPECT_EQ(level_of(last_decision(force_.link()), kOriginatorPhoneCalls), compare::kMissingField);
}

TEST_F(TogetherTest, AFamilyTelephoneDoesNotChainStrangers) {
  const std::vector<Who> family = {{"JOHN", "WIGGLESWORTH", 19510203, "", kPhone},
                                   {"ALICE", "WIGGLESWORTH", 19540918, "", kPhone},
                                   {"HUGO", "WIGGLESWORTH", 19800601, "", kPhone}};
  for (std::uint32_t i = 0; i < family.size(); ++i) {
    force_.add_version(kPeople + i, family[i]);
    force_.add_phone(kPeople + i, kPhone);
  }
  for (const Who& member : family) force_.add_log(member, {});
  const Linkage linkage = force_.link();
  const std::size_t first = linkage.mentions.size() - family.size();
  for (std::uint32_t i = 0; i < family.size(); ++i) {
    EXPECT_TRUE(linkage.mentions.is_linked(first + i));
    EXPECT_EQ(linkage.mentions.decision(first + i).person, PersonId{kPeople + i});
  }
  // A visitor who uses the telephone is none of them.
  force_.add_log({"CUTHBERT", "CHOLMONDELEY", 19780510, "", kPhone}, {});
  EXPECT_NE(last_decision(force_.link()).status, Status::kLinked);
  // Nor is a caller without a name any one of them.
  force_.add_log({.phone = kPhone}, {});
  EXPECT_NE(last_decision(force_.link()).status, Status::kLinked);
}

TEST_F(TogetherTest, AForenameTellsTheFamilyApart) {
  const std::vector<Who> family = {{"JOHN", "WIGGLESWORTH", 19510203, "", kPhone},
                                   {"ALICE", "WIGGLESWORTH", 19540918, "", kPhone}};
  for (std::uint32_t i = 0; i < family.size(); ++i) {
    force_.add_version(kPeople + i, family[i]);
    force_.add_log(family[i], {});
  }
  force_.add_log({.forename = "ALICE", .phone = kPhone}, {});
  const Decision decision = last_decision(force_.link());
  EXPECT_EQ(decision.status, Status::kLinked);
  EXPECT_EQ(decision.person, PersonId{kPeople + 1});
}

TEST_F(TogetherTest, WhatIsHeardIsNotPassedOn) {
  // The first call is certain of its person and links the second, which has no full identity and
  // so says nothing for the third, from the address that the second was about.
  const Who who = {"JOHN", "WIGGLESWORTH", 19510203, "", kPhone};
  force_.add_version(kPeople, who);
  force_.add_log(who, {});
  force_.add_log({.forename = "JOHN", .phone = kPhone}, {}, "77 LONG LANE");
  force_.add_log({.forename = "JOHN"}, {}, "77 LONG LANE");
  const Linkage linkage = force_.link();
  EXPECT_EQ(linkage.mentions.decision(linkage.mentions.size() - 2).status, Status::kLinked);
  EXPECT_NE(last_decision(linkage).status, Status::kLinked);
  EXPECT_NE(last_decision(linkage).person, PersonId{kPeople});
}

TEST_F(TogetherTest, ATelephoneOfManyOpensNoCandidates) {
  for (std::uint32_t i = 0; i < 100; ++i) force_.add_phone(i, "0121 496 0000");
  force_.add_log({.phone = "0121 496 0000"}, {});
  EXPECT_EQ(last_decision(force_.link()).status, Status::kNoCandidate);
}

}  // namespace
}  // namespace fsu::stages

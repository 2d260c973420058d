// What is gathered from the tables, in which form, and what the settings leave out.
#include "src/stages/gather_evidence.hpp"

#include <gtest/gtest.h>

#include "tests/stages/link_force.hpp"

namespace fsu::stages {
namespace {

using test::LinkForce;

class GatherEvidenceTest : public testing::Test {
 protected:
  GatherEvidenceTest() {
    force_.add_version(0, {.surname = "SMITH", .postcode = "zz1 1aa"});
    force_.add_version(0, {.surname = "SMITH", .postcode = "ZZ2 2BB"});
    force_.add_version(1, {.surname = "JONES"});
    force_.add_phone(0, "+44 7700 900123");
    force_.add_phone(1, "07700-900124");
    force_.phones.text("person_id").push_back("STRANGER");
    force_.phones.text("phone").push_back("07700 900125");
    force_.add_home(1, "Flat 2, 7 High St.");
    force_.add_log({.phone = "07700900123", .postcode = "ZZ11AA"}, {.postcode = "ZZ2  2BB"},
                   "FLAT 2 7 HIGH ST");
    force_.add_log({}, {});
  }

  [[nodiscard]] GatheredEvidence gather(std::uint8_t kinds = config::kAllEvidence) const {
    LinkageConfig config;
    config.evidence = kinds;
    return gather_evidence(force_.tables(), config);
  }

  LinkForce force_;
};

TEST_F(GatherEvidenceTest, ValuesAgreeHoweverTheyAreWritten) {
  const GatheredEvidence gathered = gather();
  const LinkEvidence& evidence = gathered.evidence;
  EXPECT_TRUE(evidence.phone_holders.has(PersonId{0}, gathered.phone_of_log[0]));
  EXPECT_FALSE(evidence.phone_holders.has(PersonId{1}, gathered.phone_of_log[0]));
  EXPECT_TRUE(evidence.postcode_people.has(PersonId{0}, gathered.originator_postcode_of_log[0]));
  EXPECT_TRUE(evidence.postcode_people.has(PersonId{0}, gathered.subject_postcode_of_log[0]));
  EXPECT_NE(gathered.originator_postcode_of_log[0], gathered.subject_postcode_of_log[0]);
  EXPECT_TRUE(evidence.home_people.has(PersonId{1}, gathered.address_of_log[0]));
  EXPECT_EQ(evidence.num_phones, 3u);
}

TEST_F(GatherEvidenceTest, BlankIsNoValue) {
  const GatheredEvidence gathered = gather();
  EXPECT_TRUE(gathered.phone_of_log[1].is_none());
  EXPECT_TRUE(gathered.originator_postcode_of_log[1].is_none());
  EXPECT_TRUE(gathered.subject_postcode_of_log[1].is_none());
  EXPECT_TRUE(gathered.address_of_log[1].is_none());
}

TEST_F(GatherEvidenceTest, AnAddressIdIsNeverAText) {
  force_.add_log({}, {}, "77");
  force_.add_log({}, {});
  StringColumn ids;
  for (const char* id : {"", "", "", "77"}) ids.push_back(id);
  force_.incidents.text("location_address_id") = std::move(ids);
  const GatheredEvidence gathered = gather();
  EXPECT_FALSE(gathered.address_of_log[2].is_none());
  EXPECT_FALSE(gathered.address_of_log[3].is_none());
  EXPECT_NE(gathered.address_of_log[2], gathered.address_of_log[3]);
}

TEST_F(GatherEvidenceTest, WhatIsSwitchedOffIsNotGathered) {
  const GatheredEvidence nothing = gather(config::kNamesEvidence);
  EXPECT_TRUE(nothing.phone_of_log.empty());
  EXPECT_TRUE(nothing.originator_postcode_of_log.empty());
  EXPECT_TRUE(nothing.subject_postcode_of_log.empty());
  EXPECT_TRUE(nothing.address_of_log.empty());
  EXPECT_TRUE(nothing.evidence.phone_holders.empty());
  EXPECT_TRUE(nothing.evidence.postcode_people.empty());
  EXPECT_TRUE(nothing.evidence.home_people.empty());
}

TEST_F(GatherEvidenceTest, WeighingTogetherNeedsTheLogsButNotTheRecord) {
  const GatheredEvidence gathered = gather(config::kTogetherEvidence);
  EXPECT_FALSE(gathered.phone_of_log[0].is_none());
  EXPECT_FALSE(gathered.address_of_log[0].is_none());
  EXPECT_TRUE(gathered.evidence.phone_holders.empty());
  EXPECT_TRUE(gathered.evidence.home_people.empty());
  EXPECT_TRUE(gathered.originator_postcode_of_log.empty());
}

TEST(GatherEvidence, OfEmptyTables) {
  const GatheredEvidence gathered = gather_evidence(LinkForce().tables(), {});
  EXPECT_TRUE(gathered.phone_of_log.empty());
  EXPECT_TRUE(gathered.evidence.phone_holders.bearers(ValueId{0}).empty());
  EXPECT_TRUE(gathered.evidence.postcodes.empty());
}

}  // namespace
}  // namespace fsu::stages

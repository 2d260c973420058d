// Identities and cases of all mentions, and what the settings blank.
#include "src/stages/mention_records.hpp"

#include <gtest/gtest.h>

#include "tests/stages/link_force.hpp"

namespace fsu::stages {
namespace {

using test::LinkForce;

class MentionRecordsTest : public testing::Test {
 protected:
  MentionRecordsTest() {
    force_.add_version(0, {"JOHN PAUL", "SMITH", 19800503, "02/73319Z"});
    force_.add_log({"John", "Smith", 19800503, "02/73319Z", "07700900123", "ZZ1 1AA"},
                   {"JOHN", "SMITH", 19800503, "", "", "ZZ1 1AA"}, "1 HIGH STREET");
    force_.add_log({"JOHN", "SMITH", 19800503, "02/73319Z"}, {"", "CITY HOSPITAL"});
    force_.add_report({"JOHN", "SMITH", 19800503});
  }

  [[nodiscard]] MentionRecords encode(std::uint8_t kinds = config::kAllEvidence) const {
    LinkageConfig config;
    config.evidence = kinds;
    return encode_records(force_.tables(), force_.reports, config);
  }

  LinkForce force_;
};

TEST_F(MentionRecordsTest, EqualIdentitiesAreOneIdentity) {
  const MentionRecords records = encode();
  const std::vector<std::uint32_t>& identity_of = records.distinct.identity_of_mention;
  ASSERT_EQ(identity_of.size(), 5u);  // two originators, two subjects, a report
  EXPECT_EQ(identity_of[0], identity_of[1]);
  EXPECT_EQ(identity_of[2], identity_of[4]);
  EXPECT_NE(identity_of[0], identity_of[2]);
  EXPECT_NE(records.flags(1, MentionRole::kSubject) & text::kOrganisation, 0);
  EXPECT_EQ(records.flags(1, MentionRole::kOriginator) & text::kOrganisation, 0);
}

TEST_F(MentionRecordsTest, EqualIdentitiesWithOtherEvidenceAreSeveralCases) {
  const MentionRecords records = encode();
  const GatheredEvidence gathered = gather_evidence(force_.tables(), {});
  const LinkCases cases = make_cases(records, gathered, 2);
  EXPECT_EQ(cases.size(), 5u);
  const LinkCase& first =
      cases.cases[cases.case_of_mention[mention_position(0, MentionRole::kOriginator, 2)]];
  EXPECT_EQ(first.role, CaseRole::kOriginator);
  EXPECT_FALSE(first.phone.is_none());
  EXPECT_FALSE(first.address.is_none());
  const LinkCase& subject =
      cases.cases[cases.case_of_mention[mention_position(0, MentionRole::kSubject, 2)]];
  EXPECT_EQ(subject.role, CaseRole::kSubject);
  EXPECT_TRUE(subject.phone.is_none());
  EXPECT_FALSE(subject.postcode.is_none());
  EXPECT_EQ(subject.address, first.address);
  const LinkCase& report = cases.cases[cases.case_of_mention[4]];
  EXPECT_EQ(report.role, CaseRole::kReport);
  EXPECT_TRUE(report.postcode.is_none() && report.address.is_none() && report.phone.is_none());
}

TEST_F(MentionRecordsTest, WhatIsSwitchedOffIsBlank) {
  const auto check = [&](std::uint8_t kinds, auto&& is_blank) {
    const MentionRecords records = encode(kinds);
    for (const text::EncodedRecords& source : records.encoded.sources) {
      for (const Identity& identity : source.identities) EXPECT_TRUE(is_blank(identity));
    }
    for (const Identity& identity : records.distinct.identities) EXPECT_TRUE(is_blank(identity));
  };
  check(config::kAllEvidence & ~config::kNamesEvidence, [](const Identity& identity) {
    return !identity.has_name() && identity.other_forenames.is_none();
  });
  check(config::kAllEvidence & ~config::kDateEvidence,
        [](const Identity& identity) { return identity.date_of_birth == kMissingDate; });
  check(config::kAllEvidence & ~config::kPncEvidence, [](const Identity& identity) {
    return identity.identifier.is_none() && identity.mistyped_identifier.is_none();
  });
  check(0, [](const Identity& identity) { return identity == Identity{}; });
}

TEST(MentionRecords, OfEmptyTables) {
  const LinkForce force;
  const MentionRecords records = encode_records(force.tables(), force.reports, {});
  EXPECT_TRUE(records.distinct.identities.empty());
  EXPECT_EQ(make_cases(records, gather_evidence(force.tables(), {}), 0).size(), 0u);
}

}  // namespace
}  // namespace fsu::stages

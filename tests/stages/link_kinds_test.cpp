// A kind of evidence that is switched off leaves no trace: blanking its columns changes nothing.
#include <gtest/gtest.h>

#include <map>
#include <ostream>
#include <string>
#include <utility>

#include "tests/stages/link_force.hpp"

namespace fsu::stages {
namespace {

using test::LinkForce;

void blank_text(Table& table, std::string_view column) {
  StringColumn& texts = table.text(column);
  const std::size_t num_rows = texts.size();
  texts = StringColumn();
  for (std::size_t i = 0; i < num_rows; ++i) texts.push_back("");
}

void blank_dates(Table& table, std::string_view column) {
  table.dates(column).assign(table.num_rows(), kMissingDate);
}

void blank_names(LinkForce& force) {
  for (const char* column : {"forenames", "surname"}) blank_text(force.persons, column);
  for (const char* column :
       {"originator_forename", "originator_surname", "subject_forename", "subject_surname"}) {
    blank_text(force.incidents, column);
  }
  for (const char* column : {"forename", "surname"}) blank_text(force.reports, column);
}

void blank_dates_of_birth(LinkForce& force) {
  blank_dates(force.persons, "date_of_birth");
  blank_dates(force.incidents, "originator_dob");
  blank_dates(force.incidents, "subject_dob");
  blank_dates(force.reports, "date_of_birth");
}

void blank_pnc_ids(LinkForce& force) {
  blank_text(force.persons, "pnc_id");
  blank_text(force.incidents, "originator_pnc_id");
  blank_text(force.incidents, "subject_pnc_id");
  blank_text(force.reports, "pnc_id");
}

void blank_phones(LinkForce& force) { blank_text(force.phones, "phone"); }

void blank_postcodes(LinkForce& force) {
  blank_text(force.persons, "postcode");
  blank_text(force.incidents, "originator_postcode");
  blank_text(force.incidents, "subject_postcode");
}

void blank_homes(LinkForce& force) { blank_text(force.roles, "home_address"); }

void blank_locations(LinkForce& force) { blank_text(force.incidents, "location_address"); }

struct Kind {
  std::string name;
  std::uint8_t left_out = 0;            ///< kinds that are switched off
  void (*blank)(LinkForce&) = nullptr;  ///< what is then never looked at
};

void PrintTo(const Kind& kind, std::ostream* os) { *os << kind.name; }

class KindTest : public testing::TestWithParam<Kind> {};

/// A force in which every mention also has something else to stand on.
LinkForce force_with_pnc_ids() {
  LinkForce force = test::random_force(250, 500);
  for (std::uint32_t i = 0; i < 40; ++i) {
    const test::Who who = test::random_person(29, i);
    force.add_version(250 + i, {who.forename, who.surname, who.date_of_birth, test::pnc_id(i)});
    force.add_log({who.forename, who.surname, who.date_of_birth, test::pnc_id(i), who.phone}, {});
  }
  return force;
}

/// Decisions by log and role; a role that is blank now is no mention any more.
std::map<std::pair<std::uint32_t, MentionRole>, resolve::Decision> by_mention(
    const Linkage& linkage) {
  std::map<std::pair<std::uint32_t, MentionRole>, resolve::Decision> decisions;
  for (std::size_t i = 0; i < linkage.mentions.size(); ++i) {
    decisions[{linkage.mentions.incident_row[i], linkage.mentions.role[i]}] =
        linkage.mentions.decision(i);
  }
  return decisions;
}

TEST_P(KindTest, SwitchedOffLeavesNoTrace) {
  LinkForce force = force_with_pnc_ids();
  const LinkageConfig config = test::without_evidence(GetParam().left_out);
  const auto with = by_mention(force.link(config));
  const auto everything = by_mention(force.link());
  GetParam().blank(force);
  const auto without = by_mention(force.link(config));
  EXPECT_GT(without.size(), with.size() / 2);
  for (const auto& [mention, decision] : without) {
    ASSERT_TRUE(with.contains(mention));
    EXPECT_EQ(with.at(mention), decision) << mention.first;
  }
  EXPECT_NE(with, everything) << "the force says nothing by this kind";
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, KindTest,
    testing::Values(Kind{"names", config::kNamesEvidence, blank_names},
                    Kind{"dob", config::kDateEvidence, blank_dates_of_birth},
                    Kind{"pnc", config::kPncEvidence, blank_pnc_ids},
                    Kind{"phone", config::kPhoneEvidence, blank_phones},
                    Kind{"postcode", config::kPostcodeEvidence, blank_postcodes},
                    Kind{"address", config::kAddressEvidence, blank_homes},
                    Kind{"address_and_together",
                         config::kAddressEvidence | config::kTogetherEvidence, blank_locations}),
    [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace fsu::stages

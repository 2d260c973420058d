// Levels of the evidence, who opens candidates, and what sharing a value costs.
#include "src/stages/link_evidence.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "kernels/compare/compare_fields.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/model/model.hpp"

namespace fsu::stages {
namespace {

constexpr std::uint8_t kMissing = compare::kMissingField;
constexpr std::uint8_t kSame = compare::kSameField;
constexpr std::uint8_t kDifferent = 2;
constexpr std::uint32_t kNumPersons = 200;

PersonValues values_of(std::vector<PersonValues::Entry> entries) {
  return {std::move(entries), kNumPersons, 10};
}

PersonId person(std::uint32_t number) { return PersonId{number}; }

class LinkEvidenceTest : public testing::Test {
 protected:
  LinkEvidenceTest() {
    for (const char* postcode : {"ZZ11AA", "ZZ11AB", "ZZ15XY", "ZZ99QQ"}) {
      evidence_.postcodes.push_back(postcode);
    }
    evidence_.num_phones = evidence_.num_addresses = 10;
    evidence_.phone_holders = values_of({{person(0), ValueId{1}}, {person(1), ValueId{2}}});
    evidence_.postcode_people = values_of({{person(0), ValueId{0}}, {person(0), ValueId{2}}});
    evidence_.home_people = values_of({{person(0), ValueId{3}}, {person(2), ValueId{3}}});
  }

  [[nodiscard]] std::uint8_t compare(EvidenceField field, const LinkCase& of,
                                     std::uint32_t with) const {
    return evidence_.compare(field, {of, 0}, person(with));
  }

  static LinkCase originator(ValueId phone, ValueId postcode = {}, ValueId address = {}) {
    return {0, CaseRole::kOriginator, phone, postcode, address};
  }

  static LinkCase subject(ValueId postcode, ValueId address = {}) {
    return {0, CaseRole::kSubject, {}, postcode, address};
  }

  [[nodiscard]] std::vector<PersonId> people(const LinkCase& of, std::uint32_t number = 0) const {
    std::vector<PersonId> people;
    evidence_.append_people({of, number}, people);
    return people;
  }

  LinkEvidence evidence_;
};

TEST_F(LinkEvidenceTest, Phones) {
  EXPECT_EQ(compare(kOriginatorPhone, originator(ValueId{1}), 0), kSame);
  EXPECT_EQ(compare(kOriginatorPhone, originator(ValueId{2}), 0), kDifferent);
  EXPECT_EQ(compare(kOriginatorPhone, originator({}), 0), kMissing);
  EXPECT_EQ(compare(kOriginatorPhone, originator(ValueId{1}), 5), kMissing);  // has none on record
}

TEST_F(LinkEvidenceTest, ThePostcodeOfAnyVersionThatAgreesBest) {
  EXPECT_EQ(compare(kOriginatorPostcode, originator({}, ValueId{0}), 0), kSame);
  EXPECT_EQ(compare(kOriginatorPostcode, originator({}, ValueId{1}), 0),
            compare::compare_different_values("ZZ11AA", "ZZ11AB", FieldKind::kPostcode));
  EXPECT_EQ(compare(kSubjectPostcode, subject(ValueId{3}), 0),
            compare::compare_different_values("ZZ99QQ", "ZZ15XY", FieldKind::kPostcode));
  EXPECT_EQ(compare(kSubjectPostcode, subject({}), 0), kMissing);
  EXPECT_EQ(compare(kSubjectPostcode, subject(ValueId{0}), 1), kMissing);
}

TEST_F(LinkEvidenceTest, Homes) {
  EXPECT_EQ(compare(kSubjectAddress, subject({}, ValueId{3}), 2), kSame);
  EXPECT_EQ(compare(kSubjectAddress, subject({}, ValueId{4}), 2), kDifferent);
  EXPECT_EQ(compare(kOriginatorAddress, originator({}, {}, ValueId{3}), 0), kSame);
}

TEST_F(LinkEvidenceTest, AFieldOfTheOtherRoleSaysNothing) {
  const LinkCase everything = {0, CaseRole::kOriginator, ValueId{1}, ValueId{0}, ValueId{3}};
  LinkCase as_subject = everything;
  as_subject.role = CaseRole::kSubject;
  LinkCase as_report = everything;
  as_report.role = CaseRole::kReport;
  for (const auto field : {kSubjectPostcode, kSubjectAddress, kSubjectLocationLogs}) {
    EXPECT_EQ(compare(field, everything, 0), kMissing);
  }
  for (const auto field : {kOriginatorPhone, kOriginatorPostcode, kOriginatorAddress}) {
    EXPECT_EQ(compare(field, everything, 0), kSame);
    EXPECT_EQ(compare(field, as_subject, 0), kMissing);
    EXPECT_EQ(compare(field, as_report, 0), kMissing);
  }
}

TEST_F(LinkEvidenceTest, SpeakersAreHeardByOthersOnly) {
  LinkCases cases;
  cases.cases = {originator(ValueId{7}, {}, ValueId{8}), subject({}, ValueId{8})};
  const std::vector<Speaker> speakers = {{0, person(4)}, {1, person(5)}};
  evidence_.hear(cases, speakers);
  const auto heard = [&](EvidenceField field, std::uint32_t number, std::uint32_t with) {
    const LinkCase& of = cases.cases[number == 1 ? 1 : 0];
    return evidence_.compare(field, {of, number}, person(with));
  };
  EXPECT_EQ(heard(kOriginatorPhoneCalls, 0, 4), kMissing);  // its own word
  EXPECT_EQ(heard(kOriginatorPhoneCalls, 2, 4), kSame);
  EXPECT_EQ(heard(kOriginatorPhoneCalls, 2, 5), kDifferent);
  EXPECT_EQ(heard(kOriginatorLocationLogs, 0, 4), kDifferent);  // only the other one speaks
  EXPECT_EQ(heard(kOriginatorLocationLogs, 0, 5), kSame);
  EXPECT_EQ(heard(kSubjectLocationLogs, 1, 4), kSame);
  EXPECT_EQ(heard(kSubjectLocationLogs, 1, 5), kDifferent);
  EXPECT_EQ(people(cases.cases[0], 2), (std::vector<PersonId>{person(4), person(4), person(5)}));
  EXPECT_EQ(people(cases.cases[0], 0), std::vector<PersonId>{person(5)});
  evidence_.hear(cases, {});
  EXPECT_EQ(heard(kOriginatorPhoneCalls, 2, 4), kMissing);
  EXPECT_TRUE(people(cases.cases[0], 2).empty());
}

TEST_F(LinkEvidenceTest, TwoSpeakersForOnePersonHearEachOther) {
  LinkCases cases;
  cases.cases = {originator(ValueId{7}, ValueId{0}), originator(ValueId{7}, ValueId{1})};
  const std::vector<Speaker> speakers = {{0, person(4)}, {1, person(4)}};
  evidence_.hear(cases, speakers);
  for (const std::uint32_t number : {0u, 1u}) {
    EXPECT_EQ(evidence_.compare(kOriginatorPhoneCalls, {cases.cases[number], number}, person(4)),
              kSame);
  }
}

TEST_F(LinkEvidenceTest, SharingATelephoneMakesItsCallsSayLess) {
  LinkCases cases;
  for (const std::uint32_t phone : {6u, 7u, 7u, 7u, 7u}) {
    cases.cases.push_back(originator(ValueId{phone}));
  }
  std::vector<Speaker> speakers;
  for (std::uint32_t i = 0; i < 5; ++i) speakers.push_back({i, person(i)});
  evidence_.hear(cases, speakers);
  Levels same{};
  same[compare::kNumIdentityComparisons + kOriginatorPhoneCalls] = kSame;
  const LinkCase of_one = originator(ValueId{6});
  const LinkCase of_four = originator(ValueId{7});
  constexpr std::uint32_t kSilent = 9;
  const Weight alone = evidence_.frequency(same, {of_one, kSilent});
  // A listener who is one of the four hears three others.
  EXPECT_NEAR(weight_bits(alone - evidence_.frequency(same, {of_four, kSilent})), 2, 1e-5);
  EXPECT_NEAR(weight_bits(alone - evidence_.frequency(same, {of_four, 1})), std::log2(3), 1e-5);
}

TEST_F(LinkEvidenceTest, ASubjectDoesNotSpeakForATelephone) {
  LinkCases cases;
  cases.cases = {{0, CaseRole::kSubject, ValueId{7}, {}, {}}};
  const std::vector<Speaker> speakers = {{0, person(4)}};
  evidence_.hear(cases, speakers);
  EXPECT_TRUE(people(originator(ValueId{7}), 3).empty());
}

TEST_F(LinkEvidenceTest, WhoOpensCandidates) {
  EXPECT_EQ(people(originator(ValueId{1}, ValueId{2}, ValueId{3})),
            (std::vector<PersonId>{person(0), person(0), person(0), person(2)}));
  EXPECT_TRUE(people(originator({})).empty());
  EXPECT_TRUE(people(originator(ValueId{9})).empty());
  for (const std::uint32_t num_bearers : {64u, 65u}) {
    std::vector<PersonValues::Entry> entries;
    for (std::uint32_t i = 0; i < num_bearers; ++i) entries.emplace_back(person(i), ValueId{1});
    evidence_.phone_holders = values_of(entries);
    EXPECT_EQ(people(originator(ValueId{1})).size(), num_bearers == 64 ? 64u : 0u);
  }
}

TEST_F(LinkEvidenceTest, SharingAValueMakesItSayLess) {
  evidence_.phone_holders = values_of({{person(0), ValueId{1}},
                                       {person(1), ValueId{2}},
                                       {person(2), ValueId{2}},
                                       {person(3), ValueId{2}},
                                       {person(4), ValueId{2}}});
  Levels same{};
  same[compare::kNumIdentityComparisons + kOriginatorPhone] = kSame;
  // Mean over bearers: (1 + 4 * 4) / 5 = 3.4.
  EXPECT_EQ(evidence_.frequency(same, {originator(ValueId{1}), 0}), model::weight_of_ratio(3.4));
  EXPECT_EQ(evidence_.frequency(same, {originator(ValueId{2}), 0}),
            model::weight_of_ratio(3.4 / 4));
  Levels different{};
  different[compare::kNumIdentityComparisons + kOriginatorPhone] = kDifferent;
  EXPECT_EQ(evidence_.frequency(different, {originator(ValueId{2}), 0}), 0);
  EXPECT_EQ(evidence_.frequency({}, {originator(ValueId{2}), 0}), 0);
}

TEST(EvidenceComparisons, StandInTheOrderOfTheFields) {
  const std::vector<ComparisonSpec> comparisons = evidence_comparisons();
  ASSERT_EQ(comparisons.size(), kNumEvidenceFields);
  EXPECT_EQ(comparisons[kOriginatorPhone].name, "originator_phone");
  EXPECT_EQ(comparisons[kSubjectPostcode].name, "subject_postcode");
  EXPECT_EQ(comparisons[kSubjectLocationLogs].name, "subject_location_logs");
  for (const ComparisonSpec& comparison : comparisons) {
    EXPECT_EQ(comparison.levels[kMissing].presence, kNothingCompared) << comparison.name;
    EXPECT_NE(comparison.levels[kSame].presence, kNothingCompared) << comparison.name;
  }
}

}  // namespace
}  // namespace fsu::stages

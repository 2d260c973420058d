// The linkage stage as a whole: who is linked, who is not and why, clerks, reports, exact linkage.
#include "src/stages/link_mentions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>
#include <vector>

#include "tests/stages/link_force.hpp"

namespace fsu::stages {
namespace {

using resolve::Decision;
using resolve::Status;
using test::last_decision;
using test::LinkForce;
using test::Who;

constexpr std::uint32_t kPeople = 200;
const LinkageConfig kExact = test::exact_linkage();

/// A crowd with its logs to learn from, and a few people to look for.
class LinkMentionsTest : public testing::Test {
 protected:
  LinkMentionsTest() : force_(test::random_force(kPeople, 400)) {
    force_.add_version(kJohn, {"JOHN PAUL", "SMITH", 19800503, "02/73319Z"});
    force_.add_version(kJohn, {"JOHN", "SMITH-JONES", 19800503});
    force_.add_version(kJane, {"JANE", "SMITH", 19800503});
    force_.add_version(kZbigniew, {"Zbigniew", "Brzęczyszczykiewicz", 19710911});
  }

  /// The decision on one subject.
  Decision link_subject(const Who& who, const LinkageConfig& config = {}) {
    force_.add_log({}, who);
    const Linkage linkage = force_.link(config);
    EXPECT_EQ(linkage.mentions.incident_row.back(), force_.incidents.num_rows() - 1);
    return last_decision(linkage);
  }

  void expect_linked(const Who& who, PersonId person) {
    const Decision decision = link_subject(who);
    EXPECT_EQ(decision.status, Status::kLinked) << who.forename << decision.probability;
    EXPECT_EQ(decision.person, person) << who.forename;
  }

  static constexpr std::uint32_t kJohn = kPeople;
  static constexpr std::uint32_t kJane = kPeople + 1;
  static constexpr std::uint32_t kZbigniew = kPeople + 2;
  LinkForce force_;
};

TEST_F(LinkMentionsTest, WhoIsFound) {
  expect_linked({"John", "Smith", 19800503}, PersonId{kJohn});
  expect_linked({"", "", 0, "2002/0073319Z"}, PersonId{kJohn});
  expect_linked({"Jon", "Smith-Jones", 19800503}, PersonId{kJohn});
  expect_linked({"Brzeczyszczykiewicz", "Zbigniew", 19710911}, PersonId{kZbigniew});
  expect_linked({"Zbigniew", "Brzeczyszczykiewicz"}, PersonId{kZbigniew});
}

TEST_F(LinkMentionsTest, WhoIsNot) {
  EXPECT_EQ(link_subject({"", "CITY HOSPITAL"}).status, Status::kOrganisation);
  EXPECT_EQ(link_subject({"UNKNOWN", "SMITH"}).status, Status::kInsufficient);
  EXPECT_EQ(link_subject({"JOHN", "", 19000101}).status, Status::kInsufficient);
  EXPECT_EQ(link_subject({"", "", 0, "2002/0073319A"}).status, Status::kInsufficient);
  EXPECT_NE(link_subject({"WILHELMINA", "FFOULKES", 19330807}).status, Status::kLinked);
  EXPECT_EQ(link_subject({"WILHELMINA", "FFOULKES"}).status, Status::kNoCandidate);
  EXPECT_NE(link_subject({"WILHELMINA", "FFOULKES", 19800503}).status, Status::kLinked);
}

TEST_F(LinkMentionsTest, TwinsAreNotLinkedOnWhatTheyShare) {
  force_.add_version(300, {"BARNABY", "WIGGLESWORTH", 19510203});
  const Decision twin = link_subject({"ZELDA", "WIGGLESWORTH", 19510203});
  EXPECT_EQ(twin.status, Status::kBelowThreshold);
  EXPECT_EQ(twin.person, PersonId{300});
  EXPECT_EQ(link_subject({"BARNABY", "WIGGLESWORTH", 19510203}).status, Status::kLinked);
}

TEST(LinkMentions, TwinsAreNotLinkedEvenWhereEverybodyIsKnown) {
  LinkForce force;
  for (std::uint32_t i = 0; i < 400; ++i) {
    force.add_version(i, test::random_person(5, i));
    force.add_log(test::random_person(5, i), {});
  }
  force.add_version(400, {"BARNABY", "WIGGLESWORTH", 19510203});
  force.add_log({"ZELDA", "WIGGLESWORTH", 19510203}, {});
  EXPECT_EQ(last_decision(force.link()).status, Status::kBelowThreshold);
}

TEST_F(LinkMentionsTest, FatherAndSonOfOneNameAreToldApart) {
  force_.add_version(300, {"BARNABY", "WIGGLESWORTH", 19510203});
  const Decision son = link_subject({"BARNABY", "WIGGLESWORTH", 19790814});
  EXPECT_EQ(son.status, Status::kBelowThreshold);
  force_.add_version(301, {"BARNABY", "WIGGLESWORTH", 19790814});
  EXPECT_EQ(link_subject({"BARNABY", "WIGGLESWORTH", 19790814}).person, PersonId{301});
  EXPECT_EQ(link_subject({"BARNABY", "WIGGLESWORTH", 19510203}).person, PersonId{300});
}

TEST_F(LinkMentionsTest, FatherAndSonWithoutADateAreNotGuessedAt) {
  force_.add_version(300, {"BARNABY", "WIGGLESWORTH", 19510203});
  force_.add_version(301, {"BARNABY", "WIGGLESWORTH", 19790814});
  const Decision either = link_subject({"BARNABY", "WIGGLESWORTH"});
  EXPECT_NE(either.status, Status::kLinked);
  EXPECT_EQ(either.person, PersonId{300});
  EXPECT_EQ(either.runner_up, PersonId{301});
  EXPECT_LE(either.probability, 0.5);
}

TEST_F(LinkMentionsTest, ARoleWithoutAnythingIsNoMention) {
  const std::size_t before = force_.link().mentions.size();
  force_.add_log({}, {});
  force_.add_log({.phone = "07700 900123"}, {});
  const Linkage linkage = force_.link();
  ASSERT_EQ(linkage.mentions.size(), before + 1);
  EXPECT_EQ(linkage.mentions.incident_row.back(), force_.incidents.num_rows() - 1);
  EXPECT_EQ(linkage.mentions.role.back(), MentionRole::kOriginator);
  EXPECT_EQ(last_decision(linkage).status, Status::kNoCandidate);
}

TEST_F(LinkMentionsTest, ReportsWithoutPersonAreLinked) {
  force_.reports = Table(io::input_table("missing_reports").table_spec());
  force_.add_report({"JANE", "SMITH", 19800503}, "P000007");
  force_.add_report({"JANE", "SMITH", 19800503});
  force_.add_report({"", "CITY HOSPITAL"});
  const Linkage linkage = force_.link();
  ASSERT_EQ(linkage.reports.report_row, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(linkage.reports.decisions[0].person, PersonId{kJane});
  EXPECT_EQ(linkage.reports.decisions[0].status, Status::kLinked);
  EXPECT_EQ(linkage.reports.decisions[1].status, Status::kOrganisation);
}

TEST_F(LinkMentionsTest, ExactLinkageNeedsEverythingEqual) {
  EXPECT_EQ(link_subject({"john paul", "SMITH", 19800503}, kExact).status, Status::kLinked);
  EXPECT_EQ(link_subject({"JOHN", "SMITH", 19800503}, kExact).status, Status::kNoCandidate);
  EXPECT_EQ(link_subject({"JOHN PAUL", "SMITH"}, kExact).status, Status::kInsufficient);
  EXPECT_EQ(link_subject({"X", "Y", 0, "02/73319Z"}, kExact).person, PersonId{kJohn});
  EXPECT_EQ(link_subject({"", "CITY HOSPITAL"}, kExact).status, Status::kOrganisation);
  force_.add_version(300, {"JANE", "SMITH", 19800503});
  const Decision two = link_subject({"JANE", "SMITH", 19800503}, kExact);
  EXPECT_EQ(two.status, Status::kAmbiguous);
  EXPECT_EQ(two.person, PersonId{kJane});
  EXPECT_EQ(two.runner_up, PersonId{300});
}

TEST_F(LinkMentionsTest, ExactLinkageHasNoModel) {
  const Linkage linkage = force_.link(kExact);
  EXPECT_TRUE(linkage.model.comparisons.empty());
  EXPECT_TRUE(linkage.patterns.empty());
  for (const Decision& decision : linkage.mentions.decisions) {
    EXPECT_EQ(decision.weight, resolve::kNoWeight);
  }
}

/// The incident, role and person of each.
std::vector<std::tuple<std::uint32_t, MentionRole, std::uint32_t>> rows_of(
    const std::vector<LinkedMention>& links) {
  std::vector<std::tuple<std::uint32_t, MentionRole, std::uint32_t>> rows;
  for (const LinkedMention& link : links) {
    rows.emplace_back(link.incident.value, link.role, link.person.value);
  }
  return rows;
}

/// The baseline comes along with every linkage; a clerk's word counts in it too.
TEST_F(LinkMentionsTest, TheBaselineIsThatOfExactLinkage) {
  force_.add_log({"JANE", "SMITH", 19800503}, {"JANE", "SMYTH", 19800503});
  const auto last = static_cast<std::uint32_t>(force_.incidents.num_rows() - 1);
  const auto check = [&](int left_out) {
    LinkageConfig config = test::without_evidence(left_out);
    const Linkage learned = force_.link(config);
    config.method = LinkageConfig::Method::kExact;
    const Linkage exact = force_.link(config);
    const auto expected = rows_of(linked_mentions(exact.mentions));
    EXPECT_GT(expected.size(), 20u);
    EXPECT_EQ(rows_of(exact.exact), expected);
    EXPECT_EQ(rows_of(learned.exact), expected);
    EXPECT_NE(rows_of(linked_mentions(learned.mentions)), expected);
    return expected;
  };
  const auto is_linked = [&](const auto& rows, MentionRole role) {
    return std::ranges::count(rows, std::tuple(last, role, kJane)) == 1;
  };
  const auto before = check(0);
  EXPECT_NE(check(config::kPncEvidence), before);
  EXPECT_TRUE(is_linked(before, MentionRole::kOriginator));
  EXPECT_FALSE(is_linked(before, MentionRole::kSubject));
  force_.clerk.push_back({last, MentionRole::kOriginator, PersonId{kJane}, false});
  force_.clerk.push_back({last, MentionRole::kSubject, PersonId{kJane}, true});
  const auto after = check(0);
  EXPECT_FALSE(is_linked(after, MentionRole::kOriginator));
  EXPECT_TRUE(is_linked(after, MentionRole::kSubject));
}

/// Clerks' decisions on five logs of one person and a hospital, by either method.
class ClerksTest : public LinkMentionsTest, public testing::WithParamInterface<bool> {
 protected:
  ClerksTest() : first_(static_cast<std::uint32_t>(force_.incidents.num_rows())) {
    const Who jane = {"JANE", "SMITH", 19800503};
    for (int i = 0; i < 4; ++i) force_.add_log(jane, {"", "CITY HOSPITAL"});
    force_.add_log(jane, {});
  }

  void say(std::uint32_t log, MentionRole role, PersonId person, bool is_always) {
    force_.clerk.push_back({first_ + log, role, person, is_always});
  }

  [[nodiscard]] Linkage link() const { return force_.link(GetParam() ? kExact : LinkageConfig{}); }

  /// The decision on a role of one of the five logs.
  static const Decision& decision(const Linkage& linkage, std::uint32_t row, MentionRole role) {
    const MentionLinks& links = linkage.mentions;
    std::size_t i = 0;
    while (links.incident_row[i] != row || links.role[i] != role) ++i;
    return links.decision(i);
  }

  std::uint32_t first_;
};

TEST_P(ClerksTest, StandAboveTheWeights) {
  say(1, MentionRole::kOriginator, PersonId{kJane}, false);
  say(2, MentionRole::kOriginator, PersonId{5}, true);
  say(2, MentionRole::kSubject, PersonId{6}, true);
  const Linkage linkage = link();
  const Decision& untouched = decision(linkage, first_, MentionRole::kOriginator);
  EXPECT_EQ(untouched.status, Status::kLinked);
  EXPECT_EQ(untouched.person, PersonId{kJane});
  EXPECT_NE(decision(linkage, first_ + 1, MentionRole::kOriginator).person, PersonId{kJane});
  const Decision& chosen = decision(linkage, first_ + 2, MentionRole::kOriginator);
  EXPECT_EQ(chosen.person, PersonId{5});
  EXPECT_EQ(chosen.status, Status::kLinked);
  EXPECT_EQ(chosen.probability, 1);
  EXPECT_EQ(decision(linkage, first_ + 2, MentionRole::kSubject).person, PersonId{6});
  EXPECT_EQ(decision(linkage, first_ + 1, MentionRole::kSubject).status, Status::kOrganisation);
  EXPECT_EQ(linkage.clerk.followed, 3);
}

TEST_P(ClerksTest, AreCountedWhateverTheySay) {
  say(0, MentionRole::kOriginator, PersonId{5}, true);
  say(0, MentionRole::kOriginator, PersonId{6}, true);   // contradicts the first
  say(1, MentionRole::kOriginator, PersonId{}, true);    // not known
  say(4, MentionRole::kSubject, PersonId{5}, true);      // nobody is named there
  say(2, MentionRole::kOriginator, PersonId{9}, false);  // was not meant anyway
  const Linkage linkage = link();
  EXPECT_EQ(linkage.clerk.contradictory, 2);
  EXPECT_EQ(linkage.clerk.unknown_person, 1);
  EXPECT_EQ(linkage.clerk.no_mention, 1);
  EXPECT_EQ(linkage.clerk.followed, 1);
  for (std::uint32_t log = 0; log < 5; ++log) {
    EXPECT_EQ(decision(linkage, first_ + log, MentionRole::kOriginator).person, PersonId{kJane});
  }
}

TEST_P(ClerksTest, MayRuleOutEveryone) {
  for (std::uint32_t person = 0; person <= kZbigniew; ++person) {
    say(0, MentionRole::kOriginator, PersonId{person}, false);
  }
  const Linkage linkage = link();
  const Decision& nobody = decision(linkage, first_, MentionRole::kOriginator);
  EXPECT_EQ(nobody.status, Status::kNoCandidate);
  EXPECT_TRUE(nobody.person.is_none());
}

INSTANTIATE_TEST_SUITE_P(Methods, ClerksTest, testing::Bool(),
                         [](const auto& is_exact) { return is_exact.param ? "Exact" : "Fuzzy"; });

}  // namespace
}  // namespace fsu::stages

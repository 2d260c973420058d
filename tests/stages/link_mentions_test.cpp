#include "src/stages/link_mentions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <string>

#include "io/input_schema.hpp"
#include "kernels/blocking/distinct_identities.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/random.hpp"
#include "src/stages/link_identities.hpp"
#include "src/stages/link_tables.hpp"

namespace fsu::stages {
namespace {

using resolve::Decision;
using resolve::Status;

Table input_rows(std::string_view name) { return Table(io::input_table(name).table_spec()); }

/// Fills up the columns that a row did not name with missing values.
void complete_rows(Table& table, std::size_t num_rows) {
  for (const ColumnSpec& column : table.spec().columns) {
    if (column.type == ColumnType::kText) {
      while (table.text(column.name).size() < num_rows) table.text(column.name).push_back("");
    } else if (column.type == ColumnType::kDate) {
      table.dates(column.name).resize(num_rows);
    } else if (column.type == ColumnType::kFlag) {
      table.flags(column.name).resize(num_rows);
    } else {
      table.int64s(column.name).resize(num_rows);
    }
  }
  table.verify();
}

struct Who {
  std::string forename = {};
  std::string surname = {};
  std::int32_t date_of_birth = 0;
  std::string pnc_id = {};
  std::string phone = {};
};

/// A small force, built row by row.
class SmallForce {
 public:
  void add_version(std::uint32_t person, const Who& who) {
    person_of_version.push_back(PersonId{person});
    while (person_ids.size() <= person)
      person_ids.push_back("P" + std::to_string(person_ids.size()));
    persons.text("forenames").push_back(who.forename);
    persons.text("surname").push_back(who.surname);
    persons.dates("date_of_birth").push_back(who.date_of_birth);
    persons.text("pnc_id").push_back(who.pnc_id);
    complete_rows(persons, person_of_version.size());
  }

  void add_incident(const Who& originator, const Who& subject) {
    incidents.text("incident_id").push_back("I" + std::to_string(incidents.num_rows()));
    add_role("originator", originator);
    add_role("subject", subject);
    incidents.text("originator_phone").push_back(originator.phone);
    complete_rows(incidents, incidents.text("incident_id").size());
  }

  void add_report(const Who& who, std::string_view person_id = "") {
    reports.text("report_id").push_back("R" + std::to_string(reports.num_rows()));
    reports.text("person_id").push_back(person_id);
    reports.text("forename").push_back(who.forename);
    reports.text("surname").push_back(who.surname);
    reports.dates("date_of_birth").push_back(who.date_of_birth);
    reports.text("pnc_id").push_back(who.pnc_id);
    complete_rows(reports, reports.text("report_id").size());
  }

  [[nodiscard]] Linkage link(const LinkageConfig& config = {}) const {
    report::Reporter reporter({.is_quiet = true});
    return link_mentions({persons, person_of_version, incidents, reports, clerk}, config, reporter);
  }

  Table persons = input_rows("persons");
  Table incidents = input_rows("incidents");
  Table reports = input_rows("missing_reports");
  StringColumn person_ids;
  std::vector<PersonId> person_of_version;
  std::vector<ClerkDecision> clerk;

 private:
  void add_role(const std::string& role, const Who& who) {
    incidents.text(role + "_forename").push_back(who.forename);
    incidents.text(role + "_surname").push_back(who.surname);
    incidents.dates(role + "_dob").push_back(who.date_of_birth);
    incidents.text(role + "_pnc_id").push_back(who.pnc_id);
  }
};

const std::vector<std::string> kForenames = {"JOHN", "JANE",  "AHMED", "MARIA", "PIOTR",
                                             "ZOE",  "ALICE", "BRIAN", "CHLOE", "DAVID"};
const std::vector<std::string> kSurnames = {"SMITH", "JONES", "KHAN", "NOWAK",  "O'BRIEN",
                                            "PATEL", "BROWN", "LEE",  "WALKER", "GREEN"};

Who random_who(Random& random) {
  const auto pick = [&](const std::vector<std::string>& names) {
    return names[random.below(names.size())];
  };
  return {pick(kForenames), pick(kSurnames),
          date_of_days(static_cast<std::int64_t>(random.below(15'000)))};
}

/// Now and then a field is lost or has a letter changed.
Who corrupted(Who who, Random& random) {
  if (random.below(4) == 0) who.date_of_birth = 0;
  if (random.below(6) == 0) who.surname.clear();
  if (random.below(5) == 0 && !who.surname.empty())
    who.surname[random.below(who.surname.size())] = 'E';
  if (random.below(8) == 0) std::swap(who.forename, who.surname);
  return who;
}

/// 300 people with one to three versions, 600 logs about them and about others.
SmallForce random_force(bool is_reversed) {
  std::vector<std::pair<std::uint32_t, Who>> versions;
  std::vector<Who> first_version;
  for (std::uint32_t person = 0; person < 300; ++person) {
    Random random(11, 0, person);
    const Who who = random_who(random);
    first_version.push_back(who);
    for (std::uint64_t i = 0; i <= random.below(3); ++i) {
      versions.emplace_back(person, i == 0 ? who : corrupted(who, random));
    }
  }
  if (is_reversed) std::reverse(versions.begin(), versions.end());
  SmallForce force;
  for (const auto& [person, who] : versions) force.add_version(person, who);
  for (std::uint64_t i = 0; i < 600; ++i) {
    Random random(11, 1, i);
    const Who known = corrupted(first_version[random.below(first_version.size())], random);
    force.add_incident(known, random.below(3) == 0 ? Who{} : corrupted(random_who(random), random));
    if (i % 10 == 0) force.add_report(known);
  }
  return force;
}

void expect_equal(const Linkage& a, const Linkage& b) {
  EXPECT_EQ(a.mentions.incident_row, b.mentions.incident_row);
  EXPECT_EQ(a.mentions.role, b.mentions.role);
  EXPECT_EQ(a.mentions.decisions, b.mentions.decisions);
  EXPECT_EQ(a.mentions.decision_index, b.mentions.decision_index);
  EXPECT_EQ(a.reports.decisions, b.reports.decisions);
  EXPECT_EQ(a.blocking, b.blocking);
  ASSERT_EQ(a.patterns.size(), b.patterns.size());
  for (std::size_t i = 0; i < a.patterns.size(); ++i) {
    EXPECT_EQ(a.patterns[i].pattern, b.patterns[i].pattern);
    EXPECT_EQ(a.patterns[i].pairs, b.patterns[i].pairs);
  }
}

TEST(LinkMentions, SameForAnyThreadsAndOrderOfVersions) {
  const Linkage expected = random_force(false).link();
  EXPECT_GT(
      std::count_if(expected.mentions.decisions.begin(), expected.mentions.decisions.end(),
                    [](const Decision& decision) { return decision.status == Status::kLinked; }),
      100);
  const SmallForce reversed = random_force(true);
  for (const int threads : {1, 2, 3, 8}) {
    set_num_threads(threads);
    expect_equal(reversed.link(), expected);
  }
  set_num_threads(0);
}

/// Identities 0..n-1 for the engine alone, over the dictionary A, B, C, ...
TEST(LinkIdentities, SameForAnyBlockSize) {
  StringColumn names;
  for (char letter = 'A'; letter <= 'P'; ++letter) names.push_back(std::string(4, letter));
  std::vector<Identity> identities;
  std::vector<PersonId> person_of;
  for (std::uint32_t i = 0; i < 500; ++i) {
    Random random(13, 0, i);
    identities.push_back({NameId{static_cast<std::uint32_t>(random.below(16))},
                          NameId{static_cast<std::uint32_t>(random.below(16))},
                          {},
                          19800100 + static_cast<std::int32_t>(1 + random.below(28)),
                          random.below(50)});
    person_of.push_back(PersonId{i / 2});
  }
  const PersonIdentities persons = blocking::distinct_person_identities(identities, person_of);
  const IdentityLinker linker(persons, names, {});
  report::Reporter reporter({.is_quiet = true});
  const LinkedIdentities expected = link_identities(linker, identities, reporter);
  EXPECT_EQ(expected.decisions.size(), identities.size());
  for (const std::size_t block_size : {1u, 7u, 100u}) {
    const LinkedIdentities linked = link_identities(linker, identities, reporter, block_size);
    EXPECT_EQ(linked.decisions, expected.decisions);
    EXPECT_EQ(linked.counts.pairs_of_pattern, expected.counts.pairs_of_pattern);
    EXPECT_EQ(linked.counts.blocking, expected.counts.blocking);
  }
}

class LinkMentionsTest : public testing::Test {
 protected:
  LinkMentionsTest() {
    force_.add_version(0, {"JOHN PAUL", "SMITH", 19800503, "02/73319Z"});
    force_.add_version(0, {"JOHN", "SMITH-JONES", 19800503});
    force_.add_version(1, {"JANE", "SMITH", 19800503});
    force_.add_version(2, {"Zbigniew", "Brzęczyszczykiewicz", 19710911});
    for (std::uint32_t person = 3; person < 200; ++person) {  // a crowd to be told apart from
      Random random(17, 0, person);
      force_.add_version(person, random_who(random));
    }
  }

  /// The decision on one subject.
  Decision link_subject(const Who& who, const LinkageConfig& config = {}) {
    force_.add_incident({}, who);
    const Linkage linkage = force_.link(config);
    EXPECT_EQ(linkage.mentions.incident_row.back(), force_.incidents.num_rows() - 1);
    return linkage.mentions.decision(linkage.mentions.size() - 1);
  }

  SmallForce force_;
};

TEST_F(LinkMentionsTest, WhoIsFound) {
  EXPECT_EQ(link_subject({"John", "Smith", 19800503}).person, PersonId{0});
  EXPECT_EQ(link_subject({"", "", 0, "2002/0073319Z"}).status, Status::kLinked);
  EXPECT_EQ(link_subject({"Jon", "Smith-Jones", 19800503}).person, PersonId{0});
  EXPECT_EQ(link_subject({"Brzeczyszczykiewicz", "Zbigniew", 19710911}).person, PersonId{2});
  EXPECT_EQ(link_subject({"Zbigniew", "Brzeczyszczykiewicz"}).status, Status::kLinked);
}

TEST_F(LinkMentionsTest, WhoIsNot) {
  EXPECT_EQ(link_subject({"", "CITY HOSPITAL"}).status, Status::kOrganisation);
  EXPECT_EQ(link_subject({"UNKNOWN", "SMITH"}).status, Status::kInsufficient);
  EXPECT_EQ(link_subject({"JOHN", "", 19000101}).status, Status::kInsufficient);
  EXPECT_EQ(link_subject({"", "", 0, "2002/0073319A"}).status, Status::kInsufficient);
  EXPECT_EQ(link_subject({"WILHELMINA", "FFOULKES", 19330807}).status, Status::kNoCandidate);
  EXPECT_EQ(link_subject({"WILHELMINA", "FFOULKES", 19800503}).status, Status::kBelowThreshold);
}

TEST_F(LinkMentionsTest, TwoAlikeAreAmbiguous) {
  force_.add_version(300, {"ZEBEDIAH", "WIGGLESWORTH", 19510203});
  force_.add_version(301, {"ZEBEDIAH", "WIGGLESWORTH", 19510203});
  const Decision decision =
      link_subject({"ZEBEDIAH", "WIGGLESWORTH", 19510203}, {.link_probability = 0.4});
  EXPECT_EQ(decision.status, Status::kAmbiguous);
  EXPECT_EQ(decision.person, PersonId{300});
  EXPECT_EQ(decision.runner_up, PersonId{301});
}

TEST_F(LinkMentionsTest, ARoleWithoutAnythingIsNoMention) {
  force_.add_incident({}, {});
  force_.add_incident({.phone = "07700900123"}, {});
  const Linkage linkage = force_.link();
  ASSERT_EQ(linkage.mentions.size(), 1u);
  EXPECT_EQ(linkage.mentions.incident_row[0], 1u);
  EXPECT_EQ(linkage.mentions.role[0], MentionRole::kOriginator);
  EXPECT_EQ(linkage.mentions.decision(0).status, Status::kInsufficient);
}

TEST_F(LinkMentionsTest, ClerksStandAboveTheWeights) {
  const Who john = {"JOHN", "SMITH", 19800503};
  for (int i = 0; i < 3; ++i) force_.add_incident(john, {"", "CITY HOSPITAL"});
  force_.clerk = {{1, MentionRole::kOriginator, PersonId{0}, false},
                  {2, MentionRole::kOriginator, PersonId{5}, true},
                  {2, MentionRole::kSubject, PersonId{6}, true}};
  for (const auto method : {LinkageConfig::Method::kFuzzy, LinkageConfig::Method::kExact}) {
    const Linkage linkage = force_.link({.method = method});
    const MentionLinks& links = linkage.mentions;
    ASSERT_EQ(links.size(), 6u);
    EXPECT_EQ(links.is_linked(0), method == LinkageConfig::Method::kFuzzy);
    EXPECT_NE(links.decision(2).person, PersonId{0});
    EXPECT_EQ(links.decision(4).person, PersonId{5});
    EXPECT_TRUE(links.is_linked(4));
    EXPECT_EQ(links.decision(3).status, Status::kOrganisation);
    EXPECT_EQ(links.decision(5).person, PersonId{6});
    EXPECT_TRUE(links.is_linked(5));
  }
}

TEST_F(LinkMentionsTest, ExactLinkageNeedsEverythingEqual) {
  const LinkageConfig exact{.method = LinkageConfig::Method::kExact};
  EXPECT_EQ(link_subject({"john paul", "SMITH", 19800503}, exact).status, Status::kLinked);
  EXPECT_EQ(link_subject({"JOHN", "SMITH", 19800503}, exact).status, Status::kNoCandidate);
  EXPECT_EQ(link_subject({"JOHN PAUL", "SMITH"}, exact).status, Status::kInsufficient);
  EXPECT_EQ(link_subject({"X", "Y", 0, "02/73319Z"}, exact).person, PersonId{0});
}

TEST_F(LinkMentionsTest, ReportsWithoutPersonAreLinked) {
  force_.add_report({"JANE", "SMITH", 19800503}, "P7");
  force_.add_report({"JANE", "SMITH", 19800503});
  const Linkage linkage = force_.link();
  ASSERT_EQ(linkage.reports.report_row, std::vector<std::uint32_t>{1});
  EXPECT_EQ(linkage.reports.decisions[0].person, PersonId{1});
  EXPECT_EQ(linkage.reports.decisions[0].status, Status::kLinked);
}

TEST(LinkMentions, EmptyForce) {
  for (const auto method : {LinkageConfig::Method::kFuzzy, LinkageConfig::Method::kExact}) {
    EXPECT_EQ(SmallForce().link({.method = method}).mentions.size(), 0u);
    SmallForce nobody;
    nobody.add_incident({"JOHN", "SMITH", 19800503}, {"", "", 0, "02/73319Z"});
    const Linkage linkage = nobody.link({.method = method});
    for (std::size_t i = 0; i < linkage.mentions.size(); ++i) {
      EXPECT_EQ(linkage.mentions.decision(i).status, Status::kNoCandidate);
    }
  }
}

TEST(LinkTables, AgreeWithTheLinks) {
  const SmallForce force = random_force(false);
  const Linkage linkage = force.link();
  const LinkTableInput input{linkage, force.incidents, force.reports, force.person_ids};
  const std::vector<std::uint32_t> shown = shown_mentions(linkage.mentions);
  const Table links = links_block(input, shown);
  links.verify();
  ASSERT_EQ(links.num_rows(), shown.size());
  const std::vector<std::size_t> widths = links_text_widths(input);
  for (const std::string_view column : {"incident_id", "role", "status", "person_id"}) {
    EXPECT_LE(links.text(column).max_length(), widths[links.spec().index_of(column)]) << column;
  }
  std::map<std::string, double> summary;
  const Table rows = summary_table(linkage);
  for (std::size_t i = 0; i < rows.num_rows(); ++i) {
    summary[std::string(rows.text("role")[i]) + "/" + std::string(rows.text("measure")[i])] =
        rows.floats("value")[i];
  }
  for (const std::string role : {"originator", "subject", "missing"}) {
    EXPECT_EQ(summary[role + "/mentions"],
              summary[role + "/organisations"] + summary[role + "/insufficient"] +
                  summary[role + "/no_candidate"] + summary[role + "/below_threshold"] +
                  summary[role + "/ambiguous"] + summary[role + "/linked"]);
  }
  EXPECT_EQ(summary["originator/mentions"] + summary["subject/mentions"],
            static_cast<double>(linkage.mentions.size()));
  const Table patterns = patterns_table(linkage);
  const Table passes = passes_table(linkage);
  const auto sum = [](const std::vector<std::int64_t>& values) {
    return std::accumulate(values.begin(), values.end(), std::int64_t{0});
  };
  EXPECT_EQ(sum(patterns.int64s("pairs")), sum(passes.int64s("new_pairs")));
  EXPECT_EQ(levels_table(linkage).num_rows(), 30u);
  EXPECT_EQ(missing_links_table(input).num_rows(), linkage.reports.decisions.size());
  const Linkage exact = force.link({.method = LinkageConfig::Method::kExact});
  EXPECT_EQ(levels_table(exact).num_rows() + passes_table(exact).num_rows(), 0u);
}

}  // namespace
}  // namespace fsu::stages

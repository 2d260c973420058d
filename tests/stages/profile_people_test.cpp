// What the list says of people: names of the latest version, harm, homes, themes, reports and
// priority types of a tiny force.
#include "src/stages/profile_people.hpp"

#include <gtest/gtest.h>

#include "src/stages/count_usage.hpp"
#include "tests/stages/small_force.hpp"

namespace fsu::stages {
namespace {

using test::SmallForce;
using Texts = std::vector<std::string>;

/// Ranks everyone by their roles and profiles whom that selects.
ProfileTables profile(const SmallForce& files,
                      const std::vector<config::PriorityTypeConfig>& priority_types = {},
                      std::size_t top = 100) {
  const Force force = files.join();
  const Scope scope = settle_scope(force, test::year_2025());
  config::RankingConfig config;
  config.top = top;
  const Ranking ranking = rank_people(count_usage({force, scope, {}, {}, false}), config);
  const auto themes = config::default_themes();
  return profile_people({force, scope, ranking, force.person_of_report, themes, priority_types});
}

Texts cells(const ProfileTables& tables, std::string_view column) {
  return test::column_cells(tables.frequent_service_users, column);
}

/// One crime of 2025 with P1 as its suspect.
SmallForce one_suspect() {
  SmallForce files;
  files.add("investigations", {"V1,2025-01-01T00:00:00,1"})
      .add("investigation_roles", {"V1,P1,suspect"});
  return files;
}

Texts latest_of(const std::vector<std::string>& versions) {
  const ProfileTables tables = profile(one_suspect().add("persons", versions));
  return {cells(tables, "forenames").at(0), cells(tables, "surname").at(0),
          cells(tables, "date_of_birth").at(0)};
}

TEST(LatestVersion, IsTheOneRecordedLast) {
  EXPECT_EQ(latest_of({"P1,ZOE,ZED,1990-01-01,,,2020-01-01T00:00:00",
                       "P1,ANN,LEE,1980-01-01,,,2021-01-01T00:00:00", "P1,ZZZ,ZZZ,1999-01-01,,,"}),
            (Texts{"ANN", "LEE", "1980-01-01"}));
}

TEST(LatestVersion, TiesGoToTheBytewiseGreatest) {
  EXPECT_EQ(latest_of({"P1,ANN,LEE", "P1,BEA,ADA"}), (Texts{"BEA", "ADA", ""}));
  EXPECT_EQ(latest_of({"P1,ANN,LEE", "P1,ANN,RAY,1980-01-01"}),
            (Texts{"ANN", "RAY", "1980-01-01"}));
  EXPECT_EQ(latest_of({"P1,ANN,LEE,1980-01-02", "P1,ANN,LEE,1980-01-10"}),
            (Texts{"ANN", "LEE", "1980-01-10"}));
  EXPECT_EQ(latest_of({"P1,ann,LEE", "P1,ZOE,LEE"}), (Texts{"ann", "LEE", ""}));
}

TEST(LatestVersion, WithoutAnyTheNamesAreBlank) {
  const ProfileTables tables = profile(one_suspect());
  EXPECT_EQ(cells(tables, "person_id"), (Texts{"P1"}));
  EXPECT_EQ(cells(tables, "surname"), (Texts{""}));
  EXPECT_EQ(cells(tables, "date_of_birth"), (Texts{""}));
}

TEST(Harm, IsCausedAndReceivedOncePerInvestigation) {
  SmallForce files;
  files.add("harm_scores", {"A,10.5", "B,0.25", "Z,100"})
      .add("investigations", {"V1,2025-01-01T00:00:00,1,A", "V2,2025-01-01T00:00:00,1,B",
                              "V3,2025-01-01T00:00:00,1,", "V4,2025-01-01T00:00:00,0,C",
                              "V5,2024-01-01T00:00:00,1,Z", "V6,2025-01-01T00:00:00,0,Z"})
      .add("investigation_roles",
           {"V1,P1,suspect", "V1,P1,offender", "V2,P1,victim", "V2,P1,suspect", "V3,P1,victim",
            "V4,P1,suspect", "V5,P1,suspect", "V6,P1,witness"});
  const ProfileTables tables = profile(files);
  EXPECT_EQ(cells(tables, "harm_caused"), (Texts{"10.75"}));
  EXPECT_EQ(cells(tables, "harm_received"), (Texts{"0.25"}));
  EXPECT_EQ(cells(tables, "unscored_investigations"), (Texts{"2"}));
}

TEST(Harm, IsMissingWithoutScores) {
  EXPECT_EQ(cells(profile(one_suspect()), "harm_caused"), (Texts{""}));
  EXPECT_EQ(cells(profile(one_suspect()), "harm_received"), (Texts{""}));
  EXPECT_EQ(cells(profile(one_suspect()), "unscored_investigations"), (Texts{"1"}));
}

TEST(Home, IsTheAddressOfMostInvestigations) {
  SmallForce files;
  files
      .add("investigations",
           {"V1,2025-01-01T00:00:00,1", "V2,2025-02-01T00:00:00,0", "V3,2025-03-01T00:00:00,1",
            "V4,2024-03-01T00:00:00,1", "V5,2025-04-01T00:00:00,1"})
      .add("investigation_roles",
           {"V1,P1,suspect,,1 High St.,NORTH", "V2,P1,witness,,1 HIGH ST,NORTH",
            "V3,P1,victim,,2 Low Rd,SOUTH", "V4,P1,victim,,2 Low Rd,SOUTH", "V5,P1,suspect"});
  const ProfileTables tables = profile(files);
  EXPECT_EQ(cells(tables, "home_lpa"), (Texts{"NORTH"}));
  EXPECT_EQ(cells(tables, "home_lpa_investigations"), (Texts{"2"}));
  EXPECT_EQ(cells(tables, "home_lpa_runner_up"), (Texts{"SOUTH"}));
  EXPECT_EQ(cells(tables, "home_lpa_latest"), (Texts{"SOUTH"}));
}

TEST(Home, IsBlankWhereNoneIsKnown) {
  const ProfileTables tables = profile(one_suspect());
  EXPECT_EQ(cells(tables, "home_lpa"), (Texts{""}));
  EXPECT_EQ(cells(tables, "home_lpa_investigations"), (Texts{"0"}));
}

TEST(Themes, CountInvestigationsOfAnyRoleInTheWindow) {
  SmallForce files;
  // flags and keywords are columns 9 and 10 of investigations.
  files
      .add("investigations",
           {"V1,2025-01-01T00:00:00,1,,,,,,da|X", "V2,2025-01-01T00:00:00,0,,,,,,,Mental Health",
            "V3,2025-01-01T00:00:00,1,,,,,,DA|CSE,child sexual", "V4,2024-01-01T00:00:00,1,,,,,,DA",
            "V5,2025-01-01T00:00:00,1,,,,,,DAX,xda"})
      .add("investigation_roles", {"V1,P1,suspect", "V1,P1,victim", "V2,P1,witness", "V3,P1,other",
                                   "V4,P1,suspect", "V5,P1,suspect"});
  const ProfileTables tables = profile(files);
  EXPECT_EQ(cells(tables, "theme_da"), (Texts{"2"}));
  EXPECT_EQ(cells(tables, "theme_mh"), (Texts{"1"}));
  EXPECT_EQ(cells(tables, "theme_cse"), (Texts{"1"}));
  EXPECT_EQ(cells(tables, "theme_ca"), (Texts{"0"}));
}

TEST(PriorityTypes, CountCrimesOfTheTypesInTheOrderOfTheSettings) {
  SmallForce files;
  files
      .add("investigations",
           {"V1,2025-01-01T00:00:00,1,28A,BURGLARY", "V2,2025-01-01T00:00:00,1,1,Violence",
            "V3,2025-01-01T00:00:00,0,28A,BURGLARY", "V4,2025-01-01T00:00:00,1,9,THEFT"})
      .add("investigation_roles",
           {"V1,P1,suspect", "V1,P2,victim", "V2,P1,witness", "V2,P1,suspect", "V3,P1,suspect",
            "V4,P1,suspect", "V4,P3,suspect"});
  const std::vector<config::PriorityTypeConfig> types = {
      {"violent", {"VIOLENCE"}, {}},
      {"acquisitive", {"VIOLENCE"}, {"28A", "34B"}},
      {"none", {}, {}}};
  const ProfileTables tables = profile(files, types);
  EXPECT_EQ(cells(tables, "person_id"), (Texts{"P1", "P2", "P3"}));
  EXPECT_EQ(cells(tables, "priority_crimes"), (Texts{"2", "1", "0"}));
  EXPECT_EQ(test::rows_text(tables.priority_types),
            "P1,violent,1\nP1,acquisitive,2\nP2,acquisitive,1\n");
}

TEST(MissingReports, CountInTheWindow) {
  const ProfileTables tables = profile(one_suspect().add(
      "missing_reports", {"M1,2025-01-01T00:00:00,P1", "M2,2025-12-31T00:00:00,P1",
                          "M3,2024-12-31T00:00:00,P1", "M4,2025-01-01T00:00:00,P9"}));
  EXPECT_EQ(cells(tables, "missing_reports"), (Texts{"2"}));
}

TEST(TheList, GoesByOverallRankAndThenByPerson) {
  SmallForce files;
  files.add("investigations", {"V1,2025-01-01T00:00:00,1", "V2,2025-01-01T00:00:00,1"})
      .add("investigation_roles",
           {"V1,P3,suspect", "V1,P2,suspect", "V1,P1,suspect", "V2,P3,suspect", "V2,P4,witness"});
  const ProfileTables tables = profile(files);
  EXPECT_EQ(cells(tables, "person_id"), (Texts{"P3", "P1", "P2"}));
  EXPECT_EQ(cells(tables, "overall_rank"), (Texts{"1", "2", "2"}));
  EXPECT_EQ(cells(tables, "selected_overall"), (Texts{"1", "1", "1"}));
  EXPECT_EQ(cells(tables, "selected_originator"), (Texts{"0", "0", "0"}));
  EXPECT_EQ(cells(tables, "top_probability"), (Texts{"", "", ""}));
  EXPECT_EQ(cells(profile(files, {}, 2), "person_id"), (Texts{"P3", "P1"}));
}

TEST(TheList, IsEmptyWhereNobodyHasATotal) {
  SmallForce files;
  files.add("incidents", {"I1,roc,2025-01-01T00:00:00,0"});
  const ProfileTables tables = profile(files);
  tables.frequent_service_users.verify();
  EXPECT_EQ(tables.frequent_service_users.num_rows(), 0U);
  EXPECT_EQ(tables.priority_types.num_rows(), 0U);
}

}  // namespace
}  // namespace fsu::stages

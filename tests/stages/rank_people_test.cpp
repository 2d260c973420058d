// Scores and ranks of a few people by hand, their table, and other readings beside them.
#include "src/stages/rank_people.hpp"

#include <gtest/gtest.h>

#include "tests/stages/small_force.hpp"

namespace fsu::stages {
namespace {

using Texts = std::vector<std::string>;

/// Three people: suspect counts 4, 1, 1 and subject seconds 0, 0, 7200.
usage::PersonTotals three_people() {
  usage::PersonTotals totals;
  totals.person = {{0}, {1}, {2}};
  for (auto& column : totals.totals) column.assign(3, 0);
  totals.totals[index_of(Total::kSuspectCount)] = {4, 1, 1};
  totals.totals[index_of(Total::kSubjectResourceSeconds)] = {0, 0, 7200};
  return totals;
}

StringColumn ids() {
  StringColumn column;
  for (const char* const id : {"P1", "P2", "P3"}) column.push_back(id);
  return column;
}

TEST(RankPeople, ScalesSumsAndRanks) {
  const Table table = individuals_table(rank_people(three_people(), {}), ids());
  table.verify();
  EXPECT_EQ(test::column_cells(table, "person_id"), (Texts{"P1", "P2", "P3"}));
  EXPECT_EQ(test::column_cells(table, "suspect_count"), (Texts{"4", "1", "1"}));
  EXPECT_EQ(test::column_cells(table, "subject_resource_hours"), (Texts{"0", "0", "2"}));
  EXPECT_EQ(test::column_cells(table, "scaled_suspect_count"), (Texts{"1", "0.5", "0.5"}));
  EXPECT_EQ(test::column_cells(table, "scaled_subject_resource_hours"), (Texts{"0", "0", "1"}));
  EXPECT_EQ(test::column_cells(table, "investigation_and_custody_score"),
            (Texts{"1", "0.5", "0.5"}));
  EXPECT_EQ(test::column_cells(table, "investigation_and_custody_uncapped"),
            (Texts{"2", "0.5", "0.5"}));
  EXPECT_EQ(test::column_cells(table, "investigation_and_custody_rank"), (Texts{"1", "2", "2"}));
  EXPECT_EQ(test::column_cells(table, "originator_rank"), (Texts{"1", "1", "1"}));
  EXPECT_EQ(test::column_cells(table, "subject_rank"), (Texts{"2", "2", "1"}));
  EXPECT_EQ(test::column_cells(table, "overall_score"), (Texts{"1", "0.5", "1.5"}));
  EXPECT_EQ(test::column_cells(table, "overall_rank"), (Texts{"2", "3", "1"}));
}

TEST(RankPeople, OtherScalings) {
  config::RankingConfig config;
  config.scaling = config::ScalingChoice::kMax;
  EXPECT_EQ(test::column_cells(individuals_table(rank_people(three_people(), config), ids()),
                               "scaled_suspect_count"),
            (Texts{"1", "0.25", "0.25"}));
  config.scaling = config::ScalingChoice::kMean;
  EXPECT_EQ(test::column_cells(individuals_table(rank_people(three_people(), config), ids()),
                               "scaled_suspect_count"),
            (Texts{"2", "0.5", "0.5"}));
}

TEST(RankPeople, SelectsTheFirstOfEachMetricWithAScore) {
  config::RankingConfig config;
  config.top = 1;
  const Ranking ranking = rank_people(three_people(), config);
  EXPECT_EQ(ranking.selection.rows, (std::vector<std::uint32_t>{0, 2}));
  EXPECT_TRUE(
      ranking.selection.top[static_cast<std::size_t>(ranking::Metric::kOriginator)].empty());
}

TEST(RankPeople, NobodyAtAll) {
  const Ranking ranking = rank_people({}, {});
  EXPECT_EQ(individuals_table(ranking, ids()).num_rows(), 0U);
  EXPECT_TRUE(ranking.selection.rows.empty());
}

TEST(CompareReadings, TellsWhoEntersAndWhomTheCutDivides) {
  config::RankingConfig config;
  config.top = 1;
  const Ranking in_use = rank_people(three_people(), config);
  const usage::PersonTotals same = three_people();
  usage::PersonTotals other = three_people();
  other.totals[index_of(Total::kSuspectCount)] = {1, 4, 4};
  const std::vector<Reading> readings = {{"cap", &same, config}, {"other", &other, config}};
  const ReadingTables tables = compare_readings(in_use, readings, ids());
  const Table& sensitivity = tables.sensitivity;
  sensitivity.verify();
  tables.readings.verify();
  EXPECT_EQ(test::column_cells(sensitivity, "reading"),
            (Texts{"cap", "cap", "cap", "cap", "other", "other", "other", "other"}));
  EXPECT_EQ(test::column_cells(sensitivity, "overlap"),
            (Texts{"1", "0", "1", "1", "0", "0", "1", "1"}));
  EXPECT_EQ(test::column_cells(sensitivity, "entered"),
            (Texts{"0", "0", "0", "0", "1", "0", "0", "0"}));
  EXPECT_EQ(test::column_cells(sensitivity, "ties_at_cut"),
            (Texts{"0", "0", "0", "0", "2", "0", "0", "0"}));
  EXPECT_EQ(test::column_cells(tables.readings, "person_id"),
            (Texts{"P1", "P3", "P3", "P2", "P3", "P3"}));
  EXPECT_EQ(test::column_cells(tables.readings, "rank"), (Texts{"1", "1", "1", "1", "1", "1"}));
}

}  // namespace
}  // namespace fsu::stages

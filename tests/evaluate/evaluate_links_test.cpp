// `fsu evaluate` on small files of `fsu link`: pairs, best candidates and clusters by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/core/error.hpp"
#include "tests/evaluate/result_files.hpp"

namespace fsu {
namespace {

using test::Row;
using test::summary_value;
using test::table_of;

Row pair(const std::string& left, const std::string& right, double probability) {
  return {{{"left_id", left}, {"right_id", right}}, {{"probability", probability}}};
}

Row best(const std::string& left, const std::string& right, const std::string& status) {
  return {{{"left_id", left}, {"right_id", right}, {"status", status}}, {}};
}

Row member(const std::string& id, double cluster) { return {{{"id", id}}, {{"cluster", cluster}}}; }

class EvaluateLinks : public ::testing::Test {
 protected:
  EvaluateLinks() {
    config_.links = folder_.path() / "links.h5";
    config_.output = folder_.path() / "accuracy.h5";
    config_.truth = folder_.path() / "truth.csv";
  }

  void write_two_files(double threshold) {
    std::vector<Table> tables;
    tables.push_back(test::settings({{"link-probability", std::to_string(threshold)}}));
    tables.push_back(table_of("pairs", {pair("a", "a", 0.99), pair("a", "b", 0.7),
                                        pair("b", "b", 0.4), pair("c", "z", 0.005)}));
    tables.push_back(table_of("best", {best("a", "a", "linked"), best("b", "b", "below_threshold"),
                                       best("c", "z", "linked"), best("d", "", "no_candidate")}));
    test::write_results(config_.links, tables);
  }

  /// r1 to r5; clusters {r1, r2, r3}, {r4, r5}.
  void write_one_file() {
    std::vector<Table> tables;
    tables.push_back(
        table_of("pairs", {pair("r1", "r2", 0.9), pair("r2", "r3", 0.8), pair("r4", "r5", 0.6)}));
    tables.push_back(table_of(
        "best", {best("r1", "r2", "linked"), best("r2", "r1", "linked"), best("r3", "r2", "linked"),
                 best("r4", "r5", "linked"), best("r5", "r4", "linked")}));
    tables.push_back(table_of("clusters", {member("r1", 1), member("r2", 1), member("r3", 1),
                                           member("r4", 2), member("r5", 2)}));
    test::write_results(config_.links, tables);
  }

  void expect_refused(ErrorKind kind, const std::string& words) {
    try {
      test::evaluate(config_);
      FAIL() << "was evaluated";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), kind) << error.what();
      EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
    }
  }

  [[nodiscard]] double summary(const std::string& part, const std::string& measure) const {
    return summary_value(config_.output, part, measure);
  }
  [[nodiscard]] Table table(const std::string& path) const {
    return io::ResultFileReader(config_.output).read_table(path);
  }

  test::TemporaryFolder folder_;
  commands::EvaluateConfig config_;
};

TEST_F(EvaluateLinks, PairsOfTwoFilesAgainstAllTruePairs) {
  write_two_files(0.5);
  // The two files use the same ids for other records; ids of the truth may be unknown.
  folder_.write("truth.csv", "left_id,right_id\na,a\nb,b\nb,a\nq,q\n");
  test::evaluate(config_);
  EXPECT_EQ(summary("pairs", "linked"), 2);
  EXPECT_EQ(summary("pairs", "right"), 1);
  EXPECT_EQ(summary("pairs", "true_links"), 4);
  EXPECT_EQ(summary("best", "linked"), 2);
  EXPECT_EQ(summary("best", "right"), 1);
  EXPECT_EQ(summary("best", "true_links"), 3) << "a, b and q have a partner";
  const Table thresholds = table("accuracy/thresholds");
  EXPECT_EQ(thresholds.floats("precision")[0], 0.5) << "2 of all 4 pairs";
  EXPECT_EQ(thresholds.floats("recall")[40], 0.5) << "a,a and b,b of 4";
  EXPECT_EQ(thresholds.floats("precision")[99], 1.0);
  EXPECT_TRUE(std::isnan(thresholds.floats("precision")[100]));
  EXPECT_EQ(table("accuracy/reliability").int64s("mentions"),
            (std::vector<std::int64_t>{0, 0, 0, 0, 1, 0, 0, 1, 0, 1}))
      << "pairs above 0.01";
  EXPECT_EQ(table("accuracy/by_group").num_rows(), 0u);
  EXPECT_EQ(table("accuracy/lists").num_rows(), 0u);
}

TEST_F(EvaluateLinks, TheThresholdIsTheFilesOwn) {
  write_two_files(0.4);
  folder_.write("truth.csv", "left_id,right_id\na,a\nb,b\n");
  test::evaluate(config_);
  EXPECT_EQ(summary("pairs", "linked"), 3);
  EXPECT_EQ(summary("pairs", "right"), 2);
}

TEST_F(EvaluateLinks, ClustersOfOneFileAgainstClusters) {
  write_one_file();
  // r6 was never linked: its pair with r1 is missed all the same.
  folder_.write("truth.csv", "id,cluster\nr1,x\nr2,x\nr6,x\nr3,y\nr4,z\nr5,z\n");
  test::evaluate(config_);
  EXPECT_EQ(summary("pairs", "linked"), 3);
  EXPECT_EQ(summary("pairs", "right"), 2);
  EXPECT_EQ(summary("pairs", "true_links"), 4);
  EXPECT_EQ(summary("clusters", "linked"), 4) << "three pairs and one";
  EXPECT_EQ(summary("clusters", "right"), 2);
  EXPECT_EQ(summary("best", "linked"), 5);
  EXPECT_EQ(summary("best", "right"), 4);
  EXPECT_EQ(summary("best", "true_links"), 5) << "r1, r2, r6, r4, r5 have a partner";
}

TEST_F(EvaluateLinks, ClustersOfOneFileAgainstPairsInAnyOrder) {
  write_one_file();
  folder_.write("truth.csv", "left_id,right_id\nr2,r1\nr3,r1\nr1,r2\nr5,r4\n");
  test::evaluate(config_);
  EXPECT_EQ(summary("pairs", "true_links"), 3);
  EXPECT_EQ(summary("pairs", "right"), 2) << "r1,r2 and r4,r5; r2,r3 is not stated";
  EXPECT_EQ(summary("clusters", "right"), 3);
  EXPECT_EQ(summary("best", "right"), 4) << "r3's best is r2";
  EXPECT_EQ(summary("best", "true_links"), 5);
}

TEST_F(EvaluateLinks, RecordsThatTheTruthDoesNotNameAreNobodyElses) {
  write_one_file();
  folder_.write("truth.csv", "id,cluster\nr1,x\nr2,x\n");
  test::evaluate(config_);
  EXPECT_EQ(summary("pairs", "precision"), 1.0 / 3.0);
  EXPECT_EQ(summary("pairs", "recall"), 1.0);
}

TEST_F(EvaluateLinks, LongRecordIdsAreRead) {
  write_one_file();
  const std::string longest(200, 'r');
  folder_.write("truth.csv", "id,cluster\nr1,x\nr2,x\n" + longest + ",x\n");
  test::evaluate(config_);
  EXPECT_EQ(summary("truth", "records"), 3);
}

TEST_F(EvaluateLinks, RefusesWhatDoesNotFit) {
  write_two_files(0.5);
  folder_.write("truth.csv", "id,cluster\na,1\n");
  expect_refused(ErrorKind::kData, "left_id,right_id");
  folder_.write("truth.csv", "incident_id,role,person_id\nL1,subject,P1\n");
  expect_refused(ErrorKind::kData, "left_id,right_id or id,cluster");
  folder_.write("truth.csv", "left_id,right_id\nx1,y1\n");
  expect_refused(ErrorKind::kData, "none of the 2 records");
  folder_.write("truth.csv", "left_id,right_id\na,a\n");
  config_.truth_persons = folder_.write("persons.csv", "person_id,true_person_id\nP1,P1\n");
  expect_refused(ErrorKind::kUsage, "--truth-persons");
}

TEST_F(EvaluateLinks, RefusesAPairThatStandsTwice) {
  std::vector<Table> tables;
  tables.push_back(table_of("pairs", {pair("a", "b", 0.9), pair("a", "b", 0.9)}));
  test::write_results(config_.links, tables);
  folder_.write("truth.csv", "left_id,right_id\na,b\n");
  expect_refused(ErrorKind::kData, "more than once");
}

TEST_F(EvaluateLinks, RefusesAFileWithoutLinks) {
  std::vector<Table> tables;
  tables.push_back(test::settings({}));
  test::write_results(config_.links, tables);
  folder_.write("truth.csv", "left_id,right_id\na,b\n");
  expect_refused(ErrorKind::kData, "holds no links");
}

}  // namespace
}  // namespace fsu

// `fsu evaluate` on small files of `fsu run`: everything counted by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/core/error.hpp"
#include "tests/evaluate/result_files.hpp"

namespace fsu {
namespace {

using test::link;
using test::log;
using test::summary_value;
using test::table_of;

/// Five logs in scope and one (L9) outside. P1 and P2 are one person. Mentions:
///   L1 originator  P1       linked to P1      0.95  right
///   L1 subject     P1       linked to P2      0.90  right as any id, not as the very id
///   L2 originator  P3       linked to P4      0.60  wrong
///   L2 subject     nobody   linked to P4      0.55  wrong
///   L3 originator  P4       ambiguous, P4     0.58  right, but not linked
///   L4 originator  P5       no candidate
///   L5 subject     nobody   below, P1         0.07  wrong
///   L5 originator  not in the truth, linked to P1 0.99
///   L9 originator  outside the scope, linked to P1 0.99
class EvaluateForce : public ::testing::Test {
 protected:
  EvaluateForce() {
    config_.links = folder_.path() / "results.h5";
    config_.output = folder_.path() / "accuracy.h5";
    config_.truth = folder_.write("truth.csv",
                                  "incident_id,role,person_id,error_kinds\n"
                                  "L5,subject,,junk_name\n"
                                  "L1,originator,P1,\n"
                                  "L1,subject,P1,typo\n"
                                  "L2,originator,P3,typo|blank_dob\n"
                                  "L2,subject,,\n"
                                  "L3,originator,P4,blank_dob\n"
                                  "L4,originator,P5,\n"
                                  "L9,originator,P5,\n");
    write_links({{"links", "all"}, {"linkage", "fuzzy"}, {"link-probability", "0.5"}});
  }

  void write_links(const std::map<std::string, std::string>& settings) {
    test::write_results(
        config_.links, tables(settings, {log("L1", 10), log("L2", 20), log("L3", 30), log("L4", 40),
                                         log("L5", 50)}));
  }

  static std::vector<Table> tables(const std::map<std::string, std::string>& settings,
                                   const std::vector<test::Row>& logs) {
    std::vector<Table> tables;
    tables.push_back(test::settings(settings));
    tables.push_back(table_of("incidents/resource_durations", logs));
    tables.push_back(
        table_of("linkage/links", {link("L1", "originator", "linked", "P1", 0.95),
                                   link("L1", "subject", "linked", "P2", 0.90),
                                   link("L2", "originator", "linked", "P4", 0.60),
                                   link("L2", "subject", "linked", "P4", 0.55),
                                   link("L3", "originator", "ambiguous", "P4", 0.58),
                                   link("L5", "originator", "linked", "P1", 0.99),
                                   link("L5", "subject", "below_threshold", "P1", 0.07),
                                   link("L9", "originator", "linked", "P1", 0.99)}));
    for (const char* empty : {"ranking/individuals", "ranking/frequent_service_users",
                              "ranking/readings", "quality/exclusions"})
      tables.push_back(table_of(empty, {}));
    return tables;
  }

  void name_true_persons() {
    config_.truth_persons = folder_.write("persons.csv",
                                          "person_id,true_person_id,name_group\n"
                                          "P1,T1,british\nP2,T1,british\nP3,T3,irish\n"
                                          "P4,T4,\n");
  }

  [[nodiscard]] Table table(const std::string& path) const {
    return io::ResultFileReader(config_.output).read_table(path);
  }
  [[nodiscard]] double summary(const std::string& part, const std::string& measure) const {
    return summary_value(config_.output, part, measure);
  }

  /// grouping group mentions linked precision recall of each row.
  [[nodiscard]] std::string groups() const {
    const Table rows = table("accuracy/by_group");
    std::string text;
    for (std::size_t row = 0; row < rows.num_rows(); ++row) {
      for (const char* column : {"grouping", "group", "mentions", "linked", "precision", "recall"})
        text += test::cell(rows, column, row) + " ";
      text += "\n";
    }
    return text;
  }

  test::TemporaryFolder folder_;
  commands::EvaluateConfig config_;
};

TEST_F(EvaluateForce, CountsTheLinksAsDecided) {
  test::evaluate(config_);
  // Four links, of which only P1 of L1 originator is right; five mentions of somebody.
  EXPECT_EQ(summary("links", "linked"), 4);
  EXPECT_EQ(summary("links", "right"), 1);
  EXPECT_EQ(summary("links", "true_links"), 5);
  EXPECT_EQ(summary("links", "precision"), 0.25);
  EXPECT_EQ(summary("links", "recall"), 0.2);
  EXPECT_EQ(summary("truth", "mentions"), 8);
  EXPECT_EQ(summary("truth", "mentions_in_scope"), 7);
  EXPECT_EQ(summary("truth", "mentions_of_nobody"), 2);
  EXPECT_EQ(summary("truth", "candidates_without_truth"), 1);
}

TEST_F(EvaluateForce, AnyIdOfTheTruePersonIsRight) {
  name_true_persons();
  test::evaluate(config_);
  EXPECT_EQ(summary("links", "right"), 2);
  EXPECT_EQ(summary("links_same_id", "right"), 1);
  EXPECT_EQ(summary("links_same_id", "linked"), 4);
  EXPECT_EQ(summary("links", "recall"), 0.4);
}

TEST_F(EvaluateForce, CountsBestCandidatesByThresholdWhateverTheirStatus) {
  name_true_persons();
  test::evaluate(config_);
  const Table thresholds = table("accuracy/thresholds");
  ASSERT_EQ(thresholds.num_rows(), 101u);
  const auto precision = [&](std::size_t at) { return thresholds.floats("precision")[at]; };
  const auto recall = [&](std::size_t at) { return thresholds.floats("recall")[at]; };
  EXPECT_EQ(thresholds.floats("threshold")[7], 0.07);
  EXPECT_EQ(precision(7), 0.5) << "3 of 6 candidates";
  EXPECT_EQ(precision(8), 0.6) << "without the one of L5";
  EXPECT_EQ(precision(58), 0.75) << "L3's is ambiguous, and counts";
  EXPECT_EQ(recall(58), 0.6);
  EXPECT_EQ(precision(59), 2.0 / 3.0);
  EXPECT_EQ(recall(90), 0.4);
  EXPECT_EQ(thresholds.floats("f1")[90], 4.0 / 7.0);
  EXPECT_TRUE(std::isnan(precision(96))) << "nothing is linked";
  EXPECT_EQ(recall(96), 0.0);
  EXPECT_LT(thresholds.floats("recall_low")[58], 0.6);
  EXPECT_EQ(summary("best_f1", "threshold"), 0.56) << "P 0.75, R 0.6";
}

TEST_F(EvaluateForce, GroupsHoldEveryMentionInScope) {
  name_true_persons();
  test::evaluate(config_);
  EXPECT_EQ(groups(),
            "role originator 4 2 0.5 0.25 \n"
            "role subject 3 2 0.5 1 \n"
            "error_kind blank_dob 2 1 0 0 \n"
            "error_kind junk_name 1 0   \n"
            "error_kind none 3 2 0.5 0.5 \n"
            "error_kind typo 2 2 0.5 0.5 \n"
            "name_group british 2 2 1 1 \n"
            "name_group irish 1 1 0 0 \n"
            "name_group none 4 1 0 0 \n");
}

TEST_F(EvaluateForce, WithoutTruePersonsThereAreNoNameGroupsAndNoLists) {
  test::evaluate(config_);
  EXPECT_EQ(groups().find("name_group"), std::string::npos);
  EXPECT_EQ(table("accuracy/lists").num_rows(), 0u);
}

TEST_F(EvaluateForce, ReliabilityIsOfLinkedMentions) {
  name_true_persons();
  test::evaluate(config_);
  const Table reliability = table("accuracy/reliability");
  EXPECT_EQ(reliability.int64s("mentions"),
            (std::vector<std::int64_t>{0, 0, 0, 0, 0, 1, 1, 0, 0, 2}));
  EXPECT_EQ(reliability.floats("observed")[9], 1.0);
  EXPECT_NEAR(reliability.floats("stated")[9], 0.925, 1e-12);
  EXPECT_TRUE(std::isnan(reliability.floats("stated")[0]));
  // All candidates above 0.01: stated 3.65 in all, right 3; by bins (in sums): [0, 0.1) 0.07,
  // [0.5, 0.6) |1.13 - 1|, [0.6, 0.7) 0.6, [0.9, 1] |1.85 - 2|.
  EXPECT_EQ(summary("calibration", "candidates"), 6);
  EXPECT_NEAR(summary("calibration", "stated_sum"), 3.65, 1e-12);
  EXPECT_NEAR(summary("calibration", "expected_calibration_error"), 0.95 / 6, 1e-12);
}

TEST_F(EvaluateForce, PrintsTheFigures) {
  name_true_persons();
  const std::string printed = test::evaluate(config_);
  for (const char* words : {"7 in scope", "links as decided", "the very id only", "0.5000 (0.15",
                            "junk_name", "probabilities sum to 3.6", "best F1"})
    EXPECT_NE(printed.find(words), std::string::npos) << words << " is not in\n" << printed;
  EXPECT_EQ(printed.find("P1"), std::string::npos) << "no person is named";
}

TEST_F(EvaluateForce, RefusesLinksOfSelectedPeople) {
  write_links({{"links", "selected"}});
  try {
    test::evaluate(config_);
    FAIL() << "was evaluated";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kData);
    EXPECT_NE(std::string(error.what()).find("--links all"), std::string::npos);
  }
  EXPECT_FALSE(std::filesystem::exists(config_.output));
}

TEST_F(EvaluateForce, RefusesATruthOfAnotherForce) {
  folder_.write("truth.csv", "incident_id,role,person_id\nX1,originator,P1\n");
  try {
    test::evaluate(config_);
    FAIL() << "was evaluated";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kData);
    EXPECT_NE(std::string(error.what()).find("none of the 1 mentions"), std::string::npos);
  }
}

TEST_F(EvaluateForce, RefusesATruthOfRecords) {
  for (const char* truth : {"left_id,right_id\nL1,L2\n", "id,cluster\nL1,1\n"}) {
    folder_.write("truth.csv", truth);
    try {
      test::evaluate(config_);
      FAIL() << "was evaluated";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kData);
      EXPECT_NE(std::string(error.what()).find("incident_id,role,person_id"), std::string::npos);
    }
  }
}

TEST_F(EvaluateForce, RefusesATruthOfNoKnownForm) {
  folder_.write("truth.csv", "incident,who\nL1,P1\n");
  try {
    test::evaluate(config_);
    FAIL() << "was evaluated";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kData);
    for (const char* form : {"incident_id,role,person_id", "left_id,right_id", "id,cluster"})
      EXPECT_NE(std::string(error.what()).find(form), std::string::npos) << form;
  }
}

TEST_F(EvaluateForce, RefusesAnOutputThatIsAnInput) {
  for (const auto& input : {config_.links, config_.truth}) {
    config_.output = input;
    try {
      test::evaluate(config_);
      FAIL() << "was evaluated";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    }
  }
}

TEST_F(EvaluateForce, TruthWithContradictingRowsIsRefused) {
  folder_.write("truth.csv",
                "incident_id,role,person_id\nL1,originator,P1\nL1,originator,P2\nL2,subject,P3\n");
  EXPECT_THROW(test::evaluate(config_), Error);
}

}  // namespace
}  // namespace fsu

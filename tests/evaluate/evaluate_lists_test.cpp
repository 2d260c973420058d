// What became of the true top list, on a file of `fsu run` with a list of two.
#include <gtest/gtest.h>

#include "src/commands/evaluate_lists.hpp"
#include "tests/evaluate/result_files.hpp"

namespace fsu {
namespace {

using test::link;
using test::log;
using test::Row;
using test::table_of;

Row individual(const std::string& person, double suspect_count) {
  Row row{{{"person_id", person}}, {}};
  for (const char* total :
       {"suspect_count", "offender_count", "victim_count", "custody_count", "custody_hours"})
    row.numbers[total] = 0;
  row.numbers["suspect_count"] = suspect_count;
  row.numbers["custody_hours"] = suspect_count * 0.5;
  return row;
}

Row selected(const std::string& person, const std::vector<int>& is_selected) {
  Row row{{{"person_id", person}}, {}};
  const std::vector<std::string> metrics = {"investigation_and_custody", "originator", "subject",
                                            "overall"};
  for (std::size_t i = 0; i < metrics.size(); ++i)
    row.numbers["selected_" + metrics[i]] = is_selected[i];
  return row;
}

Row reading(const std::string& name, const std::string& metric, const std::string& person) {
  return {{{"reading", name}, {"metric", metric}, {"person_id", person}}, {{"rank", 1}}};
}

/// The top two. By the truth, A1 (the same person as A2) is the originator of three logs, B of two,
/// C of one, and X, who is excluded, of four. Suspects are D (9) and A2 (5).
class EvaluateLists : public ::testing::Test {
 protected:
  EvaluateLists() {
    config_.links = folder_.path() / "results.h5";
    config_.output = folder_.path() / "accuracy.h5";
    std::string truth = "incident_id,role,person_id\n";
    std::vector<Row> logs;
    const auto add = [&](const std::string& person, int num_logs) {
      for (int i = 0; i < num_logs; ++i) {
        const std::string incident = "L" + std::to_string(100 + logs.size());
        truth += incident + ",originator," + person + "\n";
        logs.push_back(log(incident, 60));
      }
    };
    add("A1", 3);
    add("B", 2);
    add("C", 1);
    add("X", 4);
    config_.truth = folder_.write("truth.csv", truth);
    config_.truth_persons =
        folder_.write("persons.csv", "person_id,true_person_id\nA1,A1\nA2,A1\nB,B\nC,C\n");
    logs_ = table_of("incidents/resource_durations", logs);
  }

  /// Linked, so that the file has a link at all.
  void write(const std::string& linkage, const std::vector<Row>& users,
             const std::vector<Row>& readings) {
    std::vector<Table> tables;
    tables.push_back(test::settings({{"linkage", linkage}, {"top", "2"}, {"scaling", "cap"}}));
    tables.push_back(std::move(logs_));
    tables.push_back(table_of("linkage/links", {link("L100", "originator", "linked", "A2", 0.9)}));
    tables.push_back(table_of("ranking/individuals", {individual("A2", 5), individual("D", 9)}));
    tables.push_back(table_of("ranking/frequent_service_users", users));
    tables.push_back(table_of("ranking/readings", readings));
    tables.push_back(
        table_of("quality/exclusions", {{{{"person_id", "X"}, {"reason", "court"}}, {}}}));
    test::write_results(config_.links, tables);
  }

  /// metric linkage kept lost_to of each row.
  [[nodiscard]] std::string lists() {
    test::evaluate(config_);
    return test::rows_text(io::ResultFileReader(config_.output).read_table("accuracy/lists"));
  }

  test::TemporaryFolder folder_;
  commands::EvaluateConfig config_;
  Table logs_;
};

TEST_F(EvaluateLists, ComparesByTruePerson) {
  // Perfect: investigations D, A2; originator A1, B; subject nobody; overall A1 (2, uncapped 3) and
  // D (2, uncapped 2.57), before B (2, uncapped 2).
  // The run's originators are A2, the same person as A1, and C.
  write("fuzzy",
        {selected("A2", {1, 1, 0, 1}), selected("C", {0, 1, 0, 0}), selected("D", {1, 0, 0, 1})},
        {reading("exact_linkage", "originator", "E"), reading("exact_linkage", "originator", "B"),
         reading("max", "originator", "A1")});
  EXPECT_EQ(lists(),
            "investigation_and_custody,fuzzy,2,0\n"
            "originator,fuzzy,1,1\n"
            "subject,fuzzy,0,0\n"
            "overall,fuzzy,2,0\n"
            "investigation_and_custody,exact,0,0\n"
            "originator,exact,1,1\n"
            "subject,exact,0,0\n"
            "overall,exact,0,0\n");
}

TEST(EvaluateListsHours, GiveBackTheirSeconds) {
  for (std::int64_t seconds = 0; seconds < 1000000; ++seconds)
    ASSERT_EQ(commands::seconds_of_hours(static_cast<double>(seconds) / 3600.0), seconds);
}

TEST_F(EvaluateLists, OfAnExactRunHasOneLinkage) {
  write("exact",
        {selected("X", {0, 1, 0, 0}), selected("A1", {0, 1, 0, 0}), selected("A2", {0, 1, 0, 0})},
        {});
  EXPECT_EQ(lists(),
            "investigation_and_custody,exact,0,0\n"
            "originator,exact,1,1\n"
            "subject,exact,0,0\n"
            "overall,exact,0,0\n");
}

}  // namespace
}  // namespace fsu

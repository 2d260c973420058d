// `fsu link` over small files of random people: tables are whole, records of which no pair can be
// made change nothing, and doubts are told.
#include "src/commands/link.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>

#include "io/csv_writer.hpp"
#include "io/h5_results_reader.hpp"
#include "src/commands/link_findings.hpp"
#include "src/stages/blocking_recall.hpp"
#include "tests/cli/error_message.hpp"
#include "tests/commands/linked_people.hpp"

namespace fsu::commands {
namespace {

void expect_same_for_the_others(const LinkedRecords& alone, const LinkedRecords& among) {
  EXPECT_EQ(among.pairs.left, alone.pairs.left);
  EXPECT_EQ(among.pairs.right, alone.pairs.right);
  EXPECT_EQ(among.weighed.weights, alone.weighed.weights);
  EXPECT_EQ(among.weighed.model.lambda, alone.weighed.model.lambda);
  EXPECT_EQ(among.pairs.num_all_pairs, alone.pairs.num_all_pairs);
  const auto& best = among.decided.best;
  ASSERT_EQ(best.size(), alone.decided.best.size() + kNumApart);
  EXPECT_TRUE(std::equal(alone.decided.best.begin(), alone.decided.best.end(), best.begin()));
  for (const std::size_t i : {0U, 2U})
    EXPECT_EQ(best[best.size() - kNumApart + i].status, resolve::Status::kInsufficient);
  for (const std::size_t i : {1U, 3U})
    EXPECT_EQ(best[best.size() - kNumApart + i].status, resolve::Status::kOrganisation);
}

/// Pairs in which nothing is compared take no part: the rest is as if their records were not there.
TEST_F(LinkTest, BlankRecordsAndOrganisationsChangeNothingForTheOthers) {
  const config::LinkConfig alone = config_of("alone.csv", 0, 90);
  const config::LinkConfig among = config_of("among.csv", 0, 90, kApartRows);
  const LinkedRecords one_file = link_records(among);
  expect_same_for_the_others(link_records(alone), one_file);
  EXPECT_EQ(one_file.pairs.num_without_values, 94U * 93 / 2 - 90U * 89 / 2);
  const auto& clusters = one_file.decided.clusters;
  for (std::size_t i = 90; i < 94; ++i)
    EXPECT_EQ(std::count(clusters.begin(), clusters.end(), clusters[i]), 1);
  config::LinkConfig two_alone = alone;
  config::LinkConfig two_among = among;
  two_alone.right = config_of("right.csv", 40, 120).left;
  two_among.right = config_of("right_among.csv", 40, 120, kApartRows).left;
  expect_same_for_the_others(link_records(two_alone), link_records(two_among));
}

/// Where files are blocked the sample says how many pairs hold nothing to compare.
TEST_F(LinkTest, AllPairsOfALargeFileAreThoseThatHoldSomething) {
  std::string blank_rows;
  for (int i = 0; i < 900; ++i) blank_rows += "z" + std::to_string(i) + ",,,,\n";
  const LinkedRecords linked = link_records(config_of("a.csv", 0, 900, blank_rows));
  EXPECT_FALSE(linked.pairs.is_compared_whole());
  const double with_values = 900 * 899 / 2.0;
  EXPECT_NEAR(linked.pairs.num_all_pairs, with_values, 0.01 * with_values);
  for (const Levels& levels : linked.pairs.patterns)
    ASSERT_FALSE(stages::compares_nothing(linked.pairs.comparisons, levels));
}

TEST_F(LinkTest, IdsThatAreNotThereStopTheRunBeforeAnythingIsWritten) {
  config::LinkConfig config = config_of("a.csv", 0, 20);
  for (const auto& [left, right, message] :
       {std::tuple{"r10001", "x", "no record x"}, std::tuple{"x", "r10001", "no record x"},
        std::tuple{"r10001", "r10001", "the same record"}}) {
    config.explained = {left, right, false};
    test::expect_has(
        test::message_of(ErrorKind::kUsage, [&] { static_cast<void>(printed(config)); }), message);
  }
  EXPECT_FALSE(std::filesystem::exists(config.output));
}

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST_F(LinkTest, TablesAndTheirCsvSayTheSame) {
  config::LinkConfig config = config_of("a.csv", 0, 90);
  config.pairs_csv = folder_.path() / "pairs.csv";
  config.best_csv = folder_.path() / "best.csv";
  config.clusters_csv = folder_.path() / "clusters.csv";
  EXPECT_EQ(printed(config), "");
  const io::ResultFileReader file(config.output);
  for (const std::string name : {"pairs", "best", "clusters"}) {
    EXPECT_EQ(text_of_file(folder_.path() / (name + ".csv")), io::format_csv(file.read_table(name)))
        << name;
  }
  EXPECT_EQ(file.read_table("best").num_rows(), 90U);
  EXPECT_EQ(file.read_table("clusters").num_rows(), 90U);
  const Table pairs = file.read_table("pairs");
  for (const double weight : pairs.floats("weight")) EXPECT_GT(weight, -10);
  EXPECT_EQ(file.attribute_text("link_probability"), "0.5");
}

TEST_F(LinkTest, ManyRowsCrossTheBlocks) {
  config::LinkConfig config = config_of("a.csv", 0, 400);  // 79,800 pairs
  config.pairs_floor_weight = -1000;
  config.pairs_csv = folder_.path() / "pairs.csv";
  static_cast<void>(printed(config));
  const Table pairs = io::ResultFileReader(config.output).read_table("pairs");
  ASSERT_EQ(pairs.num_rows(), 400U * 399 / 2);
  EXPECT_EQ(text_of_file(config.pairs_csv), io::format_csv(pairs));
  for (std::size_t i = 0; i < pairs.num_rows(); ++i) {
    ASSERT_LT(pairs.text("left_id")[i], pairs.text("right_id")[i]);
    if (i == 0) continue;
    const auto key = [&](std::size_t row) {
      return std::pair(pairs.text("left_id")[row], pairs.text("right_id")[row]);
    };
    ASSERT_LT(key(i - 1), key(i));
  }
}

TEST_F(LinkTest, ASavedModelIsUsedAsItIs) {
  config::LinkConfig config = config_of("a.csv", 0, 90);
  config.saved_model = folder_.path() / "one.json";
  static_cast<void>(printed(config));
  config.model = config.saved_model;
  config.saved_model = folder_.path() / "two.json";
  static_cast<void>(printed(config));
  EXPECT_EQ(text_of_file(config.model), text_of_file(config.saved_model));
  config.fields[0].name = "village";
  test::expect_has(
      test::message_of(ErrorKind::kConfiguration, [&] { static_cast<void>(printed(config)); }),
      "does not fit this run");
}

TEST_F(LinkTest, NoOutputFallsOnAnInputOrAnotherOutput) {
  const config::LinkConfig good = config_of("a.csv", 0, 20);
  for (const auto member :
       {&config::LinkConfig::output, &config::LinkConfig::pairs_csv, &config::LinkConfig::best_csv,
        &config::LinkConfig::clusters_csv, &config::LinkConfig::saved_model}) {
    config::LinkConfig bad = good;
    bad.*member = good.left;
    static_cast<void>(
        test::message_of(ErrorKind::kUsage, [&] { static_cast<void>(printed(bad)); }));
    if (member == &config::LinkConfig::output) continue;
    bad.*member = good.output;
    static_cast<void>(
        test::message_of(ErrorKind::kUsage, [&] { static_cast<void>(printed(bad)); }));
  }
}

bool is_told(const std::vector<std::string>& doubts, std::string_view part) {
  return std::any_of(doubts.begin(), doubts.end(), [&](const std::string& doubt) {
    return doubt.find(part) != std::string::npos;
  });
}

TEST_F(LinkTest, DoubtsAreTold) {
  config::LinkConfig config = config_of("a.csv", 0, 120);
  EXPECT_TRUE(find_doubts(link_records(config), config).empty());
  std::string text = "id,forename,surname,born,town\n";
  for (int i = 0; i < 20; ++i) text += "r" + std::to_string(i) + ",ANNA,SMITH,,\n";
  config.left = folder_.write("equal.csv", text);
  const auto doubts = find_doubts(link_records(config), config);
  EXPECT_TRUE(is_told(doubts, "comparison names: \"forename same, surname same\" in every pair"));
  EXPECT_TRUE(is_told(doubts, "comparison date_of_birth: no pair has a value"));
  EXPECT_TRUE(is_told(doubts, "comparison town: no pair has a value"));
  EXPECT_FALSE(is_told(doubts, "identifier"));  // the settings name none
  EXPECT_FALSE(is_told(doubts, "teach little"));
  config.left = config_of("few.csv", 0, 12).left;
  EXPECT_TRUE(is_told(find_doubts(link_records(config), config), "12 records teach little"));
  config.left = folder_.write("none.csv", "id,forename,surname,born,town\n");
  EXPECT_TRUE(is_told(find_doubts(link_records(config), config), "no pair of records to compare"));
}

std::map<std::string, double> counts_of(const LinkedRecords& linked,
                                        const config::LinkConfig& config) {
  std::map<std::string, double> counts;
  for (const stages::SummaryCount& count : count_links(linked, config))
    counts[(count.role.empty() ? "" : count.role + " ") + count.measure] = count.value;
  return counts;
}

TEST_F(LinkTest, CountsAddUp) {
  config::LinkConfig config = config_of("a.csv", 0, 120, kApartRows);
  const LinkedRecords linked = link_records(config);
  auto counts = counts_of(linked, config);
  EXPECT_EQ(counts["left records"], 124);
  EXPECT_EQ(counts["left organisations"], 2);
  EXPECT_EQ(counts["left insufficient"], 2);
  EXPECT_EQ(counts["left linked"] + counts["left ambiguous"] + counts["left below_threshold"] +
                counts["left no_candidate"] + counts["left insufficient"] +
                counts["left organisations"],
            counts["left records"]);
  EXPECT_EQ(counts["pairs_compared"] + counts["pairs_without_values"], 124 * 123 / 2.0);
  const auto& of = linked.decided.clusters;
  EXPECT_EQ(counts["clusters"], *std::max_element(of.begin(), of.end()) + 1);
  const std::vector<std::string> lines = describe_links(count_links(linked, config), linked);
  EXPECT_TRUE(is_told(lines, "2 with too little to link on, 2 organisations"));
}

/// One where all pairs are compared; an estimate where files are blocked.
TEST_F(LinkTest, BlockingRecallIsCountedAndTold) {
  config::LinkConfig config = config_of("a.csv", 0, 120);
  const LinkedRecords whole = link_records(config);
  EXPECT_EQ(counts_of(whole, config)["blocking_recall"], 1);
  config = config_of("b.csv", 0, 1800);
  LinkedRecords blocked = link_records(config);
  const double recall = counts_of(blocked, config)["blocking_recall"];
  EXPECT_GT(recall, 0.95);
  EXPECT_TRUE(is_told(describe_links(count_links(blocked, config), blocked),
                      "of the true pairs are among those compared"));
  stages::BlockingRecall expected;
  for (std::size_t i = 0; i < blocked.pairs.size(); ++i)
    expected.add(blocked.pairs.patterns[blocked.pairs.pattern[i]],
                 model::probability_of(blocked.weighed.weights[i]));
  EXPECT_EQ(recall, expected.estimate());
}

}  // namespace
}  // namespace fsu::commands

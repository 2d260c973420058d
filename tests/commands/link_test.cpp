// `fsu link` over small files of random people: the waterfall of every pair is its weight, pairs
// that no pass found are compared all the same, tables are whole, and doubts are told.
#include "src/commands/link.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "io/csv_writer.hpp"
#include "io/h5_results_reader.hpp"
#include "kernels/core/random.hpp"
#include "src/commands/link_explain.hpp"
#include "src/commands/link_findings.hpp"
#include "src/commands/link_tables.hpp"
#include "tests/cli/error_message.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fsu::commands {
namespace {

constexpr const char* kForenames[] = {"ANNA", "BERTA", "CARLA", "DORIS", "EMMA", "FRIDA"};
constexpr const char* kSurnames[] = {"SMITH", "JONES", "BROWN", "EVANS", "WALKER", "GREENE"};

/// A name with syllables drawn for one person, so that few bear the same.
std::string drawn_name(Random& random, const char* end) {
  constexpr const char* kSyllables[] = {"BA", "KO", "MI", "RU", "TE", "VO", "SHA", "LIN"};
  std::string name;
  for (int i = 0; i < 3; ++i) name += kSyllables[random.below(std::size(kSyllables))];
  return name + end;
}

/// One row; every third person has a second record with a slip in it.
std::string person_row(std::size_t record) {
  const std::size_t person = record - record % 3 / 2;
  Random random(1, 2, person);
  std::string forename = random.chance(0.5) ? kForenames[random.below(6)] : drawn_name(random, "A");
  const std::string surname =
      random.chance(0.3) ? kSurnames[random.below(6)] : drawn_name(random, "SON");
  const std::string date = "19" + std::to_string(50 + random.below(50)) + "-0" +
                           std::to_string(1 + random.below(9)) + "-" +
                           std::to_string(10 + random.below(19));
  if (person != record) forename.pop_back();
  const std::string town = random.chance(0.2) ? "" : kSurnames[random.below(6)];
  return "r" + std::to_string(10000 + record) + "," + forename + "," + surname + "," + date + "," +
         town + "\n";
}

class LinkTest : public ::testing::Test {
 protected:
  config::LinkConfig config_of(const std::string& name, std::size_t begin, std::size_t end) {
    std::string text = "id,forename,surname,born,town\n";
    for (std::size_t record = begin; record < end; ++record) text += person_row(record);
    config::LinkConfig config;
    config.left = folder_.write(name, text);
    config.left_columns = {"id", "forename", "surname", {"born"}, "", {"town"}};
    config.right_columns = config.left_columns;
    config.fields = {{"town", FieldKind::kText}};
    config.output = folder_.path() / "links.h5";
    return config;
  }

  LinkedRecords link_records(const config::LinkConfig& config) {
    LinkedRecords linked;
    linked.is_one_file = config.is_one_file();
    linked.files = stages::read_records(config, reporter_);
    linked.pairs = stages::compare_records(linked.sides(), reporter_);
    linked.weighed = stages::weigh_records(linked.sides(), linked.pairs, {config.uses_context});
    linked.decided =
        stages::decide_records(linked.sides(), linked.pairs, linked.weighed.weights, {});
    return linked;
  }

  std::string printed(const config::LinkConfig& config) {
    std::ostringstream out;
    link(config, reporter_, out);
    return out.str();
  }

  test::TemporaryFolder folder_;
  report::Reporter reporter_{{report::LogLevel::kError, report::LogFormat::kText, true}};
};

TEST_F(LinkTest, TheWaterfallOfEveryPairIsItsWeight) {
  for (const bool uses_context : {true, false}) {
    config::LinkConfig config = config_of("a.csv", 0, 120);
    config.uses_context = uses_context;
    const LinkedRecords linked = link_records(config);
    ASSERT_EQ(linked.pairs.size(), 120U * 119 / 2);
    for (std::size_t i = 0; i < linked.pairs.size(); ++i) {
      const FoundPair pair{linked.pairs.left[i], linked.pairs.right[i]};
      ASSERT_EQ(total_weight(pair_lines(linked, pair, false)), linked.weighed.weights[i]);
      ASSERT_EQ(total_weight(pair_lines(linked, {pair.right, pair.left}, true)),
                linked.weighed.weights[i]);
    }
  }
}

TEST_F(LinkTest, TheSameForTwoFiles) {
  config::LinkConfig config = config_of("a.csv", 0, 80);
  config.right = config_of("b.csv", 40, 130).left;
  const LinkedRecords linked = link_records(config);
  ASSERT_EQ(linked.pairs.size(), 80U * 90);
  for (std::size_t i = 0; i < linked.pairs.size(); ++i) {
    const FoundPair pair{linked.pairs.left[i], linked.pairs.right[i]};
    ASSERT_EQ(total_weight(pair_lines(linked, pair, true)), linked.weighed.weights[i]);
  }
}

/// Whether a pair is a candidate changes nothing but its context: with the pair taken out of those
/// compared, its lines are the same ones.
TEST_F(LinkTest, APairThatNoPassFoundIsComparedAllTheSame) {
  config::LinkConfig config = config_of("a.csv", 0, 60);
  config.uses_context = false;
  LinkedRecords linked = link_records(config);
  const std::vector<Weight> weights = linked.weighed.weights;
  const stages::ComparedPairs all = std::move(linked.pairs);
  linked.pairs = {};
  for (std::size_t i = 0; i < all.size(); i += 7) {
    const FoundPair pair{all.left[i], all.right[i]};
    ASSERT_EQ(total_weight(pair_lines(linked, pair, false)), weights[i]);
  }
  const std::string text = explain_pair(linked, {"r10003", "r10017", false});
  test::expect_has(text, "no candidate: no blocking pass found this pair");
}

TEST_F(LinkTest, ExplainsWithoutPersonalValuesUnlessAsked) {
  config::LinkConfig config = config_of("a.csv", 0, 60);
  const LinkedRecords linked = link_records(config);
  const std::string plain = explain_pair(linked, {"r10001", "r10002", false});
  const std::string open = explain_pair(linked, {"r10001", "r10002", true});
  const Identity& identity = linked.sides().left[1];
  const std::string surname(linked.files.encoded.names[identity.surname.index()]);
  const std::string born = format_date(identity.date_of_birth);
  EXPECT_EQ(plain.find(surname), std::string::npos);
  EXPECT_EQ(plain.find(born), std::string::npos);
  test::expect_has(open, surname);
  test::expect_has(open, born);
  test::expect_has(plain, "r10001 as the left record: linked");
  test::expect_has(plain, "best        r10002, weight");
  test::expect_has(plain, "runner-up   r1");
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

TEST_F(LinkTest, CountsAddUp) {
  config::LinkConfig config = config_of("a.csv", 0, 120);
  const LinkedRecords linked = link_records(config);
  double statuses = 0;
  double records = 0;
  double clusters = 0;
  for (const stages::SummaryCount& count : count_links(linked, config)) {
    const bool is_status = count.measure == "linked" || count.measure == "ambiguous" ||
                           count.measure == "below_threshold" || count.measure == "no_candidate" ||
                           count.measure == "insufficient";
    if (is_status) statuses += count.value;
    if (count.measure == "records") records = count.value;
    if (count.measure == "clusters") clusters = count.value;
  }
  EXPECT_EQ(records, 120);
  EXPECT_EQ(statuses, records);
  const auto& of = linked.decided.clusters;
  EXPECT_EQ(clusters, *std::max_element(of.begin(), of.end()) + 1);
}

}  // namespace
}  // namespace fsu::commands

// The tables of the linkage agree with the links that they are made of.
#include "src/stages/link_tables.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include "src/stages/link_scorer.hpp"
#include "src/stages/model_tables.hpp"
#include "tests/stages/link_force.hpp"

namespace fsu::stages {
namespace {

using test::LinkForce;

class LinkTablesTest : public testing::Test {
 protected:
  LinkTablesTest() : force_(test::random_force(300, 600)) {
    force_.add_log({"", "CITY HOSPITAL"}, {"UNKNOWN", "SMITH", 19000101, "02/73319A"});
    linkage_ = force_.link();
  }

  [[nodiscard]] LinkTableInput input() const {
    return {linkage_, force_.incidents, force_.reports, force_.person_ids};
  }

  LinkForce force_;
  Linkage linkage_;
};

TEST_F(LinkTablesTest, LinksHoldEveryMentionWithACandidate) {
  const std::vector<std::uint32_t> shown = shown_mentions(linkage_.mentions);
  const Table links = links_block(input(), shown);
  links.verify();
  ASSERT_EQ(links.num_rows(), shown.size());
  const std::set<std::string> statuses = {"linked", "ambiguous", "below_threshold"};
  for (std::size_t row = 0; row < links.num_rows(); ++row) {
    const resolve::Decision& decision = linkage_.mentions.decision(shown[row]);
    EXPECT_TRUE(statuses.contains(std::string(links.text("status")[row])));
    EXPECT_EQ(links.text("person_id")[row], force_.person_ids[decision.person.index()]);
    EXPECT_EQ(links.text("incident_id")[row],
              force_.incidents.text("incident_id")[linkage_.mentions.incident_row[shown[row]]]);
    EXPECT_TRUE(std::isfinite(links.floats("weight")[row]));
    EXPECT_GE(links.int64s("pattern")[row], 0);
    EXPECT_GE(links.int64s("candidates")[row], 1);
  }
  const std::vector<std::size_t> widths = links_text_widths(input());
  for (const char* column : {"incident_id", "role", "status", "person_id"}) {
    EXPECT_LE(links.text(column).max_length(), widths[links.spec().index_of(column)]) << column;
  }
}

TEST_F(LinkTablesTest, PatternsAreThoseOfTheLinks) {
  const Table patterns = patterns_table(linkage_.patterns);
  std::set<std::int64_t> known;
  for (const std::int64_t pattern : patterns.int64s("pattern")) known.insert(pattern);
  EXPECT_EQ(known.size(), patterns.num_rows());
  EXPECT_TRUE(std::is_sorted(patterns.int64s("pattern").begin(), patterns.int64s("pattern").end()));
  const Table links = links_block(input(), shown_mentions(linkage_.mentions));
  for (const std::int64_t pattern : links.int64s("pattern")) EXPECT_TRUE(known.contains(pattern));
}

TEST_F(LinkTablesTest, LevelsDecodeThePatterns) {
  const Table levels = levels_table(linkage_.model);
  std::size_t num_levels = 0;
  for (const ComparisonSpec& comparison : mention_comparisons()) {
    num_levels += comparison.levels.size();
  }
  ASSERT_EQ(levels.num_rows(), num_levels);
  // Mixed radix in the order of the table, by its own counts of levels.
  std::vector<std::pair<std::string, std::int64_t>> radix;
  for (std::size_t row = 0; row < levels.num_rows(); ++row) {
    const std::string name(levels.text("comparison")[row]);
    if (radix.empty() || radix.back().first != name) radix.emplace_back(name, 0);
    EXPECT_EQ(levels.int64s("level")[row], radix.back().second++);
  }
  const PatternCode code(mention_comparisons());
  for (const PatternCount& count : linkage_.patterns) {
    auto rest = static_cast<std::int64_t>(count.pattern);
    const Levels expected = code.decode(count.pattern);
    for (std::size_t c = radix.size(); c-- > 0; rest /= radix[c].second) {
      EXPECT_EQ(rest % radix[c].second, expected[c]);
    }
    EXPECT_EQ(rest, 0);
  }
}

TEST_F(LinkTablesTest, SummaryAddsUp) {
  std::map<std::string, double> summary;
  const Table rows = summary_table(linkage_.summary);
  for (std::size_t i = 0; i < rows.num_rows(); ++i) {
    const std::string key =
        std::string(rows.text("role")[i]) + "/" + std::string(rows.text("measure")[i]);
    EXPECT_TRUE(summary.emplace(key, rows.floats("value")[i]).second) << key;
  }
  for (const std::string role : {"originator", "subject", "missing"}) {
    EXPECT_EQ(summary[role + "/mentions"],
              summary[role + "/organisations"] + summary[role + "/insufficient"] +
                  summary[role + "/no_candidate"] + summary[role + "/below_threshold"] +
                  summary[role + "/ambiguous"] + summary[role + "/linked"]);
    EXPECT_GT(summary[role + "/linked"], 0) << role;
  }
  EXPECT_EQ(summary["originator/mentions"] + summary["subject/mentions"],
            static_cast<double>(linkage_.mentions.size()));
  EXPECT_EQ(summary["originator/organisations"], 1);
  EXPECT_EQ(summary["subject/placeholder_dobs"], 1);
  EXPECT_EQ(summary["subject/invalid_pnc_ids"], 1);
  EXPECT_EQ(summary["/persons"], 300);
  EXPECT_EQ(summary["/person_versions"], static_cast<double>(force_.persons.num_rows()));
  EXPECT_GE(summary["/cases"], summary["/mention_identities"]);
}

TEST_F(LinkTablesTest, OthersHaveARowEach) {
  EXPECT_EQ(link_passes_table(linkage_).num_rows(), blocking::kNumPasses);
  EXPECT_EQ(missing_links_table(input()).num_rows(), linkage_.reports.decisions.size());
  const Linkage exact = force_.link(test::exact_linkage());
  EXPECT_EQ(levels_table(exact.model).num_rows() + link_passes_table(exact).num_rows() +
                patterns_table(exact.patterns).num_rows(),
            0u);
}

}  // namespace
}  // namespace fsu::stages

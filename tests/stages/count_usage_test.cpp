// The nine totals of a force of a few rows, counted by hand.
#include "src/stages/count_usage.hpp"

#include <gtest/gtest.h>

#include "tests/stages/small_force.hpp"

namespace fsu::stages {
namespace {

using test::SmallForce;
using test::year_2025;

constexpr std::int64_t kHour = 3600;

/// The totals as "person: suspect offender victim custody custody_s calls seconds calls seconds".
std::vector<std::string> totals_text(const Force& force, const usage::PersonTotals& totals) {
  std::vector<std::string> texts;
  for (std::size_t row = 0; row < totals.size(); ++row) {
    std::string text = std::string(force.person_ids[totals.person[row].index()]) + ":";
    for (const auto& column : totals.totals) text += " " + std::to_string(column[row]);
    texts.push_back(text);
  }
  return texts;
}

using Texts = std::vector<std::string>;

Texts count(const Force& force, const std::vector<LinkedMention>& mentions = {},
            const std::vector<std::int64_t>& seconds = {}, bool counts_non_crimes = false) {
  const Scope scope = settle_scope(force, year_2025());
  return totals_text(force, count_usage({force, scope, seconds, mentions, counts_non_crimes}));
}

SmallForce investigations() {
  SmallForce files;
  files
      .add("investigations", {"V1,2025-01-01T00:00:00,1", "V2,2025-06-01T00:00:00,0",
                              "V3,2024-06-01T00:00:00,1", "V4,2025-12-31T23:59:59,1"})
      .add("investigation_roles",
           {"V1,P1,suspect", "V1,P1,offender", "V1,P1,victim", "V1,P2,victim", "V1,P3,witness",
            "V2,P1,suspect", "V2,P4,victim", "V3,P1,suspect", "V4,P1,suspect", "V4,P2,other"});
  return files;
}

TEST(CountUsage, CrimesCountOncePerPersonAndRole) {
  EXPECT_EQ(count(investigations().join()),
            (Texts{"P1: 2 1 1 0 0 0 0 0 0", "P2: 0 0 1 0 0 0 0 0 0"}));
}

TEST(CountUsage, NonCrimesCountOnWishOnly) {
  EXPECT_EQ(count(investigations().join(), {}, {}, true),
            (Texts{"P1: 3 1 1 0 0 0 0 0 0", "P2: 0 0 1 0 0 0 0 0 0", "P4: 0 0 1 0 0 0 0 0 0"}));
}

TEST(CountUsage, ExcludedPeopleCountNowhere) {
  SmallForce files = investigations();
  files.add("exclusions", {"P1,deceased", "P9,unknown"})
      .add("custody", {"C1,P1,2025-01-01T00:00:00,2025-01-01T01:00:00"});
  EXPECT_EQ(count(files.join()), (Texts{"P2: 0 0 1 0 0 0 0 0 0"}));
}

TEST(CountUsage, CustodyIsCappedAndOpenOnesRunToTheWindowsEnd) {
  SmallForce files;
  files.add("custody", {"C1,P1,2025-01-01T00:00:00,2025-01-01T10:00:00",
                        "C2,P1,2025-02-01T00:00:00,2025-03-01T00:00:00",  // capped
                        "C3,P2,2025-01-02T00:00:00,2025-01-01T00:00:00",  // negative
                        "C4,P3,2025-12-31T22:00:00",                      // open, 2 hours
                        "C5,P3,2025-01-01T00:00:00",                      // open and capped
                        "C6,P4,2024-12-31T00:00:00,2025-01-02T00:00:00",  // outside
                        "C7,P5,,,2025-05-01T00:00:00"});                  // without arrival
  const Force force = files.join();
  EXPECT_EQ(
      count(force),
      (Texts{"P1: 0 0 0 2 " + std::to_string(210 * kHour) + " 0 0 0 0", "P2: 0 0 0 1 0 0 0 0 0",
             "P3: 0 0 0 2 " + std::to_string(202 * kHour) + " 0 0 0 0", "P5: 0 0 0 1 0 0 0 0 0"}));
  const CustodyCounts cases = count_custody_cases(force, settle_scope(force, year_2025()));
  EXPECT_EQ(cases.capped, 2);
  EXPECT_EQ(cases.negative, 1);
  EXPECT_EQ(cases.open, 3);
}

TEST(CountUsage, LogsCountInBothRolesWithTheirSeconds) {
  SmallForce files;
  files.add("persons", {"P1,ANN,LEE", "P2,BOB,RAY"})
      .add("incidents", {"I1,incident,2025-01-01T00:00:00,0", "I2,roc,2025-01-01T00:00:00,0",
                         "I3,incident,2025-01-01T00:00:00,1", "I4,incident,2024-01-01T00:00:00,0"});
  std::vector<LinkedMention> mentions;
  for (std::uint32_t incident = 0; incident < 4; ++incident)
    mentions.push_back({{incident}, MentionRole::kOriginator, {0}});
  mentions.push_back({{0}, MentionRole::kSubject, {0}});
  mentions.push_back({{1}, MentionRole::kSubject, {1}});
  EXPECT_EQ(count(files.join(), mentions, {100, 20, 3000, 40000}),
            (Texts{"P1: 0 0 0 0 0 2 120 1 100", "P2: 0 0 0 0 0 0 0 1 20"}));
}

TEST(CountUsage, NobodyWithoutATotal) {
  SmallForce files;
  files.add("persons", {"P1,ANN,LEE"}).add("incidents", {"I1,roc,2025-01-01T00:00:00,0"});
  EXPECT_EQ(count(files.join(), {}, {0}), Texts{});
}

}  // namespace
}  // namespace fsu::stages

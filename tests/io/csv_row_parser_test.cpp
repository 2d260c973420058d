// Values of a row: maps, roles, partial dates, numbers, and local times settled within a record.
#include "io/csv_row_parser.hpp"

#include <gtest/gtest.h>

#include <array>

#include "kernels/core/date.hpp"
#include "kernels/core/random.hpp"
#include "tests/io/csv_reading.hpp"

namespace fsu::io {
namespace {

using test::cell;
using test::read_text;
using test::reject_texts;

using Texts = std::vector<std::string>;
using Counts = std::map<std::string, std::int64_t>;

TEST(CsvRowParser, ValuesAreMappedToThoseOfTheContract) {
  test::ReadingOptions options;
  options.mapping.column_names = {{"person_id", "Nominal #"}, {"role", "Involvement"}};
  options.mapping.values["role"] = {{"AGGRIEVED", "victim"}, {"Offender, charged", "offender"}};
  const ReadTable table = read_text("investigation_roles",
                                    "Involvement,Nominal #,investigation_id,person_id\n"
                                    "AGGRIEVED,P1,V1,ignored\n"
                                    "\"Offender, charged\",P2,V1,ignored\n"
                                    "suspect,P3,V1,ignored\n"
                                    "aggrieved,P4,V1,ignored\n"
                                    "NEIGHBOUR,P5,V1,ignored\n",
                                    options);
  Texts roles;
  for (std::size_t row = 0; row < table.rows.num_rows(); ++row)
    roles.push_back(cell(table.rows, "role", row) + " " + cell(table.rows, "person_id", row));
  EXPECT_EQ(roles, (Texts{"victim P1", "offender P2", "suspect P3", "other P4", "other P5"}));
  EXPECT_EQ(table.value_counts, (Counts{{"unmapped_role", 2}}));
  EXPECT_EQ(table.unknown_columns.size(), 1U);
}

constexpr const char* kIncidentHeader =
    "incident_id,record_type,created_at,pre_planned,originator_forename,originator_surname,"
    "originator_dob,originator_pnc_id,subject_forename,subject_surname,subject_dob,subject_pnc_"
    "id\n";

TEST(CsvRowParser, FlagsAreMappedAndABlankPrePlannedIsZero) {
  test::ReadingOptions options;
  options.mapping.values["pre_planned"] = {{"PRE-PLANNED EVENT", "1"}, {"N", "0"}};
  const ReadTable table = read_text("incidents",
                                    std::string(kIncidentHeader) +
                                        "I1,incident,2024-01-01T00:00:00,,,,,,,,,\n"
                                        "I2,roc,2024-01-01T00:00:00,PRE-PLANNED EVENT,,,,,,,,\n"
                                        "I3,roc,2024-01-01T00:00:00,N,,,,,,,,\n"
                                        "I4,roc,2024-01-01T00:00:00,1,,,,,,,,\n"
                                        "I5,roc,2024-01-01T00:00:00,Y,,,,,,,,\n",
                                    options);
  EXPECT_EQ(table.rows.flags("pre_planned"), (std::vector<std::int8_t>{0, 1, 0, 1}));
  EXPECT_EQ(reject_texts(table).size(), 1U);
}

TEST(CsvRowParser, AnUnreadableDateOfBirthIsMissingAndCounted) {
  const auto row = [](const std::string& id, const std::string& born) {
    return id + ",roc,2024-01-01T00:00:00,0,,," + born + ",,,,,\n";
  };
  const ReadTable table = read_text(
      "incidents", kIncidentHeader + row("I1", "1980-05-17") + row("I2", "1980-05") +
                       row("I3", "1980") + row("I4", "\?\?\?\?-05-17") + row("I5", "17/05/1980") +
                       row("I6", "1980-02-30") + row("I7", "") + row("I8", "\?\?\?\?-\?\?-\?\?"));
  EXPECT_EQ(table.rows.dates("originator_dob"),
            (std::vector<std::int32_t>{19800517, 19800500, 19800000, 517, 0, 0, 0, 0}));
  EXPECT_EQ(table.value_counts, (Counts{{"unreadable_originator_dob", 2}}));
  EXPECT_TRUE(table.rejects.empty());
}

TEST(CsvRowParser, AnInstantThatIsNotRequiredIsMissingAndCounted) {
  const ReadTable table = read_text("persons",
                                    "person_id,forenames,surname,date_of_birth,pnc_id,recorded_at\n"
                                    "P1,,,,,soon\nP1,,,,,2024-01-01 00:00:00\nP1,,,,,\n");
  EXPECT_EQ(table.rows.int64s("recorded_at"),
            (std::vector<std::int64_t>{kMissingInt64, 1704067200, kMissingInt64}));
  EXPECT_EQ(table.value_counts, (Counts{{"unreadable_recorded_at", 1}}));
}

TEST(CsvRowParser, CountsOfARejectedRowAreNotKept) {
  const ReadTable table =
      read_text("incidents",
                std::string(kIncidentHeader) + "I1,roc,2024-10-27T01:30:00,x,,,1980-02-30,,,,,\n");
  EXPECT_EQ(table.rejects.size(), 1U);
  EXPECT_TRUE(table.value_counts.empty());
}

TEST(CsvRowParser, IdsAreOneToThirtyTwoBytes) {
  const std::string longest(32, 'x');
  const std::string accents = "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9";
  const ReadTable table =
      read_text("exclusions", "person_id,reason\n" + longest + ",\n" + longest + "y,\n" + accents +
                                  accents + ",\n" + accents + accents + "e,\n  ,\n\"\",\n");
  EXPECT_EQ(table.rows.num_rows(), 2U);
  Texts kinds;
  for (const Reject& reject : table.rejects) kinds.emplace_back(reject_kind_name(reject.kind));
  EXPECT_EQ(kinds, (Texts{"id_too_long", "id_too_long", "missing_value", "missing_value"}));
}

TEST(CsvRowParser, HarmIsKeptAsHundredths) {
  const ReadTable table =
      read_text("harm_scores",
                "offence_code,harm_days\nA,182.5\nB,0\nC,5\nD,1.005\nE,0.014\nF,-1\nG,x\nH,1e3\n");
  EXPECT_EQ(table.rows.int64s("harm_days"), (std::vector<std::int64_t>{18250, 0, 500, 101, 1}));
  EXPECT_EQ(table.rejects.size(), 3U);
}

TEST(CsvRowParser, CustodyNeedsAnInstantThatDecidesTheWindow) {
  const ReadTable table = read_text("custody",
                                    "custody_id,person_id,arrived_at,released_at,created_at\n"
                                    "C1,P1,,,2024-01-01T00:00:00\n"
                                    "C2,P1,2024-01-01T00:00:00,,\n"
                                    "C3,P1,,2024-01-01T00:00:00,\n"
                                    "C4,P1,,,soon\n");
  EXPECT_EQ(table.rows.num_rows(), 2U);
  EXPECT_EQ(reject_texts(table),
            (Texts{"0:4:111 arrived_at missing_value", "0:5:139 arrived_at missing_value"}));
}

// In the night of 2024-10-27 London's clocks show 01:00 to 02:00 twice: from 00:00Z and from
// 01:00Z.
constexpr std::int64_t kMidnight = 1729987200;  // 2024-10-27T00:00:00Z
constexpr std::array<const char*, 4> kSteps = {"assigned_at", "deployed_at", "arrived_at",
                                               "released_at"};

using Minutes = std::vector<std::int64_t>;
using Times = std::array<std::string, 4>;
constexpr std::int64_t kNone = kMissingInt64;

/// The times of resource rows in minutes after 2024-10-27T00:00Z; missing where blank.
std::vector<Minutes> settled_rows(const std::vector<Times>& rows) {
  std::string text =
      "incident_id,resource_id,resource_group,assigned_at,deployed_at,arrived_at,released_at\n";
  for (const Times& times : rows) {
    text += "I1,R1,";
    for (const std::string& time : times) text += "," + time;
    text += "\n";
  }
  const ReadTable table = read_text("resources", text);
  std::vector<Minutes> settled(table.rows.num_rows());
  for (std::size_t row = 0; row < settled.size(); ++row) {
    for (const char* const step : kSteps) {
      const std::int64_t instant = table.rows.int64s(step)[row];
      settled[row].push_back(is_missing(instant) ? kNone : (instant - kMidnight) / 60);
    }
  }
  return settled;
}

Minutes settled_minutes(const Times& times) { return settled_rows({times}).at(0); }

std::string at(const std::string& clock) { return "2024-10-27T" + clock + ":00"; }

TEST(AmbiguousTimes, AreTheFirstWhereThatIsInOrder) {
  EXPECT_EQ(settled_minutes({at("01:10"), at("01:20"), at("01:20"), at("01:50")}),
            (Minutes{10, 20, 20, 50}));
  EXPECT_EQ(settled_minutes({at("00:59"), at("01:00"), at("01:59"), at("02:00")}),
            (Minutes{-1, 0, 59, 120}));
}

TEST(AmbiguousTimes, AreTheSecondWhereOnlyThatIsNotBeforeEarlierOnes) {
  EXPECT_EQ(settled_minutes({at("01:50"), "", "", at("01:10")}), (Minutes{50, kNone, kNone, 70}));
  EXPECT_EQ(settled_minutes({at("01:50"), at("01:10"), at("01:40"), at("01:39")}),
            (Minutes{50, 70, 100, 39}));
  EXPECT_EQ(settled_minutes({at("01:30") + "Z", "", "", at("01:40")}),
            (Minutes{90, kNone, kNone, 100}));
}

TEST(AmbiguousTimes, AreTheFirstWhereNeitherFits) {
  EXPECT_EQ(settled_minutes({at("02:30"), "", "", at("01:10")}), (Minutes{150, kNone, kNone, 10}));
}

TEST(AmbiguousTimes, LaterInstantsDoNotDecideEarlierOnes) {
  EXPECT_EQ(settled_minutes({at("01:50"), "", "", at("02:10")}), (Minutes{50, kNone, kNone, 130}));
}

/// The contract's rule, word by word, for times that may each be one of two.
Minutes settle_by_the_rule(const std::vector<std::vector<std::int64_t>>& choices) {
  Minutes settled;
  for (const auto& choice : choices) {
    const auto is_in_order = [&](std::int64_t minute) {
      for (const std::int64_t earlier : settled) {
        if (earlier != kNone && minute < earlier) return false;
      }
      return true;
    };
    std::int64_t minute = choice.empty() ? kNone : choice[0];
    if (choice.size() == 2 && !is_in_order(choice[0]) && is_in_order(choice[1])) minute = choice[1];
    settled.push_back(minute);
  }
  return settled;
}

TEST(AmbiguousTimes, FollowTheRuleInEveryOrder) {
  const std::vector<std::pair<std::string, std::vector<std::int64_t>>> times = {
      {"", {}},
      {at("00:30"), {-30}},
      {at("01:10"), {10, 70}},
      {at("01:50"), {50, 110}},
      {at("02:20"), {140}}};
  std::vector<Times> rows;
  std::vector<Minutes> expected;
  for (std::size_t code = 0; code < 5 * 5 * 5 * 5; ++code) {
    Times row;
    std::vector<std::vector<std::int64_t>> choices;
    for (std::size_t i = 0, rest = code; i < 4; ++i, rest /= 5) {
      row[i] = times[rest % 5].first;
      choices.push_back(times[rest % 5].second);
    }
    rows.push_back(row);
    expected.push_back(settle_by_the_rule(choices));
  }
  EXPECT_EQ(settled_rows(rows), expected);
}

TEST(AmbiguousTimes, CustodysCreationStandsApart) {
  const ReadTable table = read_text("custody",
                                    "custody_id,person_id,created_at,arrived_at,released_at\n"
                                    "C1,P1," +
                                        at("01:50") + "," + at("01:10") + "," + at("01:05") + "\n");
  EXPECT_EQ((table.rows.int64s("created_at")[0] - kMidnight) / 60, 50);
  EXPECT_EQ((table.rows.int64s("arrived_at")[0] - kMidnight) / 60, 10);
  EXPECT_EQ((table.rows.int64s("released_at")[0] - kMidnight) / 60, 65);
  EXPECT_EQ(table.value_counts, (Counts{{"ambiguous_arrived_at", 1},
                                        {"ambiguous_created_at", 1},
                                        {"ambiguous_released_at", 1}}));
}

TEST(SkippedTimes, MoveForwardByTheGapAndAreCounted) {
  const ReadTable table = read_text("arrests",
                                    "arrest_id,person_id,arrested_at\n"
                                    "A1,P1,2024-03-31T01:30:00\nA2,P1,2024-03-31T02:30:00\n");
  EXPECT_EQ(table.rows.int64s("arrested_at")[0], table.rows.int64s("arrested_at")[1]);
  EXPECT_EQ(format_instant(table.rows.int64s("arrested_at")[0]), "2024-03-31T01:30:00Z");
  EXPECT_EQ(table.value_counts, (Counts{{"skipped_arrested_at", 1}}));
}

TEST(Formats, OfAForceServeItsOwnTable) {
  test::ReadingOptions options;
  options.mapping.datetime_format = "%d/%m/%Y %H:%M:%S";
  options.mapping.date_format = "%d %b %Y";
  const ReadTable table = read_text("missing_reports",
                                    "report_id,reported_at,date_of_birth\n"
                                    "R1,01/07/2024 12:00:00,5 MAR 1980\n"
                                    "R2,2024-07-01T12:00:00,\n"
                                    "R3,31/06/2024 12:00:00,\n",
                                    options);
  ASSERT_EQ(table.rows.num_rows(), 1U);
  EXPECT_EQ(format_instant(table.rows.int64s("reported_at")[0]), "2024-07-01T11:00:00Z");
  EXPECT_EQ(table.rows.dates("date_of_birth")[0], 19800305);
  EXPECT_EQ(table.rejects.size(), 2U);
}

}  // namespace
}  // namespace fsu::io

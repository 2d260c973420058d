// The window: its ends, what each table is decided by, what is excluded, and the reconciliation.
#include "src/stages/scope.hpp"

#include <gtest/gtest.h>

#include "kernels/core/date.hpp"
#include "kernels/core/error.hpp"
#include "tests/io/csv_reading.hpp"
#include "tests/stages/small_force.hpp"

namespace fsu::stages {
namespace {

using test::SmallForce;
using test::year_2025;

std::string shown(const Interval& window) {
  return format_instant(window.begin) + " " + format_instant(window.end);
}

TEST(LocalWindow, BeginsAndEndsAtLocalMidnight) {
  EXPECT_EQ(shown(local_window(20260101, 12, "Europe/London")),
            "2025-01-01T00:00:00Z 2026-01-01T00:00:00Z");
  EXPECT_EQ(shown(local_window(20250701, 9, "Europe/London")),
            "2024-09-30T23:00:00Z 2025-06-30T23:00:00Z");
  EXPECT_EQ(shown(local_window(20260101, 12, "America/Los_Angeles")),
            "2025-01-01T08:00:00Z 2026-01-01T08:00:00Z");
}

TEST(LocalWindow, MonthsAreClampedToTheirLastDay) {
  EXPECT_EQ(shown(local_window(20240331, 1, "UTC")), "2024-02-29T00:00:00Z 2024-03-31T00:00:00Z");
  EXPECT_EQ(shown(local_window(20240229, 12, "UTC")), "2023-02-28T00:00:00Z 2024-02-29T00:00:00Z");
}

/// The fates of the rows of a table as letters: Used, Outside, eXcluded.
std::string fates(const Scope& scope, std::string_view table) {
  std::string letters;
  for (const RowFate fate : scope.of(table))
    letters += fate == RowFate::kUsed ? 'U' : fate == RowFate::kExcluded ? 'X' : 'O';
  return letters;
}

/// Instants at both ends of 2025 and just outside of it.
const std::vector<std::string> kEnds = {"2024-12-31T23:59:59", "2025-01-01T00:00:00",
                                        "2025-12-31T23:59:59", "2026-01-01T00:00:00"};

TEST(Scope, TheWindowIsHalfOpenForEachTable) {
  SmallForce files;
  for (std::size_t i = 0; i < kEnds.size(); ++i) {
    const std::string n = std::to_string(i);
    files.add("investigations", {"V" + n + "," + kEnds[i] + ",1"})
        .add("investigation_roles", {"V" + n + ",P1,victim"})
        .add("relationships", {"V" + n + ",P1,P2,SON"})
        .add("incidents", {"I" + n + ",roc," + kEnds[i] + ",0"})
        .add("resources", {"I" + n + ",R1,,2030-01-01T00:00:00"})
        .add("link_decisions", {"I" + n + ",subject,P1,never"})
        .add("custody", {"C" + n + ",P1," + kEnds[i]})
        .add("arrests", {"A" + n + ",P1," + kEnds[i]})
        .add("missing_reports", {"M" + n + "," + kEnds[i]})
        .add("calls", {"L" + n + "," + kEnds[i] + ",5"});
  }
  files.add("persons", {"P1,ANN,LEE,,,,2001-01-01T00:00:00"})
      .add("person_phones", {"P1,0121"})
      .add("harm_scores", {"A,5"})
      .add("exclusions", {"P1,x"});
  const Scope scope = settle_scope(files.join(), year_2025());
  for (const std::string_view table :
       {"investigations", "investigation_roles", "relationships", "incidents", "resources",
        "link_decisions", "custody", "arrests", "missing_reports", "calls"}) {
    EXPECT_EQ(fates(scope, table), "OUUO") << table;
  }
  for (const std::string_view table : {"persons", "person_phones", "harm_scores", "exclusions"})
    EXPECT_EQ(fates(scope, table), "U") << table;
  EXPECT_EQ(scope.fates.size(), io::input_tables().size());
}

TEST(Scope, CustodyGoesByItsCreationElseByArrival) {
  const Force force = SmallForce()
                          .add("custody", {"C1,P1,2024-06-01T00:00:00,,2025-06-01T00:00:00",
                                           "C2,P1,2025-06-01T00:00:00,,2024-06-01T00:00:00",
                                           "C3,P1,2025-06-01T00:00:00", "C4,P1,2024-06-01T00:00:00",
                                           "C5,P1,,,2025-06-01T00:00:00"})
                          .join();
  EXPECT_EQ(fates(settle_scope(force, year_2025()), "custody"), "UOUOU");
}

SmallForce pre_planned_force() {
  SmallForce files;
  files
      .add("incidents", {"I1,incident,2025-06-01T00:00:00,1", "I2,incident,2024-06-01T00:00:00,1",
                         "I3,incident,2025-06-01T00:00:00,", "I4,roc,2024-06-01T00:00:00,0"})
      .add("resources", {"I1,R1", "I2,R1", "I3,R1", "I4,R1", "I9,R1"})
      .add("link_decisions", {"I1,subject,P1,never", "I3,subject,P1,never"})
      .add("calls", {"L1,2025-06-01T00:00:00,5,I1", "L2,2024-06-01T00:00:00,5,I1",
                     "L3,2025-06-01T00:00:00,5,I3", "L4,2025-06-01T00:00:00,5,I9",
                     "L5,2025-06-01T00:00:00,5,I4"});
  return files;
}

TEST(Scope, PrePlannedLogsAreExcludedWithAllThatIsTheirs) {
  const Scope scope = settle_scope(pre_planned_force().join(), year_2025());
  EXPECT_EQ(fates(scope, "incidents"), "XXUO");  // excluded comes before outside
  EXPECT_EQ(fates(scope, "resources"), "XXUO");
  EXPECT_EQ(fates(scope, "link_decisions"), "XU");
  EXPECT_EQ(fates(scope, "calls"), "XXUUU");  // a call goes by its own time
}

TEST(Scope, NothingInTheWindowIsBadDataAndItsSpanIsNamed) {
  const auto message_of = [](const SmallForce& files) {
    const Force force = files.join();
    return test::error_of(ErrorKind::kData,
                          [&] { static_cast<void>(settle_scope(force, year_2025())); });
  };
  SmallForce files;
  EXPECT_NE(message_of(files).find("no usable incident"), std::string::npos);
  files.add("incidents", {"I1,roc,2019-06-01T00:00:00,0"})
      .add("custody", {"C1,P1,2022-01-01T00:00:00"})
      .add("arrests", {"A1,P1,2025-06-01T00:00:00"});
  const std::string message = message_of(files);
  EXPECT_NE(message.find("from 2019-05-31T23:00:00Z to 2022-01-01T00:00:00Z"), std::string::npos)
      << message;
  EXPECT_NE(message.find("--as-of"), std::string::npos);
}

}  // namespace
}  // namespace fsu::stages

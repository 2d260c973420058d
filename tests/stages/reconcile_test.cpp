// The account of every row of every table, by hand.
#include "src/stages/reconcile.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/stages/small_force.hpp"

namespace fsu::stages {
namespace {

using test::SmallForce;
using test::year_2025;

/// The reconciliation of one table as "measure rows".
std::vector<std::string> measures(const Table& table, std::string_view name) {
  std::vector<std::string> texts;
  for (std::size_t row = 0; row < table.num_rows(); ++row) {
    if (table.text("table")[row] == name)
      texts.push_back(std::string(table.text("measure")[row]) + " " +
                      std::to_string(table.int64s("rows")[row]));
  }
  return texts;
}

TEST(Reconciliation, SaysWhereEveryRowWent) {
  SmallForce files;
  files
      .add("incidents", {"I1,incident,2025-06-01T00:00:00,1", "I2,incident,2024-06-01T00:00:00,1",
                         "I3,incident,2025-06-01T00:00:00,", "I4,roc,2024-06-01T00:00:00,0",
                         "I3,incident,2025-06-01T00:00:00,", "I5,letter,2025-06-01T00:00:00,",
                         "I6,roc,2025-10-26T01:30:00,0"})
      .add("resources", {"I1,R1", "I2,R1", "I3,R1", "I4,R1", "I9,R1", "I5,R1", "I3,R1"});
  const Force force = files.join();
  const Table table = reconciliation_table(force, settle_scope(force, year_2025()));
  using Texts = std::vector<std::string>;
  EXPECT_EQ(measures(table, "incidents"),
            (Texts{"rows_read 7", "rows_used 2", "rows_rejected 1", "rows_duplicate 1",
                   "rows_outside_window 1", "rows_excluded 2", "rows_orphan 0",
                   "values_ambiguous_created_at 1"}));
  EXPECT_EQ(measures(table, "resources"),
            (Texts{"rows_read 7", "rows_used 1", "rows_rejected 0", "rows_duplicate 1",
                   "rows_outside_window 1", "rows_excluded 2", "rows_orphan 2"}));
  EXPECT_EQ(measures(table, "harm_scores").size(), 7U);
  for (const io::InputTable& schema : io::input_tables())
    EXPECT_GE(measures(table, schema.name).size(), 7U) << schema.name;
}

TEST(Reconciliation, CustodyTellsHowItsTimesWereSettled) {
  SmallForce files;
  files.add("custody",
            {"C1,P1,2025-01-01T00:00:00,2025-02-01T00:00:00",
             "C2,P1,2025-01-02T00:00:00,2025-01-01T00:00:00", "C3,P1,2025-12-31T00:00:00",
             "C4,P1,2024-01-01T00:00:00,2024-02-01T00:00:00"});
  const Force force = files.join();
  const Table table = reconciliation_table(force, settle_scope(force, year_2025()));
  const auto custody = measures(table, "custody");
  for (const std::string expected : {"custody_capped 1", "custody_negative 1", "custody_open 1"})
    EXPECT_EQ(std::count(custody.begin(), custody.end(), expected), 1) << expected;
}

}  // namespace
}  // namespace fsu::stages

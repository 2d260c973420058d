// Reading a whole force: tables that are absent, the reject limit, and what is counted.
#include "src/stages/read_force.hpp"

#include <gtest/gtest.h>

#include "tests/io/csv_reading.hpp"
#include "tests/stages/small_force.hpp"

namespace fsu::stages {
namespace {

using test::SmallForce;

TEST(ReadForce, EveryTableOfTheContractIsThere) {
  const ForceInput input = SmallForce().add("arrests", {"A1,P1,2025-01-01T00:00:00"}).read();
  EXPECT_EQ(input.tables.size(), io::input_tables().size());
  EXPECT_EQ(input.rows("arrests").num_rows(), 1U);
  EXPECT_EQ(input.tables.at("arrests").parts.size(), 1U);
  const InputRows& calls = input.tables.at("calls");
  EXPECT_EQ(calls.rows.spec().path, "calls");
  EXPECT_EQ(calls.rows.num_rows(), 0U);
  EXPECT_TRUE(calls.parts.empty());
}

TEST(ReadForce, ARequiredTableThatIsAbsentIsNoInput) {
  for (const io::InputTable& table : io::input_tables()) {
    if (!table.is_required) continue;
    const std::string message = test::error_of(
        ErrorKind::kNoInput, [&] { static_cast<void>(SmallForce().remove(table.name).read()); });
    EXPECT_NE(message.find("required table " + table.name), std::string::npos) << message;
  }
}

TEST(ReadForce, EveryRowReadIsAccountedFor) {
  const InputRows rows =
      std::move(SmallForce()
                    .add("custody", {"C1,P1,2025-01-01T00:00:00", "C1,P1,2025-01-01T00:00:00",
                                     "C2,P1,2025-01-01T00:00:00", "C2,P2,2025-01-01T00:00:00",
                                     "C3,P1,soon", "C4,P1,2025-10-26T01:30:00"})
                    .read(SmallForce::kAnyRejects)
                    .tables.at("custody"));
  EXPECT_EQ(rows.num_read, 6);
  EXPECT_EQ(rows.num_duplicates, 1);
  EXPECT_EQ(rows.num_rejected, 3);
  EXPECT_EQ(rows.rows.num_rows(), 2U);
  EXPECT_EQ(rows.rejects.size(), 3U);
  EXPECT_EQ(rows.value_counts, (std::map<std::string, std::int64_t>{{"ambiguous_arrived_at", 1}}));
}

/// 199 good rows and as many bad ones as told; one of them conflicts with a good one.
SmallForce force_with_bad_rows(int num_bad) {
  std::vector<std::string> rows;
  for (int i = 0; i < 199; ++i) rows.push_back("P" + std::to_string(i) + ",moved");
  for (int i = 0; i < num_bad; ++i) rows.push_back(",SECRET");
  return std::move(SmallForce().add("exclusions", rows));
}

TEST(ReadForce, BeyondTheLimitOfATableItStopsAndSaysWhere) {
  EXPECT_NO_THROW(static_cast<void>(force_with_bad_rows(2).read()));  // 2 of 201: below 1 %
  const std::string message =
      test::error_of(ErrorKind::kData, [] { static_cast<void>(force_with_bad_rows(3).read()); });
  for (const std::string_view part :
       {"table exclusions: 3 of 202 rows", "--max-rejects 1 %", "exclusions.csv:201 (byte ",
        "column person_id", "missing_value"}) {
    EXPECT_NE(message.find(part), std::string::npos) << message << " lacks " << part;
  }
  EXPECT_EQ(message.find("SECRET"), std::string::npos);
  EXPECT_NO_THROW(static_cast<void>(force_with_bad_rows(3).read({3, 1.0})));
  EXPECT_THROW(static_cast<void>(force_with_bad_rows(3).read({2, 1.0})), Error);
}

TEST(ReadForce, ConflictsCountTowardsTheLimit) {
  SmallForce force = force_with_bad_rows(0);
  force.add("exclusions", {"P1,moved again"});
  EXPECT_NO_THROW(static_cast<void>(force.read({2, 1.0})));
  EXPECT_THROW(static_cast<void>(force.read({1, 1.0})), Error);
}

TEST(ReadForce, TheFirstTenThousandRejectsAreListedAndAllCounted) {
  const ForceInput input = force_with_bad_rows(10050).read(SmallForce::kAnyRejects);
  const InputRows& rows = input.tables.at("exclusions");
  EXPECT_EQ(rows.num_rejected, 10050);
  EXPECT_EQ(rows.rejects.size(), kMaxListedRejects);
  EXPECT_EQ(rows.rejects.front().origin.line, 201U);
}

TEST(ReadForce, OneTableAloneFollowsTheSameRules) {
  const test::TemporaryFolder folder;
  const io::TableSource source{&io::input_table("exclusions"),
                               {folder.write("any name.csv", "person_id,reason\nP2,\nP1,\nP2,\n")},
                               {}};
  report::Reporter reporter = test::quiet_reporter();
  const InputRows rows = read_one_table(source, {}, reporter);
  EXPECT_EQ(test::rows_text(rows.rows), "P1,\nP2,\n");
  EXPECT_EQ(rows.num_duplicates, 1);
  ASSERT_EQ(reporter.stages().size(), 1U);
  EXPECT_EQ(reporter.stages()[0].rows, 3);
  EXPECT_EQ(reporter.stages()[0].bytes, 29);
}

TEST(FindTables, MappingsGoToTheirTable) {
  const test::TemporaryFolder folder;
  for (const io::InputTable& table : io::input_tables()) folder.write(table.name + ".csv", "");
  config::InputConfig config;
  config.folder = folder.path();
  config.mappings["calls"].datetime_format = "%F %T";
  const auto sources = find_tables(config);
  ASSERT_EQ(sources.size(), io::input_tables().size());
  for (std::size_t i = 0; i < sources.size(); ++i) {
    EXPECT_EQ(sources[i].schema, &io::input_tables()[i]);
    EXPECT_EQ(sources[i].mapping.datetime_format.empty(), sources[i].schema->name != "calls");
  }
}

}  // namespace
}  // namespace fsu::stages

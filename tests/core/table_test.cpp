// Tables: columns by name and type, append, gather, and the order of rows.
#include "kernels/core/table.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "kernels/core/missing.hpp"

namespace fsu {
namespace {

TableSpec spec_of_all_types() {
  return {"t",
          "",
          {{"name", ColumnType::kText, "", ""},
           {"at", ColumnType::kInstant, "", ""},
           {"day", ColumnType::kDate, "", ""},
           {"count", ColumnType::kInt64, "", ""},
           {"flag", ColumnType::kFlag, "", ""},
           {"score", ColumnType::kFloat64, "", ""}}};
}

void add_row(Table& table, std::string_view name, int number) {
  table.text("name").push_back(name);
  table.int64s("at").push_back(number);
  table.dates("day").push_back(number);
  table.int64s("count").push_back(-number);
  table.flags("flag").push_back(static_cast<std::int8_t>(number % 2));
  table.floats("score").push_back(number / 2.0);
}

Table three_rows() {
  Table table(spec_of_all_types());
  add_row(table, "b", 1);
  add_row(table, "", 2);
  add_row(table, "a", 3);
  return table;
}

TEST(Table, BeginsEmptyWithItsColumns) {
  const Table table(spec_of_all_types());
  EXPECT_EQ(table.num_rows(), 0U);
  EXPECT_NO_THROW(table.verify());
  EXPECT_TRUE(table.text("name").empty());
  EXPECT_EQ(Table().num_rows(), 0U);
}

TEST(Table, AnUnknownColumnIsAFaultOfTheProgram) {
  Table table = three_rows();
  EXPECT_THROW(static_cast<void>(table.text("nome")), InternalError);
  EXPECT_THROW(static_cast<void>(table.text("")), InternalError);
  EXPECT_THROW(static_cast<void>(table.spec().index_of("NAME")), InternalError);
}

TEST(Table, AColumnOfAnotherTypeIsAFaultOfTheProgram) {
  Table table = three_rows();
  EXPECT_THROW(static_cast<void>(table.text("at")), InternalError);
  EXPECT_THROW(static_cast<void>(table.int64s("day")), InternalError);
  EXPECT_THROW(static_cast<void>(table.dates("at")), InternalError);
  EXPECT_THROW(static_cast<void>(table.flags("score")), InternalError);
  EXPECT_THROW(static_cast<void>(table.floats("flag")), InternalError);
}

TEST(Table, AppendAddsAllColumns) {
  Table table = three_rows();
  table.append(Table(spec_of_all_types()));
  EXPECT_EQ(table.num_rows(), 3U);
  table.append(three_rows());
  table.verify();
  EXPECT_EQ(table.num_rows(), 6U);
  EXPECT_EQ(table.text("name")[5], "a");
  EXPECT_EQ(table.int64s("count")[4], -2);
  EXPECT_EQ(table.floats("score")[3], 0.5);
}

TEST(Table, AppendRefusesOtherColumns) {
  Table table = three_rows();
  EXPECT_THROW(table.append(Table()), InternalError);
}

TEST(Table, GatherPicksRowsInTheGivenOrder) {
  const Table gathered = three_rows().gather(std::array<std::uint32_t, 4>{2, 0, 2, 1});
  gathered.verify();
  EXPECT_EQ(gathered.num_rows(), 4U);
  EXPECT_EQ(gathered.int64s("at"), (std::vector<std::int64_t>{3, 1, 3, 2}));
  EXPECT_EQ(gathered.dates("day"), (std::vector<std::int32_t>{3, 1, 3, 2}));
  EXPECT_EQ(gathered.flags("flag"), (std::vector<std::int8_t>{1, 1, 1, 0}));
  EXPECT_EQ(gathered.text("name")[1], "b");
  EXPECT_EQ(three_rows().gather({}).num_rows(), 0U);
}

TEST(Table, VerifyFindsColumnsOfUnequalLength) {
  Table table = three_rows();
  table.flags("flag").push_back(0);
  EXPECT_THROW(table.verify(), InternalError);
}

int compare(const Table& table, std::vector<std::size_t> columns, std::size_t a, std::size_t b) {
  return compare_rows(table, columns, a, b);
}

TEST(CompareRows, GoesByColumnsInTheirOrder) {
  const Table table = three_rows();
  EXPECT_GT(compare(table, {0}, 0, 2), 0);     // b after a
  EXPECT_LT(compare(table, {1}, 0, 2), 0);     // 1 before 3
  EXPECT_LT(compare(table, {1, 0}, 0, 2), 0);  // the first column decides
  EXPECT_GT(compare(table, {3}, 0, 2), 0);     // -1 after -3
  EXPECT_LT(compare(table, {4, 2}, 0, 2), 0);  // equal flags, then the day
  EXPECT_EQ(compare(table, {}, 0, 2), 0);
  EXPECT_EQ(compare(table, {0, 1, 2, 3, 4, 5}, 1, 1), 0);
}

TEST(CompareRows, TextsGoByUnsignedBytesAndNumbersBySign) {
  Table table(spec_of_all_types());
  add_row(table, "\xC3\x84", 0);
  add_row(table, "z", 0);
  add_row(table, "z ", 0);
  table.int64s("at") = {kMissingInt64, -1, 1};
  EXPECT_GT(compare(table, {0}, 0, 1), 0);
  EXPECT_LT(compare(table, {0}, 1, 2), 0);
  EXPECT_LT(compare(table, {1}, 0, 1), 0);
  EXPECT_LT(compare(table, {1}, 1, 2), 0);
}

TEST(CompareRows, AMissingFloatComesFirstAndEqualsItself) {
  Table table = three_rows();
  table.floats("score") = {-1e300, kMissingFloat64, kMissingFloat64};
  EXPECT_GT(compare(table, {5}, 0, 1), 0);
  EXPECT_LT(compare(table, {5}, 1, 0), 0);
  EXPECT_EQ(compare(table, {5}, 1, 2), 0);
}

}  // namespace
}  // namespace fsu

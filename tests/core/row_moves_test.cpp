// Rows that change places, against a column that is built anew.
#include "kernels/core/row_moves.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <string>

#include "kernels/core/random.hpp"
#include "kernels/core/table.hpp"

namespace fsu {
namespace {

/// Texts of all lengths, so that ends, blocks and bytes all move.
std::string text_of(std::size_t row) {
  return std::string(row * 7 % 23, 'a') + std::to_string(row);
}

Table table_of(std::size_t num_rows, bool is_coded) {
  Table table(TableSpec{"t",
                        "",
                        {{"text", ColumnType::kText, "", ""},
                         {"number", ColumnType::kInt64, "", ""},
                         {"date", ColumnType::kDate, "", ""},
                         {"flag", ColumnType::kFlag, "", ""},
                         {"float", ColumnType::kFloat64, "", ""}}});
  StringColumn texts;
  UnsetVector<std::uint32_t> codes;
  for (std::size_t row = 0; row < num_rows; ++row) {
    texts.push_back(text_of(row));
    codes.push_back(static_cast<std::uint32_t>(row));
    table.int64s("number").push_back(static_cast<std::int64_t>(row) << 33);
    table.dates("date").push_back(static_cast<std::int32_t>(row));
    table.flags("flag").push_back(static_cast<std::int8_t>(row % 2));
    table.floats("float").push_back(static_cast<double>(row) / 4);
  }
  table.text("text") =
      is_coded ? StringColumn::coded(std::move(texts), std::move(codes)) : std::move(texts);
  return table;
}

void expect_rows(const Table& table, const std::vector<std::uint32_t>& rows) {
  table.verify();
  ASSERT_EQ(table.num_rows(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ASSERT_EQ(table.text("text")[i], text_of(rows[i])) << i;
    ASSERT_EQ(table.int64s("number")[i], std::int64_t{rows[i]} << 33);
    ASSERT_EQ(table.dates("date")[i], static_cast<std::int32_t>(rows[i]));
    ASSERT_EQ(table.flags("flag")[i], static_cast<std::int8_t>(rows[i] % 2));
    ASSERT_EQ(table.floats("float")[i], static_cast<double>(rows[i]) / 4);
  }
}

/// Some rows are left out, some are taken from their place and put back somewhere.
std::vector<RowStretch> random_stretches(std::uint32_t num_rows, Random& random) {
  std::vector<RowStretch> kept;
  std::vector<RowStretch> moved;
  for (std::uint32_t begin = 0; begin < num_rows;) {
    const auto end = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(num_rows, begin + 1 + random.below(num_rows / 8 + 1)));
    const std::uint64_t fate = random.below(4);
    if (fate == 0) moved.push_back({begin, end, true});
    if (fate > 1) kept.push_back({begin, end});
    begin = end;
  }
  for (const RowStretch& stretch : moved)
    kept.insert(kept.begin() + static_cast<std::ptrdiff_t>(random.below(kept.size() + 1)), stretch);
  return kept;
}

TEST(RowMoves, StretchesGoWhereTheyAreNamed) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed, 1, 0);
    const auto num_rows = static_cast<std::uint32_t>(seed < 40 ? random.below(60) : 9000 + seed);
    const std::vector<RowStretch> stretches = random_stretches(num_rows, random);
    std::vector<std::uint32_t> expected;
    for (const RowStretch& stretch : stretches) {
      for (std::uint32_t row = stretch.begin; row < stretch.end; ++row) expected.push_back(row);
    }
    for (const bool is_coded : {false, true}) {
      Table table = table_of(num_rows, is_coded);
      table.rearrange(stretches);
      expect_rows(table, expected);
      table = table_of(num_rows, is_coded);
      table.keep_rows(expected);
      expect_rows(table, expected);
    }
  }
}

TEST(RowMoves, RowsCanBeAddedBehindAMove) {
  StringColumn texts;
  for (std::size_t row = 0; row < 5000; ++row) texts.push_back(text_of(row));
  texts.rearrange(std::vector<RowStretch>{{0, 4095}, {4097, 4098}});
  texts.push_back("behind");
  EXPECT_EQ(texts.size(), 4097U);
  EXPECT_EQ(texts[4095], text_of(4097));
  EXPECT_EQ(texts[4096], "behind");
}

TEST(RowMoves, PermutationsStayWithinTheirRows) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Random random(seed, 2, 0);
    const auto num_rows = static_cast<std::uint32_t>(seed < 30 ? random.below(80) : 9000 + seed);
    std::vector<std::uint32_t> expected(num_rows);
    std::iota(expected.begin(), expected.end(), 0U);
    std::vector<RowPermutation> permutations;
    for (std::uint32_t begin = 0; begin < num_rows;) {
      const auto end = static_cast<std::uint32_t>(
          std::min<std::uint64_t>(num_rows, begin + 1 + random.below(num_rows / 4 + 1)));
      if (random.chance(0.7)) {
        for (std::uint32_t i = end; i > begin + 1; --i)
          std::swap(expected[i - 1], expected[begin + random.below(i - begin)]);
        permutations.push_back({begin, {expected.begin() + begin, expected.begin() + end}});
      }
      begin = end;
    }
    for (const bool is_coded : {false, true}) {
      Table table = table_of(num_rows, is_coded);
      table.permute(permutations, std::vector<std::size_t>{0, 1, 2, 3, 4});
      expect_rows(table, expected);
    }
  }
}

}  // namespace
}  // namespace fsu

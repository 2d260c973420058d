// Tables made part by part against the same rows made at once.
#include "src/stages/table_in_parts.hpp"

#include <gtest/gtest.h>

#include <string>

#include "kernels/core/random.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::stages {
namespace {

TableSpec every_kind() {
  return {"table",
          "A table",
          {{"text", ColumnType::kText, "", ""},
           {"number", ColumnType::kInt64, "", ""},
           {"date", ColumnType::kDate, "", ""},
           {"flag", ColumnType::kFlag, "", ""},
           {"share", ColumnType::kFloat64, "", ""}}};
}

Table rows_of(std::size_t begin, std::size_t end) {
  Table table(every_kind());
  for (std::size_t row = begin; row < end; ++row) {
    Random random(8, 0, row);
    table.text("text").push_back(std::string(random.below(9), static_cast<char>('a' + row % 26)));
    table.int64s("number").push_back(static_cast<std::int64_t>(random.next()));
    table.dates("date").push_back(static_cast<std::int32_t>(random.below(1000)));
    table.flags("flag").push_back(static_cast<std::int8_t>(row % 2));
    table.floats("share").push_back(random.uniform());
  }
  return table;
}

TEST(TableInParts, IsTheTableMadeAtOnce) {
  for (const auto& setting : test::all_parallel_settings()) {
    const test::ScopedParallelSetting scope(setting);
    for (const std::size_t begin : std::vector<std::size_t>{0, 5}) {
      for (const std::size_t rows : std::vector<std::size_t>{0, 1, 8191, 8192, 8193, 30'000}) {
        const Table expected = rows_of(begin, begin + rows);
        const Table actual = table_in_parts(every_kind(), begin, begin + rows, rows_of);
        actual.verify();
        ASSERT_EQ(actual.num_rows(), rows) << describe(setting);
        for (std::uint32_t row = 0; row < rows; ++row) {
          ASSERT_EQ(actual.text("text")[row], expected.text("text")[row]);
          ASSERT_EQ(actual.int64s("number")[row], expected.int64s("number")[row]);
          ASSERT_EQ(actual.dates("date")[row], expected.dates("date")[row]);
          ASSERT_EQ(actual.flags("flag")[row], expected.flags("flag")[row]);
          ASSERT_EQ(actual.floats("share")[row], expected.floats("share")[row]);
        }
      }
    }
  }
}

}  // namespace
}  // namespace fsu::stages

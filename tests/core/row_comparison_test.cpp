// Prepared comparisons of rows and texts against the plain ones.
#include "kernels/core/row_comparison.hpp"

#include <gtest/gtest.h>

#include <string>

#include "kernels/core/missing.hpp"
#include "kernels/core/random.hpp"
#include "kernels/core/text_order.hpp"

namespace fsu {
namespace {

int sign(int order) { return static_cast<int>(order > 0) - static_cast<int>(order < 0); }

TEST(TextOrder, AgreesWithTheOrderOfBytes) {
  Random random(1, 1, 0);
  for (int i = 0; i < 200'000; ++i) {
    std::string a(random.below(20), 'm');
    std::string b = random.chance(0.7) ? a : std::string(random.below(20), 'm');
    for (std::string* text : {&a, &b}) {
      if (!text->empty() && random.chance(0.8))
        (*text)[random.below(text->size())] = static_cast<char>(random.below(256));
    }
    ASSERT_EQ(sign(order_of_texts(a, b)), sign(a.compare(b))) << a << ' ' << b;
    ASSERT_EQ(are_equal_texts(a, b), a == b) << a << ' ' << b;
  }
}

Table random_table(std::size_t num_rows, bool is_coded, std::uint64_t seed) {
  Table table(TableSpec{"t",
                        "",
                        {{"text", ColumnType::kText, "", ""},
                         {"flag", ColumnType::kFlag, "", ""},
                         {"number", ColumnType::kInstant, "", ""},
                         {"date", ColumnType::kDate, "", ""},
                         {"float", ColumnType::kFloat64, "", ""}}});
  StringColumn dictionary;
  for (const char* text : {"b", "", "abcdefgh", "abcdefgi", "a"}) dictionary.push_back(text);
  // A large dictionary is not ranked.
  for (std::size_t i = 0; seed % 2 == 0 && i < 70'000; ++i)
    dictionary.push_back("w" + std::to_string(i));
  UnsetVector<std::uint32_t> codes;
  StringColumn texts;
  for (std::size_t row = 0; row < num_rows; ++row) {
    Random random(seed, 1, row);
    codes.push_back(static_cast<std::uint32_t>(random.below(6) % dictionary.size()));
    texts.push_back(dictionary[codes.back()]);
    table.flags("flag").push_back(random.chance(0.5) ? 1 : 0);
    table.int64s("number").push_back(random.chance(0.3) ? kMissingInt64 : random.between(-1, 1));
    table.dates("date").push_back(static_cast<std::int32_t>(random.below(2)));
    table.floats("float").push_back(random.chance(0.5) ? kMissingFloat64 : -0.5);
  }
  table.text("text") =
      is_coded ? StringColumn::coded(std::move(dictionary), std::move(codes)) : std::move(texts);
  return table;
}

TEST(RowComparison, AgreesWithCompareRows) {
  const std::vector<std::size_t> columns = {0, 3, 1, 4, 2};
  for (std::uint64_t seed = 0; seed < 4; ++seed) {
    const Table table = random_table(120, seed / 2 == 0, seed);
    const RowComparison comparison(table, columns);
    for (std::size_t a = 0; a < table.num_rows(); ++a) {
      for (std::size_t b = 0; b < table.num_rows(); ++b) {
        const RowComparison::Result result = comparison.compare(a, b);
        ASSERT_EQ(sign(result.order), sign(compare_rows(table, columns, a, b)));
        const auto before = std::span(columns).first(result.place);
        ASSERT_EQ(compare_rows(table, before, a, b), 0);
        ASSERT_EQ(result.order == 0, result.place == columns.size());
      }
    }
  }
}

}  // namespace
}  // namespace fsu

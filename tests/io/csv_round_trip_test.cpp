// What the CSV writer writes, the CSV reader reads back: random tables of every kind.
#include <gtest/gtest.h>

#include "io/csv_writer.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/random.hpp"
#include "tests/io/csv_reading.hpp"

namespace fsu::io {
namespace {

std::string random_text(Random& random, std::size_t max_length) {
  const std::vector<std::string> pieces = {
      "a",    "B", "7", ",", "\"", "\n",       "\r",
      "\r\n", "'", "=", "|", " ",  "\xC3\xA9", "\xF0\x9F\x98\x80"};
  std::string text;
  for (std::uint64_t i = random.below(8); i > 0; --i) text += pieces[random.below(pieces.size())];
  if (text.size() > max_length) text.clear();
  // Blanks around a value are no part of it.
  while (text.starts_with(' ')) text.erase(0, 1);
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

std::int32_t random_date(Random& random) {
  const std::int32_t date = date_of_days(random.between(-40000, 20000));
  const std::uint64_t known = random.below(8);  // a bit for each part
  return pack_date((known & 1) != 0 ? year_of(date) : 0, (known & 2) != 0 ? month_of(date) : 0,
                   (known & 4) != 0 ? day_of(date) : 0);
}

std::int64_t random_number(Random& random, const InputColumn& input) {
  if (!input.is_value_required && random.chance(0.3)) return kMissingInt64;
  switch (input.kind) {
    case ValueKind::kInstant:
      return random.between(-4000000000, 8000000000);
    default:
      return random.between(0, 1000000);
  }
}

void push_random(Table& table, const InputColumn& input, Random& random) {
  const std::string& name = input.column.name;
  switch (input.kind) {
    case ValueKind::kId:
      return table.text(name).push_back(input.is_value_required ? "x" + random_text(random, 31)
                                                                : random_text(random, 32));
    case ValueKind::kText:
      return table.text(name).push_back(random_text(random, 100) +
                                        (input.is_value_required ? "x" : ""));
    case ValueKind::kCategory:
    case ValueKind::kRole:
      return table.text(name).push_back(input.categories[random.below(input.categories.size())]);
    case ValueKind::kFlag:
      return table.flags(name).push_back(static_cast<std::int8_t>(random.below(2)));
    case ValueKind::kDateOfBirth:
    case ValueKind::kWrittenDate:
      return table.dates(name).push_back(random_date(random));
    case ValueKind::kInstant:
    case ValueKind::kCount:
    case ValueKind::kHundredths:
      return table.int64s(name).push_back(random_number(random, input));
  }
}

Table random_table(const InputTable& schema, std::size_t num_rows, std::uint64_t seed) {
  Table table(schema.table_spec());
  for (std::size_t row = 0; row < num_rows; ++row) {
    Random random(seed, 1, row);
    for (const InputColumn& input : schema.columns) push_random(table, input, random);
    if (!schema.any_required.empty()) table.int64s(schema.any_required.front()).back() = 0;
  }
  table.verify();
  return table;
}

CsvOptions options_for(const InputTable& schema) {
  CsvOptions options;
  for (const InputColumn& input : schema.columns) {
    if (input.kind == ValueKind::kHundredths) options.hundredths.push_back(input.column.name);
  }
  return options;
}

TEST(CsvRoundTrip, EveryInputTableComesBack) {
  for (const InputTable& schema : input_tables()) {
    for (const std::size_t num_rows : {0U, 1U, 50U, 400U}) {
      const Table written = random_table(schema, num_rows, num_rows);
      const std::string text = format_csv(written, options_for(schema));
      const ReadTable read = test::read_text(schema.name, text);
      EXPECT_TRUE(read.rejects.empty()) << test::reject_texts(read).front();
      EXPECT_TRUE(read.value_counts.empty()) << read.value_counts.begin()->first;
      ASSERT_EQ(read.rows.num_rows(), num_rows) << schema.name;
      ASSERT_EQ(format_csv(read.rows, options_for(schema)), text) << schema.name;
      ASSERT_EQ(test::rows_text(read.rows), test::rows_text(written)) << schema.name;
    }
  }
}

TEST(CsvRoundTrip, LocalCivilTimesComeBackInTheirZone) {
  Table table(input_table("arrests").table_spec());
  Random random(3, 0, 0);
  for (int i = 0; i < 200; ++i) {
    table.text("arrest_id").push_back("A" + std::to_string(i));
    table.text("person_id").push_back("P");
    // Around noon, when no clock is changed.
    table.int64s("arrested_at").push_back(random.between(0, 20000) * 86400 + 43200);
  }
  test::complete_rows(table, 200);
  CsvOptions options;
  options.instants = InstantForm::kLocalCivil;
  test::ReadingOptions reading;
  reading.time_zone = "America/Los_Angeles";
  const ReadTable read = test::read_text("arrests", format_csv(table, options), reading);
  const TimeZone zone("America/Los_Angeles");
  ASSERT_EQ(read.rows.num_rows(), 200U);
  for (std::size_t row = 0; row < 200; ++row) {
    const LocalTime local = zone.resolve(table.int64s("arrested_at")[row]);
    EXPECT_EQ(read.rows.int64s("arrested_at")[row], local.first);
  }
}

}  // namespace
}  // namespace fsu::io

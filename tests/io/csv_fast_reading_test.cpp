// The fast reader against the slow one: the same rows, order, places, rejects, counts and failures
// on random tables with faults of every kind, for any range size, thread count and path.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "io/csv_table.hpp"
#include "kernels/core/isa.hpp"
#include "kernels/core/random.hpp"
#include "tests/io/csv_reading.hpp"
#include "tests/io/csv_table_reference.hpp"
#include "tests/support/parallel_setting.hpp"

namespace fsu::io {
namespace {

const std::vector<std::string> kTables = {"persons", "investigations", "investigation_roles",
                                          "custody", "incidents",      "resources",
                                          "calls",   "harm_scores",    "exclusions"};

std::string number_text(std::int64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

/// Days of an extract: mostly the same few.
bool has_few_days = false;

std::string random_day(Random& random) {
  if (has_few_days && random.chance(0.97))
    return random.chance(0.6) ? "2024-07-01" : random.chance(0.8) ? "2024-07-02" : "2024-12-24";
  // Days of the change of clocks come up often.
  if (random.chance(0.2)) return random.chance(0.5) ? "2024-10-27" : "2024-03-31";
  return number_text(random.between(1890, 2030), 4) + "-" + number_text(random.between(1, 12), 2) +
         "-" + number_text(random.between(1, 31), 2);
}

std::string random_instant(Random& random) {
  const std::string text = random_day(random) + (random.chance(0.7) ? "T" : " ") +
                           number_text(random.between(0, random.chance(0.3) ? 2 : 24), 2) + ":" +
                           number_text(random.between(0, 60), 2) + ":" +
                           number_text(random.between(0, 60), 2);
  const std::vector<std::string> ends = {"Z", "+01:00", ".250", "-0530", "x", " ", "0"};
  return random.chance(0.85) ? text : text + ends[random.below(ends.size())];
}

std::string random_word(Random& random) {
  const std::vector<std::string> words = {"",
                                          "A",
                                          "BIRMINGHAM",
                                          "12 HIGH STREET, DUDLEY",
                                          "ANNE-MARIE O'NEIL",
                                          "\xC3\x89LODIE",
                                          "WOLVERHAMPTON",
                                          "+447700900123",
                                          "sixteen letters!",
                                          "seventeen letters",
                                          "!",
                                          "a rather long text of more than thirty-two bytes"};
  if (random.chance(0.6)) return words[random.below(words.size())];
  return "X" + std::to_string(random.below(2000));
}

std::string random_value(const InputColumn& input, Random& random) {
  if (random.chance(input.is_value_required ? 0.01 : 0.2)) return "";
  if (random.chance(0.01)) return random_word(random);
  switch (input.kind) {
    case ValueKind::kId:
      return random.chance(0.01) ? std::string(30 + random.below(5), 'I')
                                 : "ID" + std::to_string(random.below(100000));
    case ValueKind::kText:
      return random_word(random);
    case ValueKind::kCategory:
    case ValueKind::kRole:
      return random.chance(0.95) ? input.categories[random.below(input.categories.size())]
                                 : (random.chance(0.5) ? "MAPPED" : "unknown");
    case ValueKind::kFlag:
      return random.chance(0.95) ? (random.chance(0.5) ? "1" : "0") : "YES";
    case ValueKind::kInstant:
      return random_instant(random);
    case ValueKind::kDateOfBirth:
    case ValueKind::kWrittenDate:
      return random.chance(0.8) ? random_day(random) : random_day(random).substr(0, 7);
    case ValueKind::kCount:
      return std::to_string(random.below(100000));
    case ValueKind::kHundredths:
      return std::to_string(random.below(1000)) + "." + std::to_string(random.below(1000));
  }
  return "";
}

/// A value as a field: quoted where it must be, and sometimes where it need not.
std::string field_of(std::string value, Random& random) {
  if (random.chance(0.01)) value += "\nsecond line";
  if (random.chance(0.01)) value += " \"quoted\"";
  const bool must_quote = value.find_first_of(",\"\n") != std::string::npos;
  if (random.chance(0.02)) value = " " + value + "\t";
  if (!must_quote && !random.chance(0.05)) return value;
  std::string quoted = "\"";
  for (const char c : value) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"" + (random.chance(0.02) ? " " : "");
}

/// Damages single bytes: quotes, line ends, NUL, bytes that are no UTF-8, commas.
void damage(std::string& text, std::size_t from, double per_byte, Random& random) {
  const std::string bad = std::string("\"\"\n\r,") + '\0' + "\xFF\xC3 x";
  const auto times = static_cast<std::size_t>(per_byte * static_cast<double>(text.size() - from));
  for (std::size_t i = 0; i < times && from < text.size(); ++i) {
    const std::size_t at = from + random.below(text.size() - from);
    if (random.chance(0.3)) {
      text.erase(at, 1);
    } else if (random.chance(0.5)) {
      text.insert(at, 1, bad[random.below(bad.size())]);
    } else {
      text[at] = bad[random.below(bad.size())];
    }
  }
}

/// The columns of a file in a random order, some optional ones left out, some unknown put in.
std::vector<const InputColumn*> random_columns(const InputTable& schema, Random& random) {
  std::vector<const InputColumn*> columns;
  for (const InputColumn& input : schema.columns) {
    if (input.is_required || random.chance(0.8)) columns.push_back(&input);
  }
  if (random.chance(0.3)) columns.push_back(nullptr);
  for (std::size_t i = columns.size(); i > 1; --i)
    std::swap(columns[i - 1], columns[random.below(i)]);
  return columns;
}

std::string random_file(const InputTable& schema, std::size_t num_records, double damage_per_byte,
                        Random& random) {
  const std::vector<const InputColumn*> columns = random_columns(schema, random);
  const std::string line_end = random.chance(0.3) ? "\r\n" : "\n";
  std::string text = random.chance(0.2) ? "\xEF\xBB\xBF" : "";
  for (const InputColumn* column : columns)
    text +=
        (column == nullptr ? "mood" : column->column.name) + (column == columns.back() ? "" : ",");
  text += line_end;
  const std::size_t begin = text.size();
  for (std::size_t i = 0; i < num_records; ++i) {
    if (random.chance(0.01)) text += line_end;
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const std::string value =
          columns[k] == nullptr ? random_word(random) : random_value(*columns[k], random);
      text += field_of(value, random) + (k + 1 < columns.size() ? "," : "");
    }
    if (random.chance(0.01)) text += ",one more";
    if (i + 1 < num_records || random.chance(0.5)) text += line_end;
  }
  damage(text, begin, damage_per_byte, random);
  return text;
}

TableMapping random_mapping(const InputTable& schema, Random& random) {
  TableMapping mapping;
  if (random.chance(0.15)) mapping.datetime_format = "%Y-%m-%dT%H:%M:%S";
  if (random.chance(0.15)) mapping.date_format = "%Y-%m-%d";
  for (const InputColumn& input : schema.columns) {
    if (!random.chance(0.1)) continue;
    auto& values = mapping.values[input.column.name];
    values["MAPPED"] = input.categories.empty() ? "1" : input.categories.back();
    values["A"] = "a much longer value than that of the file";
    if (random.chance(0.3)) values[""] = input.kind == ValueKind::kFlag ? "1" : "BLANK";
  }
  return mapping;
}

/// Codes are numbered as texts first appear, and every text of the dictionary does.
void expect_codes_in_order(const Table& rows) {
  for (std::size_t i = 0; i < rows.spec().columns.size(); ++i) {
    const auto* texts = std::get_if<StringColumn>(&rows.column(i));
    if (texts == nullptr || !texts->is_coded()) continue;
    std::set<std::string_view> seen;
    for (std::size_t row = 0; row < texts->size(); ++row) {
      const std::uint32_t code = texts->codes()[row];
      ASSERT_LE(code, seen.size()) << rows.spec().columns[i].name;
      if (code == seen.size()) {
        ASSERT_TRUE(seen.insert((*texts)[row]).second);
      }
    }
    ASSERT_EQ(seen.size(), texts->dictionary().size());
  }
}

struct FuzzCase {
  TableSource source;
  std::string text;
  std::string expected;
};

FuzzCase make_case(const test::TemporaryFolder& folder, std::size_t num_records,
                   double damage_per_byte, const TimeZone& time_zone, Random& random) {
  const InputTable& schema = input_table(kTables[random.below(kTables.size())]);
  FuzzCase fuzz{{&schema, {}, random_mapping(schema, random)}, {}, {}};
  fuzz.text = random_file(schema, num_records, damage_per_byte, random);
  fuzz.source.parts = {folder.write(schema.name + ".csv", fuzz.text)};
  const test::ReferenceTable slow = test::read_slowly(fuzz.text, fuzz.source, time_zone);
  fuzz.expected = slow.unclosed ? ":" + std::to_string(slow.unclosed->line) + " (byte " +
                                      std::to_string(slow.unclosed->offset) + ")"
                                : test::everything(slow);
  return fuzz;
}

void expect_as_slow(const FuzzCase& fuzz, const ReadOptions& options) {
  const bool is_unclosed = fuzz.expected.starts_with(":");
  try {
    const ReadTable fast = read_csv_table(fuzz.source, options);
    ASSERT_FALSE(is_unclosed) << fuzz.expected;
    ASSERT_EQ(test::everything(fast), fuzz.expected);
    expect_codes_in_order(fast.rows);
  } catch (const Error& error) {
    ASSERT_TRUE(is_unclosed) << error.what();
    ASSERT_NE(std::string(error.what()).find(fuzz.expected), std::string::npos) << error.what();
  }
}

TEST(CsvFastReading, OriginsCanBeLeftOut) {
  const test::TemporaryFolder folder;
  const TimeZone time_zone("Europe/London");
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Random random(seed, 8, 0);
    const FuzzCase fuzz = make_case(folder, random.below(2000), 0, time_zone, random);
    ReadOptions options;
    options.time_zone = &time_zone;
    options.range_bytes = 1 + random.below(20000);
    const ReadTable with = read_csv_table(fuzz.source, options);
    options.keeps_origins = false;
    const ReadTable without = read_csv_table(fuzz.source, options);
    EXPECT_TRUE(without.origins.empty());
    EXPECT_EQ(with.origins.size(), without.rows.num_rows());
    EXPECT_EQ(test::rows_text(with.rows), test::rows_text(without.rows));
    EXPECT_EQ(test::reject_texts(with), test::reject_texts(without));
    EXPECT_EQ(with.num_rows_read, without.num_rows_read);
  }
}

/// Sets the path and puts it back at the end of the scope.
class ScopedIsa {
 public:
  explicit ScopedIsa(Isa wanted) { set_isa(wanted); }
  ScopedIsa(const ScopedIsa&) = delete;
  ScopedIsa& operator=(const ScopedIsa&) = delete;
  ~ScopedIsa() { set_isa(before_); }

 private:
  Isa before_ = isa();
};

void fuzz(std::uint64_t first_seed, std::uint64_t num_seeds, std::size_t max_records,
          double max_damage) {
  const test::TemporaryFolder folder;
  const TimeZone time_zone("Europe/London");
  for (std::uint64_t seed = first_seed; seed < first_seed + num_seeds; ++seed) {
    Random random(seed, 7, 0);
    const double damage_per_byte = random.chance(0.3) ? 0 : random.uniform() * max_damage;
    const FuzzCase fuzz =
        make_case(folder, random.below(max_records + 1), damage_per_byte, time_zone, random);
    for (const Isa isa : {Isa::kPortable, Isa::kAvx2, Isa::kAvx512}) {
      const ScopedIsa path(isa);
      ReadOptions options;
      options.time_zone = &time_zone;
      options.range_bytes = random.chance(0.5) ? 1 + random.below(300) : 1 + random.below(200000);
      const test::ScopedParallelSetting threads(
          {test::all_parallel_settings().front().backend, 1 + static_cast<int>(random.below(3))});
      expect_as_slow(fuzz, options);
      if (testing::Test::HasFatalFailure()) {
        FAIL() << "seed " << seed << ", ranges of " << options.range_bytes << ", path "
               << isa_name(isa) << "\n"
               << fuzz.text.substr(0, 2000);
      }
    }
  }
}

TEST(CsvFastReading, SmallTablesAreReadAsByTheSlowReader) { fuzz(0, 1000, 40, 0.01); }

TEST(CsvFastReading, TablesOfManyPiecesAreReadAsByTheSlowReader) { fuzz(1000, 20, 3000, 0.0005); }

TEST(CsvFastReading, CleanTablesAreReadAsByTheSlowReader) { fuzz(2000, 100, 400, 0.0); }

TEST(CsvFastReading, TablesOfFewDaysAreReadAsByTheSlowReader) {
  has_few_days = true;
  fuzz(3000, 60, 1500, 0.0001);
  has_few_days = false;
}

}  // namespace
}  // namespace fsu::io

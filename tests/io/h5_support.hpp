// What the tests of the results file share: random tables of every column type, a folder of their
// own, and comparison of what was written with what is read.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <string>
#include <vector>

#include "kernels/core/date.hpp"
#include "kernels/core/missing.hpp"
#include "kernels/core/random.hpp"
#include "kernels/core/table.hpp"

namespace fsu::io {

/// A new folder under the system's temporary folder; removed with the object.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "fsu_test_XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) ADD_FAILURE() << "no temporary folder";
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
    return path_ / name;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::size_t num_entries() const {
    const std::filesystem::directory_iterator entries(path_);
    return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
  }

 private:
  std::filesystem::path path_;
};

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline TableSpec every_type(const std::string& path) {
  return {path,
          "A table with every type of column",
          {{"person_id", ColumnType::kText, "", "the person"},
           {"at", ColumnType::kInstant, "s since 1970-01-01T00:00:00Z", "when"},
           {"born", ColumnType::kDate, "", "perhaps partial date"},
           {"hours", ColumnType::kFloat64, "h", "how long"},
           {"is_open", ColumnType::kFlag, "0/1", "1 where open"},
           {"rows", ColumnType::kInt64, "", "how many"},
           {"note", ColumnType::kText, "", "free text"}}};
}

/// What a random table is made of; `share_missing` 1 makes every value missing.
struct RandomTable {
  std::string path = "group/table";
  std::size_t rows = 0;
  std::uint64_t seed = 1;
  double share_missing = 0.2;
  std::size_t longest_text = 20;
};

inline std::string random_text(Random& random, std::size_t longest) {
  static const std::vector<std::string> pieces = {"a",  "Z",  " ",  "é",          "ß", ",",
                                                  "\"", "\n", "中", "\U0001F600", "=", "0"};
  std::string text;
  while (text.size() + 4 <= longest && random.chance(0.9)) text += pieces[random.below(12)];
  return text;
}

inline Table random_table(const RandomTable& wish) {
  Table table(every_type(wish.path));
  for (std::size_t row = 0; row < wish.rows; ++row) {
    Random random(wish.seed, 0, row);
    const auto missing = [&] { return random.chance(wish.share_missing); };
    table.text("person_id").push_back(missing() ? "" : "P" + std::to_string(random.below(1000)));
    table.int64s("at").push_back(missing() ? kMissingInt64 : random.between(-1000000, 2000000000));
    table.dates("born").push_back(missing()
                                      ? kMissingDate
                                      : pack_date(static_cast<int>(random.between(1900, 2020)),
                                                  static_cast<int>(random.between(0, 12)),
                                                  static_cast<int>(random.between(0, 28))));
    table.floats("hours").push_back(missing() ? kMissingFloat64 : random.uniform() * 200 - 50);
    table.flags("is_open").push_back(missing() ? kMissingFlag
                                               : static_cast<std::int8_t>(random.below(2)));
    table.int64s("rows").push_back(missing() ? kMissingInt64 : random.between(-5, 1000000));
    table.text("note").push_back(missing() ? "" : random_text(random, wish.longest_text));
  }
  return table;
}

/// The rows [begin, end) of a table.
inline Table slice(const Table& table, std::size_t begin, std::size_t end) {
  std::vector<std::uint32_t> rows(end - begin);
  std::iota(rows.begin(), rows.end(), static_cast<std::uint32_t>(begin));
  return table.gather(rows);
}

/// One value as text, exact to the last bit; a date reads as the text that is stored for it.
inline std::string value_text(const Table& table, std::size_t column, std::size_t row) {
  return std::visit(
      [&](const auto& values) -> std::string {
        using Value = std::decay_t<decltype(values[0])>;
        if constexpr (std::is_same_v<Value, std::string_view>) {
          return std::string(values[row]);
        } else if constexpr (std::is_same_v<Value, std::int32_t>) {
          return format_date(values[row]);
        } else if constexpr (std::is_same_v<Value, double>) {
          char text[40];
          std::snprintf(text, sizeof text, "%a", values[row]);
          return std::isnan(values[row]) ? "nan" : text;
        } else {
          return std::to_string(values[row]);
        }
      },
      table.column(column));
}

inline void expect_same_values(const Table& expected, const Table& actual) {
  ASSERT_EQ(expected.spec().columns.size(), actual.spec().columns.size());
  ASSERT_EQ(expected.num_rows(), actual.num_rows());
  for (std::size_t column = 0; column < expected.spec().columns.size(); ++column) {
    EXPECT_EQ(expected.spec().columns[column].name, actual.spec().columns[column].name);
    for (std::size_t row = 0; row < expected.num_rows(); ++row) {
      ASSERT_EQ(value_text(expected, column, row), value_text(actual, column, row))
          << "row " << row << ", column " << column;
    }
  }
}

}  // namespace fsu::io

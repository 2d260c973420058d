// Writes a small results file and, beside it, what its readers must find in it.
//
//   write_sample FOLDER      FOLDER/results.h5, FOLDER/expected/group.table.csv for each table
//
// The CSV files hold every value as it is stored: dates as text, missing numbers as their
// sentinels, floats with 17 digits or `nan`.
#include <cstdio>
#include <fstream>
#include <iostream>

#include "io/h5_results_writer.hpp"
#include "io/result_schema.hpp"
#include "tests/io/h5_support.hpp"

namespace fsu::io {
namespace {

std::string csv_field(const Table& table, std::size_t column, std::size_t row) {
  if (const auto* floats = std::get_if<std::vector<double>>(&table.column(column))) {
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", (*floats)[row]);
    return std::isnan((*floats)[row]) ? "nan" : text;
  }
  std::string field = "\"";
  for (const char letter : value_text(table, column, row)) {
    if (letter == '"') field += '"';
    field += letter;
  }
  return field + "\"";
}

void write_csv(const Table& table, std::ofstream file) {
  const std::vector<ColumnSpec>& columns = table.spec().columns;
  for (std::size_t i = 0; i < columns.size(); ++i) file << (i == 0 ? "" : ",") << columns[i].name;
  file << "\n";
  for (std::size_t row = 0; row < table.num_rows(); ++row) {
    for (std::size_t i = 0; i < columns.size(); ++i)
      file << (i == 0 ? "" : ",") << csv_field(table, i, row);
    file << "\n";
  }
}

/// The table of the selected with some rows in it; only a few columns have values of their own.
Table frequent_service_users() {
  Table table(result_table("ranking/frequent_service_users"));
  for (std::size_t row = 0; row < 3; ++row) {
    for (std::size_t i = 0; i < table.spec().columns.size(); ++i) {
      std::visit(
          [&](auto& values) {
            using Data = std::decay_t<decltype(values)>;
            if constexpr (std::is_same_v<Data, StringColumn>)
              values.push_back("text " + std::to_string(row));
            else
              values.push_back(static_cast<typename Data::value_type>(row + i));
          },
          table.column(i));
    }
  }
  for (std::int32_t& date : table.dates("date_of_birth")) date = pack_date(1980, 5, date % 2);
  return table;
}

void write_sample(const Path& folder) {
  std::vector<Table> tables;
  tables.push_back(frequent_service_users());
  tables.push_back(random_table({.path = "group/every_type", .rows = 30000}));
  tables.push_back(random_table({.path = "group/one_row", .rows = 1, .share_missing = 0}));
  tables.push_back(random_table({.path = "group/all_missing", .rows = 5, .share_missing = 1}));
  tables.push_back(random_table({.path = "group/empty", .rows = 0}));
  tables.push_back(random_table({.path = "run/not_counted", .rows = 2}));
  std::filesystem::create_directories(folder / "expected");
  ResultFileWriter writer(folder / "results.h5");
  writer.set_attribute("as_of", "2026-01-01");
  for (const Table& table : tables) {
    writer.write_table(table);
    std::string name = table.spec().path + ".csv";
    std::replace(name.begin(), name.end(), '/', '.');
    write_csv(table, std::ofstream(folder / "expected" / name));
  }
  writer.publish();
}

}  // namespace
}  // namespace fsu::io

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: write_sample FOLDER\n";
    return 64;
  }
  fsu::io::write_sample(argv[1]);
}

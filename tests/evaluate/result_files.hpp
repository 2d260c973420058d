// Small results files of `fsu run` and `fsu link`, and truth files, for the tests of `fsu
// evaluate`.
#pragma once

#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "io/h5_results_reader.hpp"
#include "io/h5_results_writer.hpp"
#include "io/result_schema.hpp"
#include "src/commands/evaluate.hpp"
#include "tests/support/table_text.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fsu::test {

/// A row of linkage/links, or of incidents/resource_durations, and so on: values by column; what is
/// not named is missing.
using TextValues = std::map<std::string, std::string>;
using NumberValues = std::map<std::string, double>;
struct Row {
  TextValues texts;
  NumberValues numbers;
};

inline void set_number(ColumnData& column, double number) {
  std::visit(
      [&](auto& values) {
        using Values = std::decay_t<decltype(values)>;
        if constexpr (!std::is_same_v<Values, StringColumn>)
          values.push_back(static_cast<typename Values::value_type>(number));
      },
      column);
}

/// A table of the registry with these rows.
inline Table table_of(const std::string& path, const std::vector<Row>& rows) {
  Table table(io::result_table(path));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const auto& [column, text] : rows[i].texts) table.text(column).push_back(text);
    for (const auto& [column, number] : rows[i].numbers)
      set_number(table.column(table.spec().index_of(column)), number);
    complete_rows(table, i + 1);
  }
  return table;
}

inline void write_results(const std::filesystem::path& path, const std::vector<Table>& tables) {
  io::ResultFileWriter writer(path);
  for (const Table& table : tables) writer.write_table(table);
  writer.publish();
}

inline Table settings(const std::map<std::string, std::string>& values) {
  std::vector<Row> rows;
  for (const auto& [name, value] : values)
    rows.push_back({{{"setting", name}, {"value", value}}, {}});
  return table_of("run/settings", rows);
}

/// A best candidate.
inline Row link(const std::string& incident, const std::string& role, const std::string& status,
                const std::string& person, double probability) {
  return {{{"incident_id", incident}, {"role", role}, {"status", status}, {"person_id", person}},
          {{"probability", probability}}};
}

inline Row log(const std::string& incident, double seconds) {
  return {{{"incident_id", incident}}, {{"resource_seconds", seconds}}};
}

/// Runs `fsu evaluate` without a word on stderr; gives what it prints.
inline std::string evaluate(commands::EvaluateConfig config) {
  report::Reporter reporter({.is_quiet = true});
  std::ostringstream out;
  commands::evaluate(config, reporter, out);
  return out.str();
}

/// One value of accuracy/summary.
inline double summary_value(const std::filesystem::path& output, const std::string& part,
                            const std::string& measure) {
  const Table table = io::ResultFileReader(output).read_table("accuracy/summary");
  for (std::size_t row = 0; row < table.num_rows(); ++row) {
    if (table.text("part")[row] == part && table.text("measure")[row] == measure)
      return table.floats("value")[row];
  }
  ADD_FAILURE() << "no " << part << "." << measure;
  return -1;
}

}  // namespace fsu::test

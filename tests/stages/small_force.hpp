// A force of a few rows for tests of the stages: CSV texts by table, read and joined.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "src/stages/force.hpp"
#include "src/stages/scope.hpp"
#include "tests/support/table_text.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fsu::test {

inline report::Reporter quiet_reporter() {
  report::LogConfig config;
  config.is_quiet = true;
  return report::Reporter(config);
}

/// Every required table with its header and no rows, until rows are added.
class SmallForce {
 public:
  SmallForce() {
    for (const io::InputTable& table : io::input_tables()) {
      if (table.is_required) texts_[table.name] = header_of(table);
    }
  }

  /// Adds rows, one a line, in the order of all columns of the contract; a row may be cut short
  /// where only blanks follow.
  SmallForce& add(const std::string& table, const std::vector<std::string>& rows) {
    const io::InputTable& schema = io::input_table(table);
    std::string& text = texts_.try_emplace(table, header_of(schema)).first->second;
    for (const std::string& row : rows) {
      const auto num_commas = static_cast<std::size_t>(std::count(row.begin(), row.end(), ','));
      text += row + std::string(schema.columns.size() - 1 - num_commas, ',') + "\n";
    }
    return *this;
  }

  SmallForce& remove(const std::string& table) {
    texts_.erase(table);
    return *this;
  }

  /// Writes all tables and reads them.
  [[nodiscard]] stages::ForceInput read(const config::RejectLimit& max_rejects = {}) const {
    const TemporaryFolder folder;
    for (const auto& [table, text] : texts_) folder.write(table + ".csv", text);
    config::InputConfig config;
    config.folder = folder.path();
    config.max_rejects = max_rejects;
    report::Reporter reporter = quiet_reporter();
    return stages::read_force(config, reporter);
  }

  [[nodiscard]] stages::Force join() const { return stages::join_force(read(kAnyRejects)); }

  /// As many rejects as there may be.
  static inline const config::RejectLimit kAnyRejects{{}, 100.0};

 private:
  static std::string header_of(const io::InputTable& table) {
    std::string text;
    for (const io::InputColumn& input : table.columns)
      text += (text.empty() ? "" : ",") + input.column.name;
    return text + "\n";
  }

  std::map<std::string, std::string> texts_;
};

/// The year 2025, local to London.
inline Interval year_2025() { return stages::local_window(20260101, 12, "Europe/London"); }

/// The cells of one column.
[[nodiscard]] inline std::vector<std::string> column_cells(const Table& table,
                                                           std::string_view column) {
  std::vector<std::string> cells;
  for (std::size_t row = 0; row < table.num_rows(); ++row)
    cells.push_back(cell(table, column, row));
  return cells;
}

}  // namespace fsu::test

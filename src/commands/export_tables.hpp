// `fsu export`: tables of a results file as CSV.
//
// One table to a file or to standard output, or all tables to a folder, each as
// `ranking.individuals.csv`. Files have mode 0600 and get their names when they are whole. Instants
// are in UTC; texts that a spreadsheet would take for a formula are guarded unless that is turned
// off. Rows are read and written in blocks, so memory stays flat.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>

namespace fsu::commands {

struct ExportConfig {
  std::filesystem::path results;
  std::string table;          ///< with csv
  std::filesystem::path csv;  ///< `-`: standard output
  std::filesystem::path all;  ///< a folder, instead of table and csv; made where it is absent
  bool is_formula_guarded = true;
};

/// Exports; `out` takes the table where csv is `-`. kUsage for a table that is not there or an
/// unclear wish, and what io throws.
void export_tables(const ExportConfig& config, std::ostream& out);

}  // namespace fsu::commands

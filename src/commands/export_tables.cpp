#include "src/commands/export_tables.hpp"

#include <algorithm>
#include <string_view>

#include "io/csv_writer.hpp"
#include "io/h5_results_reader.hpp"

namespace fsu::commands {
namespace {

/// Calls `write` with the CSV text of a table, header first, piece by piece.
template <class Write>
void format_table(const io::TableReader& table, bool is_formula_guarded, const Write& write) {
  io::CsvOptions options;
  options.is_formula_guarded = is_formula_guarded;
  std::string text;
  io::append_csv_header(text, table.spec());
  write(std::string_view(text));
  for (std::uint64_t begin = 0; begin < table.num_rows(); begin += table.rows_per_block()) {
    const std::uint64_t end = std::min(table.num_rows(), begin + table.rows_per_block());
    text.clear();
    io::append_csv_rows(text, table.read_rows(begin, end), options);
    write(std::string_view(text));
  }
}

void export_to_file(const io::TableReader& table, const std::filesystem::path& path,
                    bool is_formula_guarded) {
  io::CsvFile file(path);
  format_table(table, is_formula_guarded, [&](std::string_view text) { file.append(text); });
  file.finish();
}

void export_to_stream(const io::TableReader& table, std::ostream& out, bool is_formula_guarded) {
  format_table(table, is_formula_guarded, [&](std::string_view text) {
    if (!out.write(text.data(), static_cast<std::streamsize>(text.size())))
      throw Error(ErrorKind::kIo, "cannot write to standard output");
  });
  if (!out.flush()) throw Error(ErrorKind::kIo, "cannot write to standard output");
}

/// `ranking/individuals` as `ranking.individuals.csv`: no folder can be named by it.
std::string file_name(std::string table_path) {
  std::replace(table_path.begin(), table_path.end(), '/', '.');
  return table_path + ".csv";
}

void check(const ExportConfig& config) {
  const bool is_one = !config.table.empty() && !config.csv.empty() && config.all.empty();
  const bool is_all = config.table.empty() && config.csv.empty() && !config.all.empty();
  if (!is_one && !is_all)
    throw Error(ErrorKind::kUsage, "export takes either --table and --csv, or --all");
}

}  // namespace

void export_tables(const ExportConfig& config, std::ostream& out) {
  check(config);
  const io::ResultFileReader file(config.results);
  if (!config.all.empty()) {
    io::make_folder(config.all);
    for (const std::string& path : file.tables())
      export_to_file(file.open_table(path), config.all / file_name(path),
                     config.is_formula_guarded);
  } else if (config.csv == "-") {
    export_to_stream(file.open_table(config.table), out, config.is_formula_guarded);
  } else {
    export_to_file(file.open_table(config.table), config.csv, config.is_formula_guarded);
  }
}

}  // namespace fsu::commands

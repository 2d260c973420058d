#include "src/commands/show.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "io/csv_writer.hpp"
#include "io/h5_results_reader.hpp"
#include "src/commands/show_overview.hpp"
#include "src/commands/text_columns.hpp"

namespace fsu::commands {
namespace {

constexpr std::int64_t kRowsOfATable = 20;
constexpr std::int64_t kRowsOfAMetric = 10;
constexpr std::size_t kWidestCell = 60;

bool is_number(ColumnType type) {
  return type == ColumnType::kInt64 || type == ColumnType::kFlag || type == ColumnType::kFloat64;
}

std::vector<TextColumn> text_columns(const Table& rows) {
  std::vector<TextColumn> columns;
  for (const ColumnSpec& column : rows.spec().columns)
    columns.push_back({printable(column.name, kWidestCell), is_number(column.type), {}});
  for (std::size_t row = 0; row < rows.num_rows(); ++row) {
    const std::vector<std::string> cells = io::csv_cells(rows, row);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto* floats = std::get_if<std::vector<double>>(&rows.column(i));
      const bool is_shortened = floats != nullptr && !cells[i].empty();
      columns[i].cells.push_back(is_shortened ? fmt::format("{:.6g}", (*floats)[row])
                                              : printable(cells[i], kWidestCell));
    }
  }
  return columns;
}

void show_table(const io::ResultFileReader& file, const ShowConfig& config, std::ostream& out) {
  const io::TableReader table = file.open_table(config.table);
  const auto wanted = static_cast<std::uint64_t>(config.top.value_or(kRowsOfATable));
  const std::uint64_t shown = std::min(table.num_rows(), wanted);
  out << config.table << ": " << table.spec().title << "\n\n";
  print_columns(out, text_columns(table.read_rows(0, shown)));
  out << fmt::format("\n{} of {} rows\n", shown, table.num_rows());
}

void show_digests(const io::ResultFileReader& file, std::ostream& out) {
  for (const std::string& path : file.tables())
    out << file.open_table(path).stated_digest() << "  " << printable(path, kLineWidth) << '\n';
}

}  // namespace

void show(const ShowConfig& config, std::ostream& out) {
  if (config.top.value_or(1) < 1) throw Error(ErrorKind::kUsage, "--top takes a number from 1 up");
  const io::ResultFileReader file(config.results);
  if (config.has_digests) {
    show_digests(file, out);
  } else if (!config.table.empty()) {
    show_table(file, config, out);
  } else {
    show_overview(file, config.top.value_or(kRowsOfAMetric), out);
  }
}

}  // namespace fsu::commands

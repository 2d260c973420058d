#include "src/commands/durations.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "io/csv_writer.hpp"
#include "io/h5_results_writer.hpp"
#include "io/publish.hpp"
#include "io/result_schema.hpp"
#include "src/commands/distinct_paths.hpp"
#include "src/report/version.hpp"
#include "src/stages/read_force.hpp"
#include "src/stages/sorted_resources.hpp"

namespace fsu::commands {
namespace {

/// The table under its own name, as this command gives it.
TableSpec own_spec() {
  TableSpec spec = io::result_table("incidents/resource_durations");
  spec.path = "resource_durations";
  return spec;
}

/// The CSV leaves out the two instants.
Table csv_columns(const Table& durations) {
  TableSpec spec = durations.spec();
  std::erase_if(spec.columns,
                [](const ColumnSpec& column) { return column.type == ColumnType::kInstant; });
  Table table(spec);
  for (std::size_t i = 0; i < spec.columns.size(); ++i) {
    const ColumnData& data = durations.column(durations.spec().index_of(spec.columns[i].name));
    if (const auto* texts = std::get_if<StringColumn>(&data)) {
      table.column(i) = texts->clone();
    } else if (const auto* flags = std::get_if<std::vector<std::int8_t>>(&data)) {
      table.column(i) = *flags;
    } else {
      table.column(i) = std::get<std::vector<std::int64_t>>(data);
    }
  }
  return table;
}

/// Computes and writes a block of incidents after the other, to the results file and to CSV.
void write_durations(const stages::SortedResources& resources, std::size_t id_width,
                     const DurationsConfig& config, io::ResultFileWriter& file, io::CsvFile* csv) {
  const TableSpec spec = own_spec();
  std::vector<std::size_t> widths(spec.columns.size(), 0);
  widths[spec.index_of("incident_id")] = id_width;
  io::TableWriter writer = file.begin_table(spec, resources.num_incidents(), widths);
  io::CsvOptions options;
  options.is_formula_guarded = true;
  std::string text;
  if (csv != nullptr) io::append_csv_header(text, csv_columns(Table(spec)).spec());
  // Shorter blocks than suit the writer best: durations come from the cache when they are written.
  const std::size_t block_rows = std::max<std::size_t>(1, writer.rows_per_block() / 4);
  for (std::size_t begin = 0; begin < resources.num_incidents();) {
    const std::size_t end = std::min(begin + block_rows, resources.num_incidents());
    const Table block = resources.durations(spec, begin, end, config.usage);
    writer.append(block);
    if (csv != nullptr) {
      io::append_csv_rows(text, csv_columns(block), options);
      csv->append(text);
      text.clear();
    }
    begin = end;
  }
  if (csv != nullptr) csv->append(text);
  static_cast<void>(writer.finish());
}

void publish(io::ResultFileWriter& file) {
  file.set_attribute("program", "fsu");
  file.set_attribute("program_version", report::program_version());
  file.set_attribute("program_commit", report::program_commit());
  file.publish();
}

/// No file is read and written, or written twice, and both outputs can be made.
void check_files(const DurationsConfig& config) {
  const NamedPath resources{"--resources", config.resources};
  const NamedPath output{"--output", config.output};
  check_distinct(output, resources);
  if (!config.csv.empty()) {
    const NamedPath csv{"--csv", config.csv};
    check_distinct(csv, resources);
    check_distinct(csv, output);
    io::check_can_publish(config.csv);
  }
  io::check_can_publish(config.output);
}

}  // namespace

void durations(const DurationsConfig& config, report::Reporter& reporter) {
  check_files(config);
  io::TableSource source{&io::input_table("resources"), {config.resources}, {}};
  if (const auto found = config.input.mappings.find("resources");
      found != config.input.mappings.end()) {
    source.mapping = found->second;
  }
  const stages::InputRows input = stages::read_one_table(source, config.input, reporter);
  reporter.begin_stage("durations");
  const stages::SortedResources resources(input.rows);
  io::ResultFileWriter file(config.output);
  std::optional<io::CsvFile> csv;
  if (!config.csv.empty()) csv.emplace(config.csv);
  write_durations(resources, input.rows.text("incident_id").max_length(), config, file,
                  csv ? &*csv : nullptr);
  reporter.end_stage(static_cast<std::int64_t>(resources.num_incidents()), "incidents");
  publish(file);
  if (csv) csv->finish();
  reporter.info("file:       " + config.output.string());
}

}  // namespace fsu::commands

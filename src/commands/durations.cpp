#include "src/commands/durations.hpp"

#include <numeric>

#include "io/csv_writer.hpp"
#include "io/h5_results_writer.hpp"
#include "io/publish.hpp"
#include "io/result_schema.hpp"
#include "src/commands/distinct_paths.hpp"
#include "src/report/version.hpp"
#include "src/stages/dense_ids.hpp"
#include "src/stages/measure_resources.hpp"
#include "src/stages/read_force.hpp"

namespace fsu::commands {
namespace {

/// The table under its own name, as this command gives it.
Table under_own_name(const Table& durations) {
  TableSpec spec = durations.spec();
  spec.path = "resource_durations";
  Table table(spec);
  table.append(durations);
  return table;
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

void publish_results(const Table& table, const DurationsConfig& config) {
  io::ResultFileWriter file(config.output);
  file.write_table(table);
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
  const auto incidents = stages::dense_ids<IncidentId>(input.rows.text("incident_id"));
  const auto units = stages::dense_ids<ResourceId>(input.rows.text("resource_id"));
  const usage::ResourceDurations durations = stages::measure_resources(
      {input.rows, incidents.ids, units.ids, incidents.names.size()}, config.usage);
  std::vector<std::uint32_t> all(incidents.names.size());
  std::iota(all.begin(), all.end(), 0U);
  const Table table = under_own_name(stages::durations_table(
      {incidents.names, durations, stages::counted_seconds(durations, config.usage)}, all));
  reporter.end_stage(static_cast<std::int64_t>(all.size()), "incidents");
  publish_results(table, config);
  if (!config.csv.empty()) {
    io::CsvFile csv(config.csv);
    io::CsvOptions options;
    options.is_formula_guarded = true;
    csv.append(io::format_csv(csv_columns(table), options));
    csv.finish();
  }
  reporter.info("file:       " + config.output.string());
}

}  // namespace fsu::commands

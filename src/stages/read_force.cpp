#include "src/stages/read_force.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/input_files.hpp"
#include "src/stages/deduplicate.hpp"

namespace fsu::stages {
namespace {

std::string place_of(const io::Reject& reject, const io::TableSource& source) {
  const std::string column = reject.column == io::kWholeRow
                                 ? std::string("whole row")
                                 : "column " + source.schema->columns[reject.column].column.name;
  return fmt::format("{}:{} (byte {}, {}): {}", source.parts[reject.origin.part].string(),
                     reject.origin.line, reject.origin.byte_offset, column,
                     io::reject_kind_name(reject.kind));
}

std::string limit_text(const config::RejectLimit& limit) {
  return limit.rows ? fmt::format("{} rows", *limit.rows) : fmt::format("{} %", limit.percent);
}

void hold_to_limit(const InputRows& input, const io::TableSource& source,
                   const config::RejectLimit& limit) {
  if (!limit.is_exceeded(input.num_rejected, input.num_read)) return;
  throw Error(
      ErrorKind::kData,
      fmt::format(
          "table {}: {} of {} rows cannot be used, more than --max-rejects {}; the first: {}. "
          "Mend the extract or its column map, or raise --max-rejects",
          source.schema->name, input.num_rejected, input.num_read, limit_text(limit),
          place_of(input.rejects.front(), source)));
}

/// Values that became something else on a large scale point to a wrong format or a missing value
/// map.
void report_values(const InputRows& input, const io::InputTable& schema,
                   const config::RejectLimit& limit, report::Reporter& reporter) {
  const std::string& table = schema.name;
  const std::string& section = schema.shared_section.empty() ? table : schema.shared_section;
  for (const auto& [what, times] : input.value_counts) {
    const bool is_loss = what.starts_with("unreadable_") || what.starts_with("unmapped_");
    const std::string line =
        fmt::format("table {}: {} values {} in {} rows", table, times, what, input.num_read);
    if (is_loss && limit.is_exceeded(times, input.num_read)) {
      reporter.warn(line + ": check the formats and value maps of section [" + section + "]");
    } else {
      reporter.debug(line);
    }
  }
}

void report_findings(const InputRows& input, const io::ReadTable& table,
                     const io::TableSource& source, report::Reporter& reporter) {
  for (const std::string& column : table.unknown_columns) {
    reporter.info(fmt::format("{}: unknown column, ignored", column));
  }
  if (input.num_rejected > 0) {
    reporter.warn(fmt::format("table {}: {} of {} rows rejected, the first: {}",
                              source.schema->name, input.num_rejected, input.num_read,
                              place_of(table.rejects.front(), source)));
  }
  if (input.num_read == 0) reporter.warn(fmt::format("table {}: no rows", source.schema->name));
}

/// Tells of CSV files that are no input table, since a misspelt name would otherwise go unseen.
void report_unknown_files(const config::InputConfig& config, report::Reporter& reporter) {
  for (const std::string& name : io::list_folder(config.folder)) {
    const std::string stem = name.substr(0, name.find('.'));
    const auto tables = io::input_tables();
    const bool is_table =
        std::any_of(tables.begin(), tables.end(),
                    [&](const io::InputTable& table) { return table.name == stem; });
    const bool is_csv = name.ends_with(".csv") || name.ends_with(".csv.gz");
    if (is_csv && !is_table && !name.starts_with("truth_")) {
      reporter.warn(fmt::format("{}: no input table has this name, ignored", name));
    }
  }
}

InputRows read_and_settle(const io::TableSource& source, io::ReadOptions options,
                          const config::InputConfig& config, report::Reporter& reporter) {
  // Only rows of one key can contradict each other and be rejected once they are read.
  options.keeps_origins = !source.schema->key.empty();
  DeduplicatedTable settled = deduplicate(io::read_csv_table(source, options), *source.schema);
  io::ReadTable& table = settled.table;
  InputRows input;
  input.num_read = table.num_rows_read;
  input.num_rejected = static_cast<std::int64_t>(table.rejects.size());
  input.num_duplicates = settled.num_duplicates;
  input.value_counts = std::move(table.value_counts);
  input.parts = std::move(table.parts);
  input.rows = std::move(table.rows);
  report_findings(input, table, source, reporter);
  report_values(input, *source.schema, config.max_rejects, reporter);
  input.rejects = std::move(table.rejects);
  hold_to_limit(input, source, config.max_rejects);
  if (input.rejects.size() > kMaxListedRejects) input.rejects.resize(kMaxListedRejects);
  return input;
}

std::uint64_t bytes_of_parts(const InputRows& input) {
  std::uint64_t num_bytes = 0;
  for (const io::InputPart& part : input.parts) num_bytes += part.num_bytes;
  return num_bytes;
}

std::uint64_t bytes_on_disk(const std::vector<io::TableSource>& sources) {
  std::uint64_t num_bytes = 0;
  for (const io::TableSource& source : sources) {
    for (const io::Path& part : source.parts) num_bytes += io::size_of_file(part);
  }
  return num_bytes;
}

InputRows absent_table(const io::InputTable& schema) {
  InputRows input;
  input.rows = Table(schema.table_spec());
  return input;
}

io::ReadOptions read_options(const io::TimeZone& time_zone, report::Reporter& reporter) {
  io::ReadOptions options;
  options.time_zone = &time_zone;
  options.on_progress = [&reporter](std::uint64_t num_bytes) { reporter.advance(num_bytes); };
  return options;
}

}  // namespace

std::vector<io::TableSource> find_tables(const config::InputConfig& config) {
  const std::vector<std::string> files = io::list_folder(config.folder);
  std::vector<io::TableSource> sources;
  for (const io::InputTable& schema : io::input_tables()) {
    io::TableSource source{&schema, io::find_parts(config.folder, files, schema.name), {}};
    if (const auto found = config.mappings.find(schema.name); found != config.mappings.end()) {
      source.mapping = found->second;
    }
    if (!source.parts.empty()) {
      sources.push_back(std::move(source));
    } else if (schema.is_required) {
      throw Error(ErrorKind::kNoInput, "required table " + schema.name + " is missing: no " +
                                           schema.name + ".csv, " + schema.name + ".csv.gz or " +
                                           schema.name + ".*.csv in " + config.folder.string());
    }
  }
  return sources;
}

ForceInput read_force(const config::InputConfig& config, report::Reporter& reporter) {
  const std::vector<io::TableSource> sources = find_tables(config);
  const io::TimeZone time_zone(config.time_zone);
  const io::ReadOptions options = read_options(time_zone, reporter);
  report_unknown_files(config, reporter);
  ForceInput force;
  reporter.begin_stage("read", bytes_on_disk(sources), "bytes");
  std::int64_t num_rows = 0;
  for (const io::InputTable& schema : io::input_tables()) {
    const auto source =
        std::find_if(sources.begin(), sources.end(),
                     [&](const io::TableSource& other) { return other.schema == &schema; });
    InputRows input = source == sources.end() ? absent_table(schema)
                                              : read_and_settle(*source, options, config, reporter);
    num_rows += input.num_read;
    reporter.add_bytes(bytes_of_parts(input));
    force.tables.emplace(schema.name, std::move(input));
  }
  reporter.end_stage(num_rows, "rows");
  return force;
}

InputRows read_one_table(const io::TableSource& source, const config::InputConfig& config,
                         report::Reporter& reporter) {
  const io::TimeZone time_zone(config.time_zone);
  reporter.begin_stage("read", bytes_on_disk({source}), "bytes");
  InputRows input = read_and_settle(source, read_options(time_zone, reporter), config, reporter);
  reporter.add_bytes(bytes_of_parts(input));
  reporter.end_stage(input.num_read, "rows");
  return input;
}

}  // namespace fsu::stages

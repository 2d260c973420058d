#include "src/pipeline/run_tables.hpp"

#include <algorithm>

#include "io/digest.hpp"
#include "io/input_schema.hpp"
#include "io/result_schema.hpp"

namespace fsu::pipeline {

Table stages_table(const std::vector<report::StageRecord>& stages) {
  Table table(io::result_table("run/stages"));
  for (const report::StageRecord& stage : stages) {
    table.text("stage").push_back(stage.name);
    table.floats("seconds").push_back(stage.seconds);
    table.int64s("rows").push_back(stage.rows);
    table.int64s("peak_memory_bytes").push_back(stage.peak_memory_bytes);
    table.floats("cpu_seconds").push_back(stage.cpu_seconds);
    table.int64s("bytes").push_back(stage.bytes);
  }
  return table;
}

Table settings_table(const std::vector<config::Setting>& settings) {
  Table table(io::result_table("run/settings"));
  for (const config::Setting& setting : settings) {
    table.text("setting").push_back(setting.name);
    table.text("value").push_back(setting.value);
  }
  return table;
}

Table inputs_table(const stages::Force& force) {
  Table table(io::result_table("run/inputs"));
  for (const io::InputTable& schema : io::input_tables()) {
    for (const io::InputPart& part : force.input.tables.at(schema.name).parts) {
      table.text("table").push_back(schema.name);
      table.text("file").push_back(part.path.filename().string());
      table.int64s("bytes").push_back(static_cast<std::int64_t>(part.num_bytes));
      table.text("sha256").push_back(part.sha256);
    }
  }
  return table;
}

Table rejects_table(const stages::Force& force) {
  Table table(io::result_table("quality/rejects"));
  for (const io::InputTable& schema : io::input_tables()) {
    const stages::InputRows& input = force.input.tables.at(schema.name);
    for (const io::Reject& reject : input.rejects) {
      table.text("table").push_back(schema.name);
      table.text("file").push_back(input.parts[reject.origin.part].path.filename().string());
      table.int64s("line").push_back(reject.origin.line);
      table.int64s("byte_offset").push_back(static_cast<std::int64_t>(reject.origin.byte_offset));
      table.text("column").push_back(reject.column == io::kWholeRow
                                         ? std::string()
                                         : schema.columns[reject.column].column.name);
      table.text("error_kind").push_back(io::reject_kind_name(reject.kind));
    }
  }
  return table;
}

Table exclusions_table(const stages::Force& force) {
  Table table(io::result_table("quality/exclusions"));
  const Table& exclusions = force.rows("exclusions");
  table.text("person_id") = exclusions.text("person_id").clone();
  table.text("reason") = exclusions.text("reason").clone();
  return table;
}

std::string settings_digest(const std::vector<config::Setting>& settings) {
  io::Sha256 digest;
  for (const config::Setting& setting : settings) {
    if (!setting.changes_results) continue;
    digest.update_text(setting.name);
    digest.update_text(setting.value);
  }
  return io::to_hex(digest.finish());
}

std::string run_id(const stages::Force& force, const std::string& settings_digest) {
  io::Sha256 digest;
  digest.update_text(settings_digest);
  for (const io::InputTable& schema : io::input_tables()) {
    std::vector<std::string> parts;
    for (const io::InputPart& part : force.input.tables.at(schema.name).parts)
      parts.push_back(part.sha256);
    std::sort(parts.begin(), parts.end());
    digest.update_text(schema.name);
    for (const std::string& part : parts) digest.update_text(part);
  }
  return io::to_hex(digest.finish());
}

}  // namespace fsu::pipeline

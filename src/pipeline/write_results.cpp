#include "src/pipeline/write_results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "io/h5_results_writer.hpp"
#include "io/result_schema.hpp"
#include "kernels/core/date.hpp"
#include "src/pipeline/run_tables.hpp"
#include "src/report/version.hpp"
#include "src/stages/link_tables.hpp"
#include "src/stages/measure_resources.hpp"
#include "src/stages/model_tables.hpp"
#include "src/stages/reconcile.hpp"
#include "src/stages/table_in_parts.hpp"

namespace fsu::pipeline {
namespace {

/// Writes a long table block by block; the rows of a block are made by all threads.
void write_rows(io::TableWriter& writer, const TableSpec& spec, std::size_t num_rows,
                report::Reporter& reporter, const stages::MakeRows& make_rows) {
  for (std::size_t begin = 0; begin < num_rows;) {
    const std::size_t end = std::min(begin + writer.rows_per_block(), num_rows);
    writer.append(stages::table_in_parts(spec, begin, end, make_rows));
    reporter.advance(end - begin);
    begin = end;
  }
  static_cast<void>(writer.finish());
}

std::vector<std::uint32_t> mentions_to_show(const JobValues& job, const config::RunConfig& config) {
  const stages::MentionLinks& links = job.linkage.mentions;
  std::vector<std::uint32_t> mentions = stages::shown_mentions(links);
  if (config.links == config::LinksShown::kAll) return mentions;
  std::vector<bool> is_selected(job.force.num_persons(), false);
  for (const std::uint32_t row : job.ranking.selection.rows)
    is_selected[job.ranking.totals.person[row].index()] = true;
  std::erase_if(mentions, [&](std::uint32_t mention) {
    return !is_selected[links.decision(mention).person.index()];
  });
  return mentions;
}

void write_links(const JobValues& job, const config::RunConfig& config, io::ResultFileWriter& file,
                 report::Reporter& reporter) {
  const stages::LinkTableInput input{job.linkage, job.force.rows("incidents"),
                                     job.force.rows("missing_reports"), job.force.person_ids};
  const std::vector<std::uint32_t> mentions = mentions_to_show(job, config);
  const TableSpec& spec = io::result_table("linkage/links");
  io::TableWriter writer =
      file.begin_table(spec, mentions.size(), stages::links_text_widths(input));
  write_rows(writer, spec, mentions.size(), reporter, [&](std::size_t begin, std::size_t end) {
    return stages::links_block(input, std::span(mentions).subspan(begin, end - begin));
  });
  file.write_table(stages::missing_links_table(input));
  file.write_table(stages::levels_table(job.linkage.model));
  file.write_table(stages::patterns_table(job.linkage.patterns));
  file.write_table(stages::link_passes_table(job.linkage));
  file.write_table(stages::summary_table(job.linkage.summary));
}

void write_durations(const JobValues& job, const config::RunConfig& config,
                     io::ResultFileWriter& file, report::Reporter& reporter) {
  const StringColumn& incident_ids = job.force.rows("incidents").text("incident_id");
  const stages::DurationRows rows{incident_ids, job.durations,
                                  stages::counted_seconds(job.durations, config.usage)};
  const std::vector<std::uint32_t> incidents = stages::used_rows(job.scope, "incidents");
  const TableSpec& spec = io::result_table("incidents/resource_durations");
  std::vector<std::size_t> widths(spec.columns.size(), 0);
  widths[spec.index_of("incident_id")] = incident_ids.max_length();
  io::TableWriter writer = file.begin_table(spec, incidents.size(), widths);
  write_rows(writer, spec, incidents.size(), reporter, [&](std::size_t begin, std::size_t end) {
    return stages::durations_table(rows, std::span(incidents).subspan(begin, end - begin));
  });
}

void write_attributes(const JobValues& job, const config::RunConfig& config,
                      io::ResultFileWriter& file) {
  const std::string digest = settings_digest(job.settings);
  file.set_attribute("program", "fsu");
  file.set_attribute("program_version", report::program_version());
  file.set_attribute("program_commit", report::program_commit());
  file.set_attribute("as_of", format_date(config.window.as_of));
  file.set_attribute("window_start",
                     format_date(minus_months(config.window.as_of, config.window.num_months)));
  file.set_attribute("settings_digest", digest);
  file.set_attribute("run_id", run_id(job.force, digest));
}

}  // namespace

void write_results(const JobValues& job, const config::RunConfig& config,
                   report::Reporter& reporter) {
  reporter.begin_stage("write");
  io::ResultFileWriter file(config.output);
  file.write_table(stages::individuals_table(job.ranking, job.force.person_ids));
  file.write_table(job.profiles.frequent_service_users);
  file.write_table(job.profiles.priority_types);
  file.write_table(job.readings.sensitivity);
  file.write_table(job.readings.readings);
  write_links(job, config, file, reporter);
  write_durations(job, config, file, reporter);
  file.write_table(stages::reconciliation_table(job.force, job.scope));
  file.write_table(rejects_table(job.force));
  file.write_table(exclusions_table(job.force));
  file.write_table(settings_table(job.settings));
  file.write_table(inputs_table(job.force));
  file.write_table(method_table(config));
  write_attributes(job, config, file);
  reporter.add_bytes(file.num_bytes());
  reporter.end_stage();
  file.write_table(stages_table(reporter.stages()));
  file.publish();
}

}  // namespace fsu::pipeline

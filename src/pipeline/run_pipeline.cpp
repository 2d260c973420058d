#include "src/pipeline/run_pipeline.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <optional>

#include "src/pipeline/memory_limit.hpp"
#include "src/pipeline/write_results.hpp"
#include "src/stages/count_usage.hpp"
#include "src/stages/force_linkage.hpp"
#include "src/stages/link_mentions.hpp"
#include "src/stages/link_scorer.hpp"
#include "src/stages/linkage_doubts.hpp"
#include "src/stages/measure_resources.hpp"
#include "src/stages/model_file.hpp"

namespace fsu::pipeline {
namespace {

/// A force's usual list; fewer or more deserve a look.
constexpr std::size_t kUsualTop = 100;
constexpr std::size_t kFewestSelected = 200;
constexpr std::size_t kMostSelected = 300;

bool is_fuzzy(const config::LinkageConfig& config) {
  return config.method == config::LinkageConfig::Method::kFuzzy;
}

/// The model that the run was given, read before anything else, so that one that does not fit costs
/// no time; none where the run learns one or needs none.
std::optional<model::Model> read_given_model(const config::LinkageConfig& config) {
  if (!is_fuzzy(config) || config.model.empty()) return {};
  return stages::load_model(config.model, stages::mention_comparisons());
}

/// What the model was not learned with says only what is expected of any force.
void warn_of_unlearned(const model::Model& model, const config::LinkageConfig& config,
                       report::Reporter& reporter) {
  const auto learned = config::parse_evidence(model.evidence);
  if (!learned || (config.evidence & ~*learned) == 0) return;
  reporter.warn(fmt::format(
      "the model was learned with --evidence {} and knows no other: give the same, or learn anew",
      model.evidence));
}

void warn_of_idle_options(const config::LinkageConfig& config, report::Reporter& reporter) {
  if (is_fuzzy(config) || (config.model.empty() && config.save_model.empty())) return;
  reporter.warn("--model and --save-model do nothing with --linkage exact, which has no model");
}

void save_model(model::Model& model, const config::LinkageConfig& config) {
  if (model.evidence.empty()) model.evidence = config::evidence_text(config.evidence);
  stages::save_model(model, config.save_model);
}

stages::Linkage link(const stages::Force& force, const config::LinkageConfig& config,
                     const model::Model* given, report::Reporter& reporter) {
  const std::vector<stages::ClerkDecision> decisions = stages::clerk_decisions(force);
  const stages::EvidenceTables tables = stages::evidence_tables(force);
  return stages::link_mentions({tables, force.rows("missing_reports"), decisions, given}, config,
                               reporter);
}

/// Whom each missing-person report is about: the person_id it gives, else the person it is linked
/// to.
std::vector<PersonId> persons_of_reports(const JobValues& job) {
  std::vector<PersonId> persons = job.force.person_of_report;
  const stages::ReportLinks& links = job.linkage.reports;
  for (std::size_t i = 0; i < links.report_row.size(); ++i) {
    if (links.decisions[i].status == resolve::Status::kLinked)
      persons[links.report_row[i]] = links.decisions[i].person;
  }
  return persons;
}

stages::UsageInput usage_input(const JobValues& job, const config::RunConfig& config,
                               std::span<const std::int64_t> seconds,
                               std::span<const stages::LinkedMention> mentions) {
  return {job.force, job.scope, seconds, mentions, config.usage.counts_non_crimes};
}

/// The same job read in other ways, each compared with the one in use.
stages::ReadingTables compare_readings(const JobValues& job, const config::RunConfig& config) {
  const auto counted = stages::counted_seconds(job.durations, config.usage);
  const auto linked = stages::linked_mentions(job.linkage.mentions);
  const bool is_union = config.usage.resource_overlap == config::ResourceOverlap::kUnion;
  const auto capped = stages::count_usage(usage_input(
      job, config, is_union ? job.durations.capped_union_seconds : job.durations.capped_row_seconds,
      linked));
  const auto summed =
      stages::count_usage(usage_input(job, config, job.durations.row_seconds, linked));
  const auto exact = stages::count_usage(usage_input(job, config, counted, job.linkage.exact));

  const auto with_scaling = [&](config::ScalingChoice scaling) {
    return config::RankingConfig{config.ranking.top, scaling};
  };
  const usage::PersonTotals& in_use = job.ranking.totals;
  const std::array readings = {
      stages::Reading{"cap", &in_use, with_scaling(config::ScalingChoice::kCap)},
      stages::Reading{"max", &in_use, with_scaling(config::ScalingChoice::kMax)},
      stages::Reading{"mean", &in_use, with_scaling(config::ScalingChoice::kMean)},
      stages::Reading{"resource_cap", &capped, config.ranking},
      stages::Reading{"resource_sum", &summed, config.ranking},
      stages::Reading{"exact_linkage", &exact, config.ranking}};
  return stages::compare_readings(job.ranking, readings, job.force.person_ids);
}

void warn_of_unusual_selection(const JobValues& job, const config::RunConfig& config,
                               report::Reporter& reporter) {
  const std::size_t num_selected = job.ranking.selection.rows.size();
  if (config.ranking.top == kUsualTop &&
      (num_selected < kFewestSelected || num_selected > kMostSelected)) {
    reporter.warn(fmt::format("{} people are selected; of a whole force {} to {} are usual",
                              num_selected, kFewestSelected, kMostSelected));
  }
}

void summarise(const JobValues& job, const config::RunConfig& config, report::Reporter& reporter) {
  std::int64_t num_read = 0;
  std::int64_t num_rejected = 0;
  for (const auto& [name, input] : job.force.input.tables) {
    num_read += input.num_read;
    num_rejected += input.num_rejected;
  }
  std::array<std::int64_t, resolve::kNumStatuses> by_status{};
  for (std::size_t i = 0; i < job.linkage.mentions.size(); ++i) {
    ++by_status[static_cast<std::size_t>(job.linkage.mentions.decision(i).status)];
  }
  double seconds = 0;
  double cpu_seconds = 0;
  for (const report::StageRecord& stage : reporter.stages()) {
    seconds += stage.seconds;
    cpu_seconds += stage.cpu_seconds;
  }
  reporter.info(fmt::format("rows read:  {} ({} rejected)", num_read, num_rejected));
  std::string mentions = fmt::format("mentions:   {}", job.linkage.mentions.size());
  for (std::size_t status = resolve::kNumStatuses; status-- > 0;) {
    mentions +=
        fmt::format("{}{} {}", status + 1 == resolve::kNumStatuses ? ": " : ", ", by_status[status],
                    resolve::status_name(static_cast<resolve::Status>(status)));
  }
  reporter.info(mentions);
  reporter.info(fmt::format("ranked:     {} individuals, {} selected", job.ranking.totals.size(),
                            job.ranking.selection.rows.size()));
  reporter.info(
      fmt::format("time:       {:.1f} s, {:.1f} processor seconds a second, peak memory {:.2f} GiB",
                  seconds, cpu_seconds / seconds,
                  static_cast<double>(report::peak_memory_bytes()) / (1024.0 * 1024.0 * 1024.0)));
  reporter.info(fmt::format("file:       {}", config.output.string()));
}

}  // namespace

void run_pipeline(const config::RunConfig& config, report::Reporter& reporter) {
  const std::optional<model::Model> given = read_given_model(config.linkage);
  warn_of_idle_options(config.linkage, reporter);
  if (given) warn_of_unlearned(*given, config.linkage, reporter);
  // Before the job's tables, and behind them at the end.
  const std::unique_ptr<io::ScratchMemory> scratch = hold_memory_limit(config, reporter);
  JobValues job;
  job.settings = config::effective_settings(config);
  stages::ForceInput input = stages::read_force(config.input, reporter);
  reporter.begin_stage("join");
  job.force = stages::join_force(std::move(input));
  job.scope = stages::settle_scope(
      job.force,
      stages::local_window(config.window.as_of, config.window.num_months, config.input.time_zone));
  reporter.end_stage(static_cast<std::int64_t>(job.force.num_persons()), "people");

  job.linkage = link(job.force, config.linkage, given ? &*given : nullptr, reporter);
  for (const std::string& doubt :
       stages::find_doubts(stages::evidence_tables(job.force), job.linkage, config.linkage))
    reporter.warn(doubt);

  reporter.begin_stage("durations");
  job.durations =
      stages::measure_resources({job.force.rows("resources"), job.force.incident_of_resource,
                                 job.force.unit_of_resource, job.force.num_incidents()},
                                config.usage);
  reporter.end_stage(static_cast<std::int64_t>(job.force.rows("resources").num_rows()));

  reporter.begin_stage("rank");
  job.ranking =
      stages::rank_people(stages::count_usage(usage_input(
                              job, config, stages::counted_seconds(job.durations, config.usage),
                              stages::linked_mentions(job.linkage.mentions))),
                          config.ranking);
  reporter.end_stage(static_cast<std::int64_t>(job.ranking.totals.size()), "individuals");

  reporter.begin_stage("readings");
  job.readings = compare_readings(job, config);
  reporter.end_stage(static_cast<std::int64_t>(job.readings.readings.num_rows()));

  reporter.begin_stage("profiles");
  const std::vector<PersonId> person_of_report = persons_of_reports(job);
  job.profiles = stages::profile_people(
      {job.force, job.scope, job.ranking, person_of_report, config.themes, config.priority_types});
  reporter.end_stage(static_cast<std::int64_t>(job.profiles.frequent_service_users.num_rows()),
                     "people");

  write_results(job, config, reporter);
  if (is_fuzzy(config.linkage) && !config.linkage.save_model.empty())
    save_model(job.linkage.model, config.linkage);
  warn_of_unusual_selection(job, config, reporter);
  warn_of_memory(config, reporter);
  summarise(job, config, reporter);
}

}  // namespace fsu::pipeline

#include "src/commands/evaluate_force.hpp"

#include <fmt/format.h>

#include <array>

#include "kernels/core/error.hpp"
#include "src/commands/best_candidates.hpp"
#include "src/commands/evaluate_groups.hpp"
#include "src/commands/evaluate_lists.hpp"
#include "src/commands/stated_settings.hpp"
#include "src/commands/table_blocks.hpp"
#include "src/commands/true_mentions.hpp"
#include "src/commands/true_people.hpp"

namespace fsu::commands {
namespace {

using evaluate::LinkOutcome;

ScopeLogs read_scope(const io::ResultFileReader& file, report::Reporter& reporter) {
  const io::TableReader table = file.open_table("incidents/resource_durations");
  reporter.begin_stage("scope", table.num_rows());
  ScopeLogs logs;
  for_each_block(table, reporter, [&](const Table& rows) {
    logs.incident_ids.append(rows.text("incident_id"));
    const std::vector<std::int64_t>& seconds = rows.int64s("resource_seconds");
    logs.resource_seconds.insert(logs.resource_seconds.end(), seconds.begin(), seconds.end());
  });
  reporter.end_stage();
  return logs;
}

/// The links as decided: right ones as any id of the person, and as the very id.
void add_decided(const BestCandidates& best, const TruePeople& people, Evaluation& evaluation) {
  evaluate::GroupCount all;
  std::int64_t same_id = 0;
  for (const LinkOutcome outcome : best.outcome) {
    all.add(outcome);
    if (evaluate::has_all(outcome, evaluate::kIsLinked | evaluate::kIsSameId)) ++same_id;
  }
  evaluation.decided.push_back({"links", "links as decided", all.links()});
  if (people.is_stated) {
    evaluation.decided.push_back(
        {"links_same_id", "  the very id only", {all.linked, same_id, all.with_person}});
  }
}

/// Thresholds and calibration are of all best candidates, reliability is of links.
void add_probabilities(const BestCandidates& best, Evaluation& evaluation) {
  const evaluate::Candidates candidates = best.view();
  evaluation.thresholds = evaluate::count_by_threshold(
      candidates, evaluate::kIsRight, evaluation.decided.front().counts.true_links);
  evaluation.reliability = evaluate::reliability_of(candidates, {evaluate::kIsLinked});
  evaluation.calibration = evaluate::reliability_of(candidates, {0, kLeastProbability});
}

void add_truth_counts(const ForceTruth& truth, const TrueMentions& mentions,
                      const BestCandidates& best, Evaluation& evaluation) {
  std::int64_t nobody = 0;
  for (const PersonId person : mentions.person) nobody += person.is_none() ? 1 : 0;
  const auto num_rows = static_cast<std::int64_t>(truth.mentions.num_rows());
  evaluation.truth = {
      {"mentions", "mentions in the truth", num_rows},
      {"mentions_in_scope", "in scope", static_cast<std::int64_t>(mentions.size())},
      {"mentions_of_nobody", "of them about nobody in the index", nobody},
      {"candidates_without_truth", "mentions with a candidate that the truth does not name",
       best.not_in_truth}};
}

std::string describe_linkage(const StatedSettings& settings) {
  return fmt::format("{} linkage, as of {}, linked from probability {} and a lead of {} bits",
                     settings.text("linkage", "fuzzy"), settings.text("as-of", "?"),
                     settings.text("link-probability", "?"), settings.text("link-margin", "?"));
}

void refuse_selected_links(const StatedSettings& settings) {
  if (settings.text("links", "all") != "selected") return;
  throw Error(ErrorKind::kData,
              "the file was made with --links selected: it holds the links of selected people "
              "only, which says nothing about recall; run again with --links all");
}

void refuse_strangers(const ForceTruth& truth, const TrueMentions& mentions,
                      const ScopeLogs& logs) {
  if (mentions.size() > 0) return;
  throw Error(ErrorKind::kData,
              fmt::format("none of the {} mentions of the truth is in the scope of the file, {} "
                          "logs: is it the truth of another force, or of another year?",
                          truth.mentions.num_rows(), logs.incident_ids.size()));
}

}  // namespace

Evaluation evaluate_force(const io::ResultFileReader& file, const ForceTruth& truth,
                          report::Reporter& reporter) {
  const StatedSettings settings(file);
  refuse_selected_links(settings);
  const ScopeLogs logs = read_scope(file, reporter);
  const RunRanking ranking =
      truth.persons == nullptr ? RunRanking{} : read_ranking(file, settings, reporter);
  const TruePeople people = settle_people(
      std::array{&truth.mentions.text("person_id"), &ranking.individuals, &ranking.selected_ids},
      truth.persons);
  const StringIndex incident_index(logs.incident_ids);
  const StringIndex person_index(people.person_ids);
  const TrueMentions mentions =
      mentions_in_scope(truth.mentions, incident_index, person_index, logs.incident_ids.size());
  refuse_strangers(truth, mentions, logs);
  const BestCandidates best =
      read_best_candidates(file, {mentions, people, incident_index, person_index}, reporter);

  Evaluation evaluation;
  evaluation.linkage = describe_linkage(settings);
  add_truth_counts(truth, mentions, best, evaluation);
  add_decided(best, people, evaluation);
  add_probabilities(best, evaluation);
  evaluation.groups = count_by_group(mentions, best, people);
  if (people.is_stated)
    evaluation.lists = compare_lists({settings, ranking, logs, mentions, people, person_index});
  return evaluation;
}

}  // namespace fsu::commands

#include "src/commands/best_candidates.hpp"

#include "kernels/core/missing.hpp"
#include "src/commands/table_blocks.hpp"
#include "src/stages/dense_ids.hpp"

namespace fsu::commands {
namespace {

using evaluate::LinkOutcome;

LinkOutcome outcome_of(PersonId truth, PersonId candidate, bool is_linked,
                       const TruePeople& people) {
  LinkOutcome outcome = is_linked ? evaluate::kIsLinked : LinkOutcome{0};
  if (truth.is_none()) return outcome;
  outcome |= evaluate::kHasPerson;
  if (candidate.is_none()) return outcome;
  if (people.true_person[candidate.index()] == people.true_person[truth.index()])
    outcome |= evaluate::kIsRight;
  if (candidate == truth) outcome |= evaluate::kIsSameId;
  return outcome;
}

void add_rows(const Table& rows, const CandidateJoin& join, BestCandidates& best) {
  const auto incident = stages::find_all<IncidentId>(rows.text("incident_id"), join.incident_index);
  const auto person = stages::find_all<PersonId>(rows.text("person_id"), join.person_index);
  const StringColumn& role = rows.text("role");
  const StringColumn& status = rows.text("status");
  const std::vector<double>& probability = rows.floats("probability");
  for (std::size_t row = 0; row < rows.num_rows(); ++row) {
    if (incident[row].is_none()) continue;
    const std::uint32_t mention =
        join.mentions.mention_of_slot[TrueMentions::slot(incident[row], role_of(role[row]))];
    if (mention == kNoMention) {
      ++best.not_in_truth;
      continue;
    }
    best.probability[mention] = probability[row];
    best.outcome[mention] = outcome_of(join.mentions.person[mention], person[row],
                                       status[row] == "linked", join.people);
  }
}

}  // namespace

BestCandidates read_best_candidates(const io::ResultFileReader& file, const CandidateJoin& join,
                                    report::Reporter& reporter) {
  BestCandidates best;
  best.probability.assign(join.mentions.size(), kMissingFloat64);
  best.outcome.reserve(join.mentions.size());
  for (const PersonId person : join.mentions.person)
    best.outcome.push_back(outcome_of(person, PersonId{}, false, join.people));
  const io::TableReader table = file.open_table("linkage/links");
  reporter.begin_stage("links", table.num_rows());
  for_each_block(table, reporter, [&](const Table& rows) { add_rows(rows, join, best); });
  reporter.end_stage();
  return best;
}

}  // namespace fsu::commands

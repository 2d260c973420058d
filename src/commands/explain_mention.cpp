#include "src/commands/explain_mention.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

#include "kernels/compare/compare_identities.hpp"
#include "kernels/compare/guards.hpp"
#include "kernels/core/error.hpp"
#include "kernels/core/string_index.hpp"
#include "src/commands/evidence_values.hpp"
#include "src/commands/identity_values.hpp"
#include "src/commands/stated_run.hpp"
#include "src/commands/waterfall.hpp"
#include "src/stages/decision_cells.hpp"
#include "src/stages/force_linkage.hpp"
#include "src/stages/learned_linkage.hpp"
#include "src/stages/link_clerk.hpp"
#include "src/stages/model_file.hpp"

namespace fsu::commands {
namespace {

using stages::MentionRole;

/// Numbers that differ by more are not the same.
constexpr double kSameNumber = 1e-9;

bool is_same(double a, double b) {
  return std::isnan(a) || std::isnan(b) ? std::isnan(a) == std::isnan(b)
                                        : std::abs(a - b) <= kSameNumber;
}

struct NamedMention {
  std::string incident;
  MentionRole role = MentionRole::kOriginator;
};

/// A mention by its log's row.
struct FoundMention {
  std::uint32_t row = 0;
  MentionRole role = MentionRole::kOriginator;
};

NamedMention parse_mention(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  const std::string role = colon == std::string::npos ? "" : text.substr(colon + 1);
  if (role != "originator" && role != "subject") {
    throw Error(ErrorKind::kUsage,
                "--explain: write INCIDENT:originator or INCIDENT:subject, with the log's id");
  }
  return {text.substr(0, colon),
          role == "originator" ? MentionRole::kOriginator : MentionRole::kSubject};
}

std::uint32_t find_incident(const stages::Force& force, const std::string& id) {
  const auto row = StringIndex(force.rows("incidents").text("incident_id")).find(id);
  if (!row) throw Error(ErrorKind::kUsage, "--explain: no log " + id + " was read");
  return *row;
}

/// What differs between a decision and the row of linkage/links; empty where nothing does.
std::string describe_difference(const resolve::Decision& decision, const StatedLink* stated,
                                const StringColumn& person_ids) {
  const bool has_row = decision.status > resolve::Status::kNoCandidate;
  const std::string status(resolve::status_name(decision.status));
  if (stated == nullptr) return has_row ? "it has no row of the mention" : "";
  if (status != stated->status) return "status " + stated->status + ", not " + status;
  const std::string_view person = stages::id_cell(decision.person, person_ids);
  if (person != stated->person_id)
    return fmt::format("person {}, not {}", stated->person_id, person);
  const double probability = stages::probability_cell(decision);
  if (!is_same(probability, stated->probability))
    return fmt::format("probability {:.9g}, not {:.9g}", stated->probability, probability);
  const double weight = stages::weight_cell(decision.weight);
  if (is_same(weight, stated->weight)) return {};
  return fmt::format("weight {:+.2f}, not {:+.2f}", stated->weight, weight);
}

/// One mention and all that its decision is made of.
class Explanation {
 public:
  Explanation(const ExplainConfig& config, FoundMention mention, const stages::Force& force,
              const stages::MentionRecords& records, const stages::LearnedLinkage& learned,
              const config::LinkageConfig& linkage)
      : config_(config),
        mention_(mention),
        force_(force),
        records_(records),
        learned_(learned),
        worker_(learned.scorer()),
        decider_(learned.scorer(), learned.index(), learned.model(), linkage) {}

  /// Prints to `out` and gives what was decided.
  resolve::Decision print(const stages::ClerkWords* words, std::ostream& out) {
    const auto [row, role] = mention_;
    const bool is_chosen = words != nullptr && words->always.size() == 1;
    if (records_.is_organisation(row, role) && !is_chosen) {
      out << fmt::format("{}: organisation, not compared with people\n", config_.mention);
      if (words != nullptr) print_words(*words, out);
      resolve::Decision organisation;
      organisation.status = resolve::Status::kOrganisation;
      return organisation;
    }
    const std::uint32_t number =
        learned_.cases()
            .case_of_mention[stages::mention_position(row, role, force_.num_incidents())];
    const stages::NumberedLinkCase of{learned_.cases().cases[number], number};
    const resolve::Decision decision =
        words == nullptr ? decider_.decide(of) : decider_.decide(of, *words);
    out << fmt::format("{}: {}, {} people compared\n", config_.mention,
                       resolve::status_name(decision.status), decision.candidates);
    if (words != nullptr) print_words(*words, out);
    print_person("best", of, decision.person, out);
    if (!decision.person.is_none()) {
      out << fmt::format(
          "probability {:.6g}: of this person, or ids that are probably the same, "
          "among all who may be meant and nobody ({:.3g})\n",
          decision.probability, learned_.model().nobody_share);
    }
    print_person("runner-up", of, decision.runner_up, out);
    return decision;
  }

 private:
  void print_words(const stages::ClerkWords& words, std::ostream& out) const {
    for (const PersonId person : words.always) {
      out << "a clerk decided: always " << force_.person_ids[person.index()] << "\n";
    }
    for (const PersonId person : words.never) {
      out << "a clerk decided: never " << force_.person_ids[person.index()] << "\n";
    }
    if (words.always.size() > 1) out << "these contradict each other: no always is followed\n";
  }

  void print_person(const char* what, const stages::NumberedLinkCase& of, PersonId person,
                    std::ostream& out) {
    if (person.is_none()) {
      out << fmt::format("\n{}: none\n", what);
      return;
    }
    static_cast<void>(worker_.score(of));
    out << fmt::format("\n{}: {}\n", what, force_.person_ids[person.index()])
        << render_waterfall(lines_of(of, worker_.score_person(of, person)));
  }

  [[nodiscard]] std::vector<WaterfallLine> lines_of(const stages::NumberedLinkCase& of,
                                                    const stages::PossiblePerson& person) {
    std::vector<WaterfallLine> lines = pattern_lines(learned_.model().model, person.levels);
    if (config_.shows_values) add_values(of, person, lines);
    const stages::WeightParts parts = worker_.parts(of, person);
    lines.push_back({"frequency", "of the names and dates that agree", parts.frequency});
    lines.push_back({"sharing", "by how many share what agrees", parts.sharing});
    lines.push_back({"versions", "more or fewer than others have", parts.versions});
    if (parts.guard != 0) {
      lines.push_back({"guard", guard_reason(of, person), parts.guard});
    }
    return lines;
  }

  [[nodiscard]] std::string guard_reason(const stages::NumberedLinkCase& of,
                                         const stages::PossiblePerson& person) const {
    return std::string(compare::guard_reason(
        compare::guard_of(person.levels, learned_.identities()[of.link_case.identity],
                          learned_.index().identity(person.identity))));
  }

  void add_values(const stages::NumberedLinkCase& of, const stages::PossiblePerson& person,
                  std::vector<WaterfallLine>& lines) const {
    const auto values = [&](const Identity& identity) {
      return identity_values(identity, records_.encoded.names, records_.encoded.identifiers);
    };
    const auto ours = values(learned_.identities()[of.link_case.identity]);
    const auto theirs = values(learned_.index().identity(person.identity));
    for (std::size_t i = 0; i < ours.size(); ++i) {  // behind the prior
      lines[i + 1].left_value = ours[i];
      lines[i + 1].right_value = theirs[i];
    }
    add_evidence(person.person, std::span(lines).subspan(1 + ours.size()));
  }

  /// Values of the evidence that was compared; `lines` begins with its first comparison.
  void add_evidence(PersonId person, std::span<WaterfallLine> lines) const {
    const auto evidence =
        evidence_values(stages::evidence_tables(force_), mention_.row, mention_.role, person);
    for (std::size_t i = 0; i < evidence.size(); ++i) {
      if (!lines[i].m) continue;  // nothing compared
      lines[i].left_value = evidence[i].of_mention;
      lines[i].right_value = evidence[i].of_person;
    }
  }

  const ExplainConfig& config_;
  FoundMention mention_;
  const stages::Force& force_;
  const stages::MentionRecords& records_;
  const stages::LearnedLinkage& learned_;
  stages::LinkScorer::Worker worker_;
  stages::CaseDecider decider_;
};

/// Who is meant by INCIDENT:ROLE; kUsage where nobody is.
FoundMention find_mention(const NamedMention& named, const stages::Force& force,
                          const stages::MentionRecords& records) {
  const FoundMention found{find_incident(force, named.incident), named.role};
  if (stages::is_mention(records, force.rows("incidents"), found.row, found.role)) return found;
  throw Error(ErrorKind::kUsage,
              "--explain: the log names nobody as " + std::string(stages::role_name(found.role)));
}

/// Warns where the results file says something else of the mention than was just explained.
void warn_of_difference(const StatedRun& run, const NamedMention& mention,
                        const resolve::Decision& decision, const StringColumn& person_ids,
                        report::Reporter& reporter) {
  const auto stated = run.find_link(mention.incident, mention.role);
  if (!stated && !run.has_all_links()) return;
  const std::string difference =
      describe_difference(decision, stated ? &*stated : nullptr, person_ids);
  if (difference.empty()) return;
  reporter.warn(fmt::format(
      "linkage/links of {} says otherwise: {}. It was made by another version of fsu, or the "
      "extracts were read with other settings: give --config and options as for the run",
      run.path().string(), difference));
}

}  // namespace

void explain_mention(const ExplainConfig& config, report::Reporter& reporter, std::ostream& out) {
  const NamedMention named = parse_mention(config.mention);
  const StatedRun run(config.results);
  const config::LinkageConfig linkage = run.linkage(config.model);
  std::optional<model::Model> given;
  if (!config.model.empty())
    given = stages::load_model(config.model, stages::mention_comparisons());
  const stages::Force force = stages::join_force(stages::read_force(config.input, reporter));
  run.check_inputs(force, config.input.folder);
  const stages::EvidenceTables tables = stages::evidence_tables(force);
  const std::vector<stages::ClerkDecision> decisions = stages::clerk_decisions(force);
  const stages::LinkageInput input{tables, force.rows("missing_reports"), decisions,
                                   given ? &*given : nullptr};
  const stages::MentionRecords records =
      stages::encode_records(tables, force.rows("missing_reports"), linkage);
  const FoundMention mention = find_mention(named, force, records);
  const stages::LearnedLinkage learned(input, records, linkage, reporter);
  stages::ClerkBook clerk(decisions);
  const resolve::Decision decision = Explanation(config, mention, force, records, learned, linkage)
                                         .print(clerk.find(mention.row, mention.role), out);
  warn_of_difference(run, named, decision, force.person_ids, reporter);
}

}  // namespace fsu::commands

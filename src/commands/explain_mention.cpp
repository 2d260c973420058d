#include "src/commands/explain_mention.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "io/h5_results_reader.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/compare/guards.hpp"
#include "kernels/core/error.hpp"
#include "kernels/core/string_index.hpp"
#include "src/commands/identity_values.hpp"
#include "src/commands/stated_settings.hpp"
#include "src/commands/waterfall.hpp"
#include "src/stages/force_linkage.hpp"
#include "src/stages/learned_linkage.hpp"
#include "src/stages/link_clerk.hpp"
#include "src/stages/model_file.hpp"

namespace fsu::commands {
namespace {

using stages::MentionRole;

struct NamedMention {
  std::string incident;
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

/// The settings of the linkage as the results file states them.
config::LinkageConfig stated_linkage(const ExplainConfig& config) {
  const io::ResultFileReader file(config.results);
  const StatedSettings settings(file);
  if (settings.text("linkage", "fuzzy") == "exact") {
    throw Error(ErrorKind::kUsage,
                "--explain: the file was made with --linkage exact, which weighs nothing");
  }
  if (settings.text("model", "learned") != "learned" && config.model.empty()) {
    throw Error(ErrorKind::kUsage, "--explain: the run was given a model; name it with --model");
  }
  config::LinkageConfig linkage;
  linkage.link_probability = settings.number("link-probability", linkage.link_probability);
  linkage.link_margin = settings.number("link-margin", linkage.link_margin);
  const auto evidence = config::parse_evidence(settings.text("evidence", "all"));
  linkage.evidence = evidence.value_or(config::kAllEvidence);
  return linkage;
}

std::uint32_t find_incident(const stages::Force& force, const std::string& id) {
  const auto row = StringIndex(force.rows("incidents").text("incident_id")).find(id);
  if (!row) throw Error(ErrorKind::kUsage, "--explain: no log " + id + " was read");
  return *row;
}

/// One mention and all that its decision is made of.
class Explanation {
 public:
  Explanation(const ExplainConfig& config, const stages::Force& force,
              const stages::MentionRecords& records, const stages::LearnedLinkage& learned,
              const config::LinkageConfig& linkage)
      : config_(config),
        force_(force),
        records_(records),
        learned_(learned),
        worker_(learned.scorer()),
        decider_(learned.scorer(), learned.index(), learned.model(), linkage) {}

  void print(std::uint32_t row, MentionRole role, const stages::ClerkWords* words,
             std::ostream& out) {
    const bool is_chosen = words != nullptr && words->always.size() == 1;
    if (records_.is_organisation(row, role) && !is_chosen) {
      out << fmt::format("{}: organisation, not compared with people\n", config_.mention);
      if (words != nullptr) print_words(*words, out);
      return;
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
  }

  const ExplainConfig& config_;
  const stages::Force& force_;
  const stages::MentionRecords& records_;
  const stages::LearnedLinkage& learned_;
  stages::LinkScorer::Worker worker_;
  stages::CaseDecider decider_;
};

}  // namespace

void explain_mention(const ExplainConfig& config, report::Reporter& reporter, std::ostream& out) {
  const NamedMention mention = parse_mention(config.mention);
  const config::LinkageConfig linkage = stated_linkage(config);
  const stages::Force force = stages::join_force(stages::read_force(config.input, reporter));
  const stages::EvidenceTables tables = stages::evidence_tables(force);
  const std::uint32_t row = find_incident(force, mention.incident);
  const std::vector<stages::ClerkDecision> decisions = stages::clerk_decisions(force);
  std::optional<model::Model> given;
  if (!config.model.empty()) {
    given = stages::load_model(config.model, stages::mention_comparisons());
  }
  const stages::LinkageInput input{tables, force.rows("missing_reports"), decisions,
                                   given ? &*given : nullptr};
  const stages::MentionRecords records =
      stages::encode_records(tables, force.rows("missing_reports"), linkage);
  if (!stages::is_mention(records, tables.incidents, row, mention.role)) {
    throw Error(ErrorKind::kUsage, "--explain: the log names nobody as " +
                                       std::string(stages::role_name(mention.role)));
  }
  const stages::LearnedLinkage learned(input, records, linkage, reporter);
  const stages::ClerkBook clerk(decisions);
  Explanation(config, force, records, learned, linkage)
      .print(row, mention.role, clerk.find(row, mention.role), out);
}

}  // namespace fsu::commands

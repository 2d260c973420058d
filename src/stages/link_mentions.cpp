#include "src/stages/link_mentions.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "kernels/blocking/distinct_identities.hpp"
#include "kernels/core/check.hpp"
#include "kernels/text/encode_identities.hpp"
#include "src/stages/link_clerk.hpp"
#include "src/stages/link_identities.hpp"
#include "src/stages/link_summary.hpp"

namespace fsu::stages {
namespace {

enum Source : std::size_t { kPersons, kOriginators, kSubjects, kReports };

text::RecordColumns columns_of(const Table& table, const std::array<std::string_view, 4>& names) {
  return {&table.text(names[0]), &table.text(names[1]), table.dates(names[2]),
          &table.text(names[3])};
}

text::EncodedSources encode(const LinkageInput& input) {
  const std::array sources = {
      columns_of(input.persons, {"forenames", "surname", "date_of_birth", "pnc_id"}),
      columns_of(input.incidents, {"originator_forename", "originator_surname", "originator_dob",
                                   "originator_pnc_id"}),
      columns_of(input.incidents,
                 {"subject_forename", "subject_surname", "subject_dob", "subject_pnc_id"}),
      columns_of(input.missing_reports, {"forename", "surname", "date_of_birth", "pnc_id"})};
  return text::encode_identities(sources);
}

MentionIdentities distinct_mentions(const text::EncodedSources& encoded) {
  const std::array<std::span<const Identity>, 3> sources = {
      encoded.sources[kOriginators].identities, encoded.sources[kSubjects].identities,
      encoded.sources[kReports].identities};
  return blocking::distinct_mention_identities(sources);
}

/// Collects the entries of MentionLinks in the order of (incident row, role).
class MentionCollector {
 public:
  MentionCollector(const LinkageInput& input, const text::EncodedSources& encoded,
                   const MentionIdentities& distinct, const IdentityLinker& linker,
                   MentionLinks& links)
      : phones_(input.incidents.text("originator_phone")),
        encoded_(encoded),
        distinct_(distinct),
        num_incidents_(input.incidents.num_rows()),
        clerk_(input.clerk_decisions),
        worker_(linker),
        links_(links) {
    resolve::Decision organisation;
    organisation.status = resolve::Status::kOrganisation;
    organisation_index_ = append(organisation);
    links_.incident_row.reserve(2 * num_incidents_);
    links_.role.reserve(2 * num_incidents_);
    links_.decision_index.reserve(2 * num_incidents_);
  }

  /// Collects all mentions; returns where the clerks' decisions went.
  ClerkCounts collect(std::size_t num_decisions) {
    for (std::uint32_t row = 0; row < num_incidents_; ++row) {
      for (const MentionRole role : {MentionRole::kOriginator, MentionRole::kSubject}) {
        if (is_mention(row, role)) add(row, role);
      }
    }
    clerk_counts_.unknown_person = clerk_.num_unknown_persons();
    clerk_counts_.no_mention = static_cast<std::int64_t>(num_decisions) - clerk_counts_.followed -
                               clerk_counts_.contradictory - clerk_counts_.unknown_person;
    return clerk_counts_;
  }

 private:
  [[nodiscard]] std::uint8_t flags(std::uint32_t row, MentionRole role) const {
    const Source source = role == MentionRole::kOriginator ? kOriginators : kSubjects;
    return encoded_.sources[source].flags[row];
  }

  [[nodiscard]] bool is_mention(std::uint32_t row, MentionRole role) const {
    return (flags(row, role) & text::kBlankRecord) == 0 ||
           (role == MentionRole::kOriginator && !phones_[row].empty());
  }

  void add(std::uint32_t row, MentionRole role) {
    const std::size_t mention = row + (role == MentionRole::kSubject ? num_incidents_ : 0);
    std::uint32_t decision = distinct_.identity_of_mention[mention];
    const ClerkWords* const words = clerk_.find(row, role);
    const bool is_organisation = (flags(row, role) & text::kOrganisation) != 0;
    if (words != nullptr) count(*words);
    if (words != nullptr && (!is_organisation || words->always.size() == 1)) {
      decision = append(worker_.link(distinct_.identities[decision], *words));
    } else if (is_organisation) {
      decision = organisation_index_;
    }
    links_.incident_row.push_back(row);
    links_.role.push_back(role);
    links_.decision_index.push_back(decision);
  }

  void count(const ClerkWords& words) {
    const auto num_always = static_cast<std::int64_t>(words.always.size());
    clerk_counts_.followed += static_cast<std::int64_t>(words.never.size());
    (num_always > 1 ? clerk_counts_.contradictory : clerk_counts_.followed) += num_always;
  }

  std::uint32_t append(const resolve::Decision& decision) {
    links_.decisions.push_back(decision);
    return checked_cast<std::uint32_t>(links_.decisions.size() - 1);
  }

  const StringColumn& phones_;
  const text::EncodedSources& encoded_;
  const MentionIdentities& distinct_;
  std::size_t num_incidents_;
  ClerkBook clerk_;
  IdentityLinker::Worker worker_;
  MentionLinks& links_;
  std::uint32_t organisation_index_ = 0;
  ClerkCounts clerk_counts_;
};

ReportLinks collect_reports(const LinkageInput& input, const text::EncodedRecords& records,
                            std::span<const std::uint32_t> identity_of_report,
                            std::span<const resolve::Decision> decisions) {
  ReportLinks links;
  const StringColumn& person_ids = input.missing_reports.text("person_id");
  for (std::uint32_t row = 0; row < person_ids.size(); ++row) {
    if (!person_ids[row].empty()) continue;
    links.report_row.push_back(row);
    links.decisions.push_back(decisions[identity_of_report[row]]);
    if ((records.flags[row] & text::kOrganisation) != 0) {
      links.decisions.back().status = resolve::Status::kOrganisation;
    }
  }
  return links;
}

std::vector<PatternCount> occurring_patterns(const LinkCounts& counts,
                                             const IdentityLinker& linker) {
  std::vector<PatternCount> patterns;
  for (std::uint32_t pattern = 0; pattern < kNumPatterns; ++pattern) {
    const std::uint64_t pairs = counts.pairs_of_pattern[pattern];
    if (pairs > 0) patterns.push_back({pattern, pairs, linker.pattern_weight(pattern)});
  }
  return patterns;
}

}  // namespace

Linkage link_mentions(const LinkageInput& input, const LinkageConfig& config,
                      report::Reporter& reporter) {
  const std::string method = config.method == LinkageConfig::Method::kExact ? "exact " : "";
  reporter.begin_stage(method + "identities");
  const text::EncodedSources encoded = encode(input);
  const PersonIdentities persons = blocking::distinct_person_identities(
      encoded.sources[kPersons].identities, input.person_of_version);
  const MentionIdentities distinct = distinct_mentions(encoded);
  reporter.end_stage(
      static_cast<std::int64_t>(input.persons.num_rows() + distinct.identity_of_mention.size()));

  reporter.begin_stage(method + "linkage", distinct.identities.size(), "identities");
  const IdentityLinker linker(persons, encoded.names, config);
  LinkedIdentities linked = link_identities(linker, distinct.identities, reporter);
  Linkage linkage;
  linkage.model = linker.model();
  linkage.patterns = occurring_patterns(linked.counts, linker);
  linkage.blocking = linked.counts.blocking;
  const auto identity_of_report =
      std::span(distinct.identity_of_mention).subspan(2 * input.incidents.num_rows());
  linkage.reports =
      collect_reports(input, encoded.sources[kReports], identity_of_report, linked.decisions);
  linkage.mentions.decisions = std::move(linked.decisions);
  linkage.clerk = MentionCollector(input, encoded, distinct, linker, linkage.mentions)
                      .collect(input.clerk_decisions.size());
  reporter.end_stage();

  linkage.summary = summarise_linkage({linkage, persons, distinct.identities.size(),
                                       encoded.sources[kPersons], encoded.sources[kOriginators],
                                       encoded.sources[kSubjects], encoded.sources[kReports]});
  return linkage;
}

}  // namespace fsu::stages

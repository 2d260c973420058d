#include "src/stages/collect_links.hpp"

#include <numeric>
#include <utility>

#include "kernels/core/check.hpp"
#include "kernels/core/first_touch.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockSize = std::size_t{1} << 16;

/// Collects the entries of MentionLinks in the order of (incident row, role).
class MentionCollector {
 public:
  /// `links` has the decisions of the cases.
  MentionCollector(const CollectInput& input, const DecideAgain& decide_again, MentionLinks& links)
      : input_(input),
        decide_again_(decide_again),
        num_incidents_(input.input.tables.incidents.num_rows()),
        clerk_(input.input.clerk_decisions),
        links_(links) {
    resolve::Decision organisation;
    organisation.status = resolve::Status::kOrganisation;
    organisation_index_ = append(organisation);
    reserve_touched(links_.incident_row, 2 * num_incidents_);
    reserve_touched(links_.role, 2 * num_incidents_);
    reserve_touched(links_.decision_index, 2 * num_incidents_);
  }

  /// Collects all mentions; returns where the clerks' decisions went.
  ClerkCounts collect() {
    const Table& incidents = input_.input.tables.incidents;
    for (std::uint32_t row = 0; row < num_incidents_; ++row) {
      for (const MentionRole role : {MentionRole::kOriginator, MentionRole::kSubject}) {
        if (is_mention(input_.records, incidents, row, role)) add(row, role);
      }
    }
    clerk_counts_.unknown_person = clerk_.num_unknown_persons();
    clerk_counts_.no_mention = static_cast<std::int64_t>(input_.input.clerk_decisions.size()) -
                               clerk_counts_.followed - clerk_counts_.contradictory -
                               clerk_counts_.unknown_person;
    return clerk_counts_;
  }

 private:
  void add(std::uint32_t row, MentionRole role) {
    std::uint32_t decision = input_.case_of_mention[mention_position(row, role, num_incidents_)];
    const ClerkWords* const words = clerk_.find(row, role);
    const bool is_organisation = input_.records.is_organisation(row, role);
    if (words != nullptr) count(*words);
    if (words != nullptr && (!is_organisation || words->always.size() == 1)) {
      decision = append(decide_again_(decision, *words));
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

  const CollectInput& input_;
  const DecideAgain& decide_again_;
  std::size_t num_incidents_;
  ClerkBook clerk_;
  MentionLinks& links_;
  std::uint32_t organisation_index_ = 0;
  ClerkCounts clerk_counts_;
};

ReportLinks collect_reports(const CollectInput& input,
                            std::span<const resolve::Decision> decisions) {
  ReportLinks links;
  const StringColumn& person_ids = input.input.missing_reports.text("person_id");
  const std::size_t first_report = 2 * input.input.tables.incidents.num_rows();
  const text::EncodedRecords& records = input.records.of(MentionRecords::kReports);
  for (std::uint32_t row = 0; row < person_ids.size(); ++row) {
    if (!person_ids[row].empty()) continue;
    links.report_row.push_back(row);
    links.decisions.push_back(decisions[input.case_of_mention[first_report + row]]);
    if ((records.flags[row] & text::kOrganisation) != 0) {
      links.decisions.back().status = resolve::Status::kOrganisation;
    }
  }
  return links;
}

}  // namespace

std::vector<LinkedMention> linked_mentions(const MentionLinks& links) {
  std::vector<std::size_t> begins(num_blocks(links.size(), kBlockSize) + 1);
  for_blocks(links.size(), kBlockSize, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      begins[block.index + 1] += links.is_linked(i) ? 1u : 0u;
    }
  });
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<LinkedMention> linked;
  resize_touched(linked, begins.back());
  for_blocks(links.size(), kBlockSize, [&](const Block& block) {
    std::size_t next = begins[block.index];
    for (std::size_t i = block.begin; i < block.end; ++i) {
      if (!links.is_linked(i)) continue;
      linked[next++] = {IncidentId{links.incident_row[i]}, links.role[i], links.decision(i).person};
    }
  });
  return linked;
}

void collect_links(const CollectInput& input, std::vector<resolve::Decision> decisions,
                   const DecideAgain& decide_again, Linkage& linkage) {
  linkage.reports = collect_reports(input, decisions);
  linkage.mentions.decisions = std::move(decisions);
  linkage.clerk = MentionCollector(input, decide_again, linkage.mentions).collect();
}

}  // namespace fsu::stages

#include "src/stages/link_summary.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "kernels/core/parallel.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockSize = std::size_t{1} << 16;

constexpr std::array kFaults = std::to_array<std::pair<text::RecordFlag, std::string_view>>(
    {{text::kJunkName, "junk_names"},
     {text::kPlaceholderDate, "placeholder_dobs"},
     {text::kPartialDate, "partial_dobs"},
     {text::kInvalidPnc, "invalid_pnc_ids"}});

/// What is counted of the mentions of one role.
struct RoleCounts {
  std::int64_t mentions = 0;
  std::array<std::int64_t, resolve::kNumStatuses> by_status{};
  std::array<std::int64_t, kFaults.size()> faults{};

  void add_flags(std::uint8_t flags) {
    for (std::size_t i = 0; i < kFaults.size(); ++i) faults[i] += (flags & kFaults[i].first) != 0;
  }

  void add(const resolve::Decision& decision, std::uint8_t flags) {
    ++mentions;
    ++by_status[static_cast<std::size_t>(decision.status)];
    add_flags(flags);
  }

  void merge(const RoleCounts& other) {
    mentions += other.mentions;
    for (std::size_t i = 0; i < by_status.size(); ++i) by_status[i] += other.by_status[i];
    for (std::size_t i = 0; i < faults.size(); ++i) faults[i] += other.faults[i];
  }
};

/// Of originators and of subjects; mergeable.
struct MentionCounts {
  std::array<RoleCounts, 2> of_role;

  [[nodiscard]] static MentionCounts empty() { return {}; }
  void merge(const MentionCounts& other) {
    for (std::size_t i = 0; i < of_role.size(); ++i) of_role[i].merge(other.of_role[i]);
  }
  [[nodiscard]] const MentionCounts& finish() const { return *this; }
};

class SummaryBuilder {
 public:
  void add(std::string_view role, std::string_view measure, std::size_t value) {
    add_share(role, measure, static_cast<double>(value));
  }
  void add_share(std::string_view role, std::string_view measure, double value) {
    rows_.push_back({std::string(role), std::string(measure), value});
  }

  void add_faults(std::string_view role, const RoleCounts& counts) {
    for (std::size_t i = 0; i < kFaults.size(); ++i) {
      add(role, kFaults[i].second, static_cast<std::size_t>(counts.faults[i]));
    }
  }

  void add_role(std::string_view role, const RoleCounts& counts) {
    add(role, "mentions", static_cast<std::size_t>(counts.mentions));
    for (std::size_t status = 0; status < resolve::kNumStatuses; ++status) {
      const auto name = status == 0 ? std::string_view("organisations")
                                    : resolve::status_name(static_cast<resolve::Status>(status));
      add(role, name, static_cast<std::size_t>(counts.by_status[status]));
    }
    add_faults(role, counts);
  }

  [[nodiscard]] std::vector<SummaryCount> take() && { return std::move(rows_); }

 private:
  std::vector<SummaryCount> rows_;
};

std::array<RoleCounts, 2> count_mentions(const LinkSummaryInput& input) {
  const MentionLinks& links = input.linkage.mentions;
  return reduce_blocks<MentionCounts>(
             links.size(), kBlockSize,
             [&](const Block& block) {
               MentionCounts counts;
               for (std::size_t i = block.begin; i < block.end; ++i) {
                 const bool is_originator = links.role[i] == MentionRole::kOriginator;
                 counts.of_role[is_originator ? 0 : 1].add(
                     links.decision(i), input.records.flags(links.incident_row[i], links.role[i]));
               }
               return counts;
             })
      .of_role;
}

RoleCounts count_reports(const LinkSummaryInput& input) {
  RoleCounts counts;
  const ReportLinks& links = input.linkage.reports;
  for (std::size_t i = 0; i < links.decisions.size(); ++i) {
    counts.add(links.decisions[i],
               input.records.of(MentionRecords::kReports).flags[links.report_row[i]]);
  }
  return counts;
}

}  // namespace

std::vector<SummaryCount> summarise_linkage(const LinkSummaryInput& input) {
  SummaryBuilder builder;
  const auto mentions = count_mentions(input);
  builder.add_role(role_name(MentionRole::kOriginator), mentions[0]);
  builder.add_role(role_name(MentionRole::kSubject), mentions[1]);
  builder.add_role("missing", count_reports(input));
  RoleCounts versions;
  for (const std::uint8_t flags : input.records.of(MentionRecords::kPersons).flags)
    versions.add_flags(flags);
  builder.add("", "persons", input.persons.num_persons);
  builder.add("", "person_versions", input.records.of(MentionRecords::kPersons).flags.size());
  builder.add("", "person_identities", input.persons.identities.size());
  builder.add("", "mention_identities", input.records.distinct.identities.size());
  builder.add("", "cases", input.num_cases);
  builder.add_faults("", versions);
  builder.add("", "oversized_block_pairs", input.linkage.blocking.num_oversized());
  if (!input.linkage.model.comparisons.empty()) {
    builder.add_share("", "blocking_recall", input.linkage.blocking_recall);
    builder.add_share("", "nobody_share", input.linkage.nobody_share);
  }
  const ClerkCounts& clerk = input.linkage.clerk;
  builder.add("", "clerk_decisions_followed", static_cast<std::uint64_t>(clerk.followed));
  builder.add("", "clerk_decisions_contradictory", static_cast<std::uint64_t>(clerk.contradictory));
  builder.add("", "clerk_decisions_no_mention", static_cast<std::uint64_t>(clerk.no_mention));
  builder.add("", "clerk_decisions_unknown_person",
              static_cast<std::uint64_t>(clerk.unknown_person));
  return std::move(builder).take();
}

}  // namespace fsu::stages

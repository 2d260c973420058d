// The values that linkage gives to the stages behind it.
//
// MentionLinks has one entry for every mention, in the order of (incident row, role); equal cases
// share one decision, so an entry is nine bytes. A role with no name, date of birth,
// PNC ID or telephone is no mention and has no entry.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernels/blocking/candidates.hpp"
#include "kernels/core/ids.hpp"
#include "kernels/model/model.hpp"
#include "kernels/resolve/decision.hpp"
#include "src/config/linkage_config.hpp"
#include "src/stages/link_role.hpp"

namespace fsu::stages {

using config::LinkageConfig;

struct MentionLinks {
  std::vector<std::uint32_t> incident_row;
  std::vector<MentionRole> role;
  std::vector<std::uint32_t> decision_index;
  std::vector<resolve::Decision> decisions;

  [[nodiscard]] std::size_t size() const { return incident_row.size(); }
  /// Mentions of one case are far apart: who reads one asks for one further on, since most read
  /// all of them in order.
  [[nodiscard]] const resolve::Decision& decision(std::size_t mention) const {
    constexpr std::size_t kAhead = 16;
    if (mention + kAhead < decision_index.size()) {
      __builtin_prefetch(&decisions[decision_index[mention + kAhead]]);
    }
    return decisions[decision_index[mention]];
  }
  [[nodiscard]] bool is_linked(std::size_t mention) const {
    return decision(mention).status == resolve::Status::kLinked;
  }
};

/// A mention whose person is known.
struct LinkedMention {
  IncidentId incident;
  MentionRole role = MentionRole::kOriginator;
  PersonId person;
};

/// The mentions that are linked, in order.
[[nodiscard]] std::vector<LinkedMention> linked_mentions(const MentionLinks& links);

/// Links of the missing-person reports that name no person_id, in the order of their rows.
struct ReportLinks {
  std::vector<std::uint32_t> report_row;
  std::vector<resolve::Decision> decisions;
};

/// Pairs of identities with one agreement pattern.
struct PatternCount {
  std::uint64_t pattern = 0;
  std::uint64_t pairs = 0;
  Weight weight = 0;  ///< prior included, frequencies not
};

/// One row of linkage/summary.
struct SummaryCount {
  std::string role;  ///< originator, subject, missing; left, right; or empty
  std::string measure;
  double value = 0;
};

/// Where the clerks' decisions went; each row of link_decisions is in one of them.
struct ClerkCounts {
  std::int64_t followed = 0;
  std::int64_t contradictory = 0;   ///< several `always` on one mention
  std::int64_t no_mention = 0;      ///< on a role that names nobody
  std::int64_t unknown_person = 0;  ///< for a person_id that is not known
};

struct Linkage {
  MentionLinks mentions;
  ReportLinks reports;
  model::Model model;                  ///< no comparisons for exact linkage
  double blocking_recall = 1;          ///< estimated; 1 for exact linkage
  double nobody_share = 1;             ///< share of the cases that are about nobody in the index
  std::vector<PatternCount> patterns;  ///< those that occur, ascending; none for exact linkage
  blocking::BlockingCounts blocking;
  ClerkCounts clerk;
  std::vector<SummaryCount> summary;
  /// The baseline, exact linkage of the same mentions; the links themselves for exact linkage.
  std::vector<LinkedMention> exact;
};

}  // namespace fsu::stages

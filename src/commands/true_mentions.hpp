// The mentions that the truth names and that are in scope: the logs of
// incidents/resource_durations.
//
// Input: the logs in scope and the rows of a truth file. Output: columns by mention in the order of
// the truth, and which mention a log's role is.
#pragma once

#include <cstdint>
#include <vector>

#include "kernels/core/ids.hpp"
#include "kernels/core/string_index.hpp"
#include "kernels/core/table.hpp"
#include "src/stages/link_role.hpp"

namespace fsu::commands {

inline constexpr std::uint32_t kNoMention = 0xFFFFFFFF;

/// The logs in scope, in the order of their ids, and how long resources spent on each.
struct ScopeLogs {
  StringColumn incident_ids;
  std::vector<std::int64_t> resource_seconds;
};

/// Mentions in scope; all columns by mention.
struct TrueMentions {
  std::vector<IncidentId> incident;  ///< row of ScopeLogs
  std::vector<stages::MentionRole> role;
  std::vector<PersonId> person;            ///< none: nobody of the index
  std::vector<std::uint32_t> error_kinds;  ///< place in error_names
  StringColumn error_names;                ///< each combination with | between, one of them empty
  std::vector<std::uint32_t> mention_of_slot;  ///< two slots a log; kNoMention

  [[nodiscard]] std::size_t size() const { return incident.size(); }
  [[nodiscard]] static std::size_t slot(IncidentId incident, stages::MentionRole role) {
    return 2 * incident.index() + static_cast<std::size_t>(role);
  }
};

/// What a word for a role stands for.
[[nodiscard]] inline stages::MentionRole role_of(std::string_view word) {
  return word == role_name(stages::MentionRole::kOriginator) ? stages::MentionRole::kOriginator
                                                             : stages::MentionRole::kSubject;
}

/// `truth` has the columns of the truth of mentions; `incidents` and `persons` index the ids.
[[nodiscard]] TrueMentions mentions_in_scope(const Table& truth, const StringIndex& incidents,
                                             const StringIndex& persons, std::size_t num_logs);

}  // namespace fsu::commands

#include "src/commands/true_mentions.hpp"

#include "src/stages/dense_ids.hpp"
#include "src/stages/row_selection.hpp"

namespace fsu::commands {

TrueMentions mentions_in_scope(const Table& truth, const StringIndex& incidents,
                               const StringIndex& persons, std::size_t num_logs) {
  const auto incident = stages::find_all<IncidentId>(truth.text("incident_id"), incidents);
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < incident.size(); ++row) {
    if (!incident[row].is_none()) rows.push_back(row);
  }
  TrueMentions mentions;
  mentions.incident = stages::picked(incident, rows);
  mentions.person =
      stages::picked(stages::find_all<PersonId>(truth.text("person_id"), persons), rows);
  auto errors = stages::dense_ids<Id<struct ErrorKindsTag>>(truth.text("error_kinds"));
  const auto no_errors = static_cast<std::uint32_t>(errors.names.size());
  mentions.error_names = std::move(errors.names);
  mentions.error_names.push_back("");
  mentions.mention_of_slot.assign(2 * num_logs, kNoMention);
  const StringColumn& role = truth.text("role");
  for (const std::uint32_t row : rows) {
    const auto errors_of_row = errors.ids[row];
    mentions.error_kinds.push_back(errors_of_row.is_none() ? no_errors : errors_of_row.value);
    const auto mention = static_cast<std::uint32_t>(mentions.role.size());
    mentions.role.push_back(role_of(role[row]));
    mentions.mention_of_slot[TrueMentions::slot(incident[row], mentions.role.back())] = mention;
  }
  return mentions;
}

}  // namespace fsu::commands

#include "src/commands/evaluate_groups.hpp"

#include <map>
#include <string>

#include "kernels/core/split.hpp"

namespace fsu::commands {
namespace {

using CountByGroup = std::map<std::string, evaluate::GroupCount, std::less<>>;

CountByGroup count_roles(const TrueMentions& mentions, const BestCandidates& best) {
  std::vector<std::uint32_t> role;
  role.reserve(mentions.size());
  for (const stages::MentionRole of : mentions.role) role.push_back(static_cast<std::uint32_t>(of));
  const auto counts = evaluate::count_groups(role, best.outcome, 2);
  CountByGroup by_role;
  for (const auto of : {stages::MentionRole::kOriginator, stages::MentionRole::kSubject})
    by_role[std::string(role_name(of))] = counts[static_cast<std::size_t>(of)];
  return by_role;
}

CountByGroup count_error_kinds(const TrueMentions& mentions, const BestCandidates& best) {
  const auto counts =
      evaluate::count_groups(mentions.error_kinds, best.outcome, mentions.error_names.size());
  CountByGroup by_kind;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const std::string_view kinds = mentions.error_names[i];
    if (kinds.empty()) by_kind["none"].add(counts[i]);
    for (const std::string_view kind : split_filled(kinds, '|'))
      by_kind[std::string(kind)].add(counts[i]);
  }
  return by_kind;
}

CountByGroup count_name_groups(const TrueMentions& mentions, const BestCandidates& best,
                               const TruePeople& people) {
  std::vector<std::uint32_t> group;
  group.reserve(mentions.size());
  for (const PersonId person : mentions.person)
    group.push_back(person.is_none() ? people.no_group() : people.name_group[person.index()]);
  const auto counts = evaluate::count_groups(group, best.outcome, people.name_groups.size());
  CountByGroup by_group;
  for (std::size_t i = 0; i < counts.size(); ++i)
    by_group[std::string(people.name_groups[i])].add(counts[i]);
  return by_group;
}

void append_rows(const std::string& grouping, const CountByGroup& counts,
                 std::vector<GroupRow>& rows) {
  for (const auto& [group, count] : counts) {
    if (count.mentions > 0) rows.push_back({grouping, group, count});
  }
}

}  // namespace

std::vector<GroupRow> count_by_group(const TrueMentions& mentions, const BestCandidates& best,
                                     const TruePeople& people) {
  std::vector<GroupRow> rows;
  append_rows("role", count_roles(mentions, best), rows);
  append_rows("error_kind", count_error_kinds(mentions, best), rows);
  if (people.is_stated) append_rows("name_group", count_name_groups(mentions, best, people), rows);
  return rows;
}

}  // namespace fsu::commands

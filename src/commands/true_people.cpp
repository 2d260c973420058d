#include "src/commands/true_people.hpp"

#include "kernels/core/string_index.hpp"
#include "src/stages/dense_ids.hpp"

namespace fsu::commands {
namespace {

/// The true id of each person: what the file says, else its own.
StringColumn true_names(const TruePeople& people, const std::vector<PersonId>& person_of_row,
                        const StringColumn& true_person_ids) {
  std::vector<std::uint32_t> row_of_person(people.size(), PersonId::kNoneValue);
  for (std::uint32_t row = 0; row < person_of_row.size(); ++row)
    row_of_person[person_of_row[row].index()] = row;
  StringColumn names;
  for (std::size_t person = 0; person < people.size(); ++person) {
    const std::uint32_t row = row_of_person[person];
    names.push_back(row == PersonId::kNoneValue ? people.person_ids[person] : true_person_ids[row]);
  }
  return names;
}

/// Persons are visited in ascending order, so the first of a true id is the smallest.
void settle_true_persons(TruePeople& people, const StringColumn& names) {
  const auto numbered = stages::dense_ids<PersonId>(names);
  std::vector<PersonId> first(numbered.names.size());
  for (std::uint32_t person = 0; person < people.size(); ++person) {
    PersonId& representative = first[numbered.ids[person].index()];
    if (representative.is_none()) representative = PersonId{person};
    people.true_person[person] = representative;
  }
}

}  // namespace

TruePeople settle_people(std::span<const StringColumn* const> person_ids,
                         const Table* true_persons) {
  std::vector<const StringColumn*> columns(person_ids.begin(), person_ids.end());
  if (true_persons != nullptr) columns.push_back(&true_persons->text("person_id"));
  TruePeople people;
  people.person_ids = distinct_strings(columns);
  people.true_person.resize(people.size());
  people.is_stated = true_persons != nullptr;
  if (!people.is_stated) {
    for (std::uint32_t i = 0; i < people.size(); ++i) people.true_person[i] = PersonId{i};
    people.name_groups.push_back("none");
    people.name_group.assign(people.size(), 0);
    return people;
  }
  const auto person_of_row =
      stages::find_all<PersonId>(true_persons->text("person_id"), StringIndex(people.person_ids));
  settle_true_persons(people,
                      true_names(people, person_of_row, true_persons->text("true_person_id")));
  auto groups = stages::dense_ids<Id<struct NameGroupTag>>(true_persons->text("name_group"));
  people.name_groups = std::move(groups.names);
  people.name_groups.push_back("none");
  people.name_group.assign(people.size(), people.no_group());
  for (std::size_t row = 0; row < person_of_row.size(); ++row) {
    if (!groups.ids[row].is_none())
      people.name_group[person_of_row[row].index()] = groups.ids[row].value;
  }
  return people;
}

}  // namespace fsu::commands

// Random role rows, and the slow twin of the distinct investigations of each person: one map.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "kernels/core/random.hpp"
#include "kernels/usage/person_investigations.hpp"

namespace fsu::test {

struct OwnedRoleRows {
  std::vector<PersonId> person;
  std::vector<InvestigationId> investigation;
  std::vector<usage::Role> role;

  [[nodiscard]] usage::RoleRows view() const { return {person, investigation, role}; }

  void add(std::uint32_t of_person, std::uint32_t in_investigation, usage::Role with_role) {
    person.push_back(PersonId{of_person});
    investigation.push_back(InvestigationId{in_investigation});
    role.push_back(with_role);
  }
};

inline OwnedRoleRows random_role_rows(std::size_t num_rows, std::uint32_t num_persons,
                                      std::uint32_t num_investigations, std::uint64_t seed) {
  OwnedRoleRows rows;
  for (std::size_t index = 0; index < num_rows; ++index) {
    Random random(seed, 4, index);
    const auto person = static_cast<std::uint32_t>(random.below(num_persons));
    const auto investigation = static_cast<std::uint32_t>(random.below(num_investigations));
    rows.add(person, investigation, static_cast<usage::Role>(random.below(5)));
  }
  return rows;
}

using RolesByPair = std::map<std::pair<PersonId, InvestigationId>, usage::RoleSet>;

inline RolesByPair reference_roles(const OwnedRoleRows& rows) {
  RolesByPair roles;
  for (std::size_t row = 0; row < rows.role.size(); ++row) {
    usage::RoleSet& set = roles[{rows.person[row], rows.investigation[row]}];
    set = static_cast<usage::RoleSet>(set | usage::role_bit(rows.role[row]));
  }
  return roles;
}

}  // namespace fsu::test

// Who had which roles in which investigation: distinct (person, investigation) with a set of roles.
//
// Input: role rows in any order, with repeats. Output: one row for each person and investigation,
// sorted by them, with the roles as bits. Counts, harm, themes and priority types are all over
// distinct investigations, so they all start here.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/ids.hpp"

namespace fsu::usage {

enum class Role : std::uint8_t { kSuspect, kOffender, kVictim, kWitness, kOther };

/// Roles as bits.
using RoleSet = std::uint8_t;
[[nodiscard]] constexpr RoleSet role_bit(Role role) {
  return static_cast<RoleSet>(1U << static_cast<unsigned>(role));
}
[[nodiscard]] constexpr bool has_role(RoleSet roles, Role role) {
  return (roles & role_bit(role)) != 0;
}

/// Role rows; all columns of one length, persons below num_persons.
struct RoleRows {
  std::span<const PersonId> person;
  std::span<const InvestigationId> investigation;
  std::span<const Role> role;

  [[nodiscard]] std::size_t size() const { return person.size(); }
};

/// Rows sorted by (person, investigation), each pair once.
struct PersonInvestigations {
  std::vector<PersonId> person;
  std::vector<InvestigationId> investigation;
  std::vector<RoleSet> roles;

  [[nodiscard]] std::size_t size() const { return person.size(); }
  friend bool operator==(const PersonInvestigations&, const PersonInvestigations&) = default;
};

/// The distinct investigations of each person.
[[nodiscard]] PersonInvestigations person_investigations(const RoleRows& rows,
                                                         std::size_t num_persons,
                                                         std::size_t block_rows = std::size_t{1}
                                                                                  << 16);

}  // namespace fsu::usage

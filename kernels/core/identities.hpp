// Identities: what a record says about who a person is, in comparable form.
//
// An identity is a row, not columns, because comparing a pair touches every field of both sides:
// 24 bytes lie in one cache line. Names and identifiers are ranks in dictionaries of distinct
// values that both sides share, so equal ids are equal values. Missing: a none id, kMissingDate.
// Records with equal identities are linked once; the two values below map them back.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/date.hpp"
#include "kernels/core/ids.hpp"
#include "kernels/core/missing.hpp"

namespace fsu {

/// Rank of a normalised name in the dictionary of names.
using NameId = Id<struct NameTag>;
/// Rank of a canonical identifier, such as a PNC ID, in the dictionary of identifiers.
using IdentifierId = Id<struct IdentifierTag>;

struct Identity {
  NameId forename;         ///< first forename
  NameId surname;          ///< all words, a blank between
  NameId other_forenames;  ///< the rest, a blank between
  std::int32_t date_of_birth = kMissingDate;
  IdentifierId identifier;  ///< canonical and valid
  /// An identifier that fails its check: never evidence of a different person, but it may be a
  /// mistyped form of the right one.
  IdentifierId mistyped_identifier;

  [[nodiscard]] constexpr bool has_name() const {
    return !forename.is_none() || !surname.is_none();
  }
  [[nodiscard]] constexpr bool has_full_name() const {
    return !forename.is_none() && !surname.is_none();
  }
  [[nodiscard]] constexpr bool has_whole_date() const { return is_whole_date(date_of_birth); }

  /// An identifier of either kind; none where there is none.
  [[nodiscard]] constexpr IdentifierId any_identifier() const {
    return identifier.is_none() ? mistyped_identifier : identifier;
  }

  /// By forename, surname, other forenames, date, identifiers: identities of one full name are
  /// neighbours.
  friend constexpr auto operator<=>(const Identity&, const Identity&) = default;
};

/// By name of the dictionary: whether an identity of either side has it as forename or surname.
[[nodiscard]] inline std::vector<bool> names_in_use(std::span<const Identity> left,
                                                    std::span<const Identity> right,
                                                    std::size_t num_names) {
  std::vector<bool> in_use(num_names);
  for (const std::span<const Identity> side : {left, right}) {
    for (const Identity& identity : side) {
      if (!identity.forename.is_none()) in_use[identity.forename.index()] = true;
      if (!identity.surname.is_none()) in_use[identity.surname.index()] = true;
    }
  }
  return in_use;
}

/// The distinct identities of the index of people, in order, and the people who bear each.
struct PersonIdentities {
  std::vector<Identity> identities;
  std::vector<std::uint32_t> person_begins;  ///< one more than identities
  std::vector<PersonId> persons;             ///< ascending and distinct within an identity
  std::size_t num_persons = 0;               ///< distinct people over all identities

  [[nodiscard]] std::span<const PersonId> persons_of(std::size_t identity) const {
    return std::span(persons).subspan(person_begins[identity],
                                      person_begins[identity + 1] - person_begins[identity]);
  }
};

/// The distinct identities of the mentions, in order, and which one each mention has.
struct MentionIdentities {
  std::vector<Identity> identities;
  std::vector<std::uint32_t> identity_of_mention;
};

}  // namespace fsu

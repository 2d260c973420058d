// Where a person lives, for the list: the LPA of the most frequent home address.
//
// Input: home addresses as given in the person's investigations, any role. Output: one row a
// person. An address has one vote for each investigation that gives it; rows without an address do
// not vote. Most votes win, then the address seen last, then the smaller key; the runner-up is the
// next in the same order. The latest address is the one seen last, then more votes, then the
// smaller key. Where rows of one address name different LPAs, the one seen last counts, then the
// smaller id; rows without an LPA are passed over as long as another of that address has one.
// The caller makes the keys: an address id, else the normalised text, else the LPA, numbered in
// byte order, so that an address with an id and one without are never equal.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/core/ids.hpp"

namespace fsu::usage {

using AddressKey = Id<struct AddressTag>;
using LpaId = Id<struct LpaTag>;

/// Home addresses by role row; all columns of one length, persons below num_persons.
struct HomeRows {
  std::span<const PersonId> person;
  std::span<const InvestigationId> investigation;
  std::span<const std::int64_t> created_at;  ///< of the investigation
  std::span<const AddressKey> address;       ///< none where blank
  std::span<const LpaId> lpa;                ///< none where blank

  [[nodiscard]] std::size_t size() const { return person.size(); }
};

/// One row a person, by dense id; none where nothing is known.
struct HomeAreas {
  std::vector<AddressKey> home;
  std::vector<LpaId> home_lpa;
  std::vector<std::int64_t> home_investigations;  ///< votes of the winning address
  std::vector<LpaId> runner_up_lpa;
  std::vector<AddressKey> latest;
  std::vector<LpaId> latest_lpa;
  friend bool operator==(const HomeAreas&, const HomeAreas&) = default;
};

/// Home areas of the persons [0, num_persons).
[[nodiscard]] HomeAreas home_areas(const HomeRows& rows, std::size_t num_persons,
                                   std::size_t block_rows = std::size_t{1} << 16);

}  // namespace fsu::usage

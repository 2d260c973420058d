// Identities as keys of whole words in the same order, to be grouped by (kernels/core/key_groups).
//
// Three words: names; further forenames and date; identifiers. Ids take no more bits than the
// largest one in use needs, and none, the largest of all, is put next to it: so the bits of a key
// tell identities apart as early as they can.
#pragma once

#include <bit>
#include <cstdint>
#include <span>

#include "kernels/core/identities.hpp"
#include "kernels/core/key_groups.hpp"

namespace fsu::blocking {

class IdentityKeys {
 public:
  explicit IdentityKeys(std::span<const std::span<const Identity>> sources);

  [[nodiscard]] GroupKey<3> of(const Identity& identity) const {
    return {std::uint64_t{narrow(identity.forename, num_names_)} << name_bits_ |
                narrow(identity.surname, num_names_),
            std::uint64_t{narrow(identity.other_forenames, num_names_)} << 32 |
                (static_cast<std::uint32_t>(identity.date_of_birth) ^ kSignBit),
            std::uint64_t{narrow(identity.identifier, num_identifiers_)} << identifier_bits_ |
                narrow(identity.mistyped_identifier, num_identifiers_)};
  }

 private:
  /// Whole numbers with a sign in the order of those without.
  static constexpr std::uint32_t kSignBit = 0x80000000;

  std::uint32_t num_names_ = 0;  ///< ids in use are below
  std::uint32_t num_identifiers_ = 0;
  int name_bits_ = 0;
  int identifier_bits_ = 0;
};

}  // namespace fsu::blocking

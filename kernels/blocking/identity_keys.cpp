#include "kernels/blocking/identity_keys.hpp"

#include <algorithm>

#include "kernels/core/parallel.hpp"

namespace fsu::blocking {
namespace {

constexpr std::size_t kBlockSize = std::size_t{1} << 16;

/// How many ids there are at most, by the largest that is seen.
struct NumIds {
  std::uint32_t names = 0;
  std::uint32_t identifiers = 0;

  [[nodiscard]] static NumIds empty() { return {}; }
  void merge(const NumIds& other) {
    names = std::max(names, other.names);
    identifiers = std::max(identifiers, other.identifiers);
  }
  [[nodiscard]] NumIds finish() const { return *this; }

  void add(const Identity& identity) {
    // One more than none is 0.
    for (const NameId id : {identity.forename, identity.surname, identity.other_forenames}) {
      names = std::max(names, id.value + 1);
    }
    for (const IdentifierId id : {identity.identifier, identity.mistyped_identifier}) {
      identifiers = std::max(identifiers, id.value + 1);
    }
  }
};

NumIds count_ids(std::span<const Identity> identities) {
  return reduce_blocks<NumIds>(identities.size(), kBlockSize, [&](const Block& block) {
    NumIds num;
    for (std::size_t i = block.begin; i < block.end; ++i) num.add(identities[i]);
    return num;
  });
}

}  // namespace

IdentityKeys::IdentityKeys(std::span<const std::span<const Identity>> sources) {
  NumIds num;
  for (const auto& source : sources) num.merge(count_ids(source));
  num_names_ = num.names;
  num_identifiers_ = num.identifiers;
  name_bits_ = static_cast<int>(std::bit_width(num.names));
  identifier_bits_ = static_cast<int>(std::bit_width(num.identifiers));
}

}  // namespace fsu::blocking

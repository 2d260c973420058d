// Dense ids: 32-bit positions in a sorted list of names, distinct types so that they cannot be
// mixed up.
//
// A dense id is the rank of its name in byte order, so comparing ids compares names, and results do
// not depend on the order of the input.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <limits>

namespace fsu {

template <class Tag>
struct Id {
  static constexpr std::uint32_t kNoneValue = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t value = kNoneValue;

  [[nodiscard]] constexpr bool is_none() const { return value == kNoneValue; }
  [[nodiscard]] constexpr std::size_t index() const { return value; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

using PersonId = Id<struct PersonTag>;
using IncidentId = Id<struct IncidentTag>;
using InvestigationId = Id<struct InvestigationTag>;
using ResourceId = Id<struct ResourceTag>;
using IdentityId = Id<struct IdentityTag>;

}  // namespace fsu

template <class Tag>
struct std::hash<fsu::Id<Tag>> {
  std::size_t operator()(fsu::Id<Tag> id) const noexcept {
    return std::hash<std::uint32_t>{}(id.value);
  }
};

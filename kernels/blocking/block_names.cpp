#include "kernels/blocking/block_names.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace fsu::blocking {

/// Calls `function(name)` for the names of all members in order, the forename first.
template <class Function>
void BlockNames::for_names(const Function& function) const {
  for (std::uint32_t i = 0; i < identities_.size(); ++i) {
    const Identity& identity = identities_[i];
    const std::int32_t date = identity.date_of_birth;
    if (!identity.forename.is_none()) function({identity.forename, 2 * i, date});
    if (!identity.surname.is_none()) function({identity.surname, 2 * i + 1, date});
  }
}

void BlockNames::build(std::span<const std::uint32_t> members, std::span<const Identity> right) {
  members_ = members;
  identities_.resize(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) identities_[i] = right[members[i]];
  const std::size_t num_buckets = std::bit_ceil(std::max<std::size_t>(2 * members.size(), 64));
  shift_ = 32 - std::countr_zero(num_buckets);
  filter_.reset(num_buckets);
  begins_.assign(num_buckets + 1, 0);
  for_names([&](const BlockName& name) {
    ++begins_[bucket_of(name.name)];
    filter_.add(name.name);
  });
  // Ends of the buckets; they become begins as the buckets are filled from behind.
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  names_.resize(begins_.back());
  for_names([&](const BlockName& name) { names_[--begins_[bucket_of(name.name)]] = name; });
}

}  // namespace fsu::blocking

#include "kernels/blocking/block_names.hpp"

#include <algorithm>
#include <bit>

namespace fsu::blocking {
namespace {

constexpr std::size_t kBitsPerEntry = 8;

}  // namespace

void BlockNames::build(std::span<const std::uint32_t> members, std::span<const Identity> right) {
  members_ = members;
  identities_.resize(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) identities_[i] = right[members[i]];
  const std::size_t num_heads = std::bit_ceil(std::max<std::size_t>(2 * members.size(), 64));
  head_shift_ = 32 - std::countr_zero(num_heads);
  bit_shift_ = head_shift_ - std::countr_zero(kBitsPerEntry);
  heads_.assign(num_heads, kNoEntry);
  bits_.assign(num_heads * kBitsPerEntry / 64, 0);
  entries_.assign(2 * members.size(), {});
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    add(identities_[i].forename, 2 * i);
    add(identities_[i].surname, 2 * i + 1);
  }
}

void BlockNames::add(NameId name, std::uint32_t entry) {
  if (name.is_none()) return;
  const std::uint32_t hash = hash_of(name);
  std::uint32_t& head = heads_[hash >> head_shift_];
  entries_[entry] = {name, head};
  head = entry;
  bits_[hash >> bit_shift_ >> 6] |= std::uint64_t{1} << (hash >> bit_shift_ & 63);
}

}  // namespace fsu::blocking

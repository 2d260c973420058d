#include "kernels/text/name_dictionary.hpp"

#include "kernels/core/check.hpp"
#include "kernels/core/hash.hpp"

namespace fsu::text {

std::uint32_t NameInterner::intern(std::string_view name) {
  const std::size_t slot = find_slot(name);
  if (slots_[slot] != kEmpty) return slots_[slot];
  const auto id = checked_cast<std::uint32_t>(names_.size());
  slots_[slot] = id;
  names_.push_back(name);
  if (names_.size() * 2 > slots_.size()) grow();
  return id;
}

std::size_t NameInterner::find_slot(std::string_view name) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash_bytes(name) & mask;
  while (slots_[slot] != kEmpty && names_[slots_[slot]] != name) slot = (slot + 1) & mask;
  return slot;
}

void NameInterner::grow() {
  slots_.assign(slots_.size() * 2, kEmpty);
  for (std::size_t id = 0; id < names_.size(); ++id) {
    slots_[find_slot(names_[id])] = static_cast<std::uint32_t>(id);
  }
}

}  // namespace fsu::text

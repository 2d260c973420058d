#include "kernels/text/name_dictionary.hpp"

#include <numeric>

#include "kernels/core/check.hpp"
#include "kernels/core/hash.hpp"
#include "kernels/core/parallel_sort.hpp"

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

RankedNames rank_names(const StringColumn& distinct_names) {
  std::vector<std::uint32_t> order(distinct_names.size());
  std::iota(order.begin(), order.end(), 0u);
  parallel_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return distinct_names[a] < distinct_names[b];
  });
  RankedNames ranked{distinct_names.gather(order), std::vector<std::uint32_t>(order.size())};
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    ranked.rank[order[rank]] = static_cast<std::uint32_t>(rank);
  }
  return ranked;
}

}  // namespace fsu::text

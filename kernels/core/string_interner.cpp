#include "kernels/core/string_interner.hpp"

#include <algorithm>
#include <utility>

namespace fsu {
namespace {

constexpr std::size_t kFirstSlots = 1024;

std::uint64_t hash_bits(std::uint64_t hash) { return hash & 0xFFFFFFFF00000000ULL; }

/// The slot in a table of a power of two; by the bits that the slots keep, so that growing can
/// place them again.
std::size_t home_slot(std::uint64_t bits, std::size_t num_slots) {
  return static_cast<std::size_t>((bits >> 32) * 0x9E3779B97F4A7C15ULL >> 24) & (num_slots - 1);
}

}  // namespace

void StringInterner::codes_of(std::span<const Text> texts, std::span<std::uint32_t> codes) {
  FSU_CHECK(texts.size() == codes.size());
  for (std::size_t begin = 0; begin < texts.size(); begin += kGroup) {
    const auto group = texts.subspan(begin, std::min(kGroup, texts.size() - begin));
    fetch_ahead(group);
    for (std::size_t i = 0; i < group.size(); ++i) codes[begin + i] = code_of(group[i]);
  }
}

void StringInterner::fetch_ahead(std::span<const Text> group) const {
  if (slots_.size() <= kFirstSlots) return;
  for (const Text& text : group)
    __builtin_prefetch(&slots_[home_slot(hash_bits(text.hash), slots_.size())]);
  std::uint32_t candidates[kGroup];
  std::size_t num_candidates = 0;
  for (const Text& text : group) {
    const std::uint64_t bits = hash_bits(text.hash);
    const std::uint64_t slot = slots_[home_slot(bits, slots_.size())];
    if (hash_bits(slot) != bits || slot == 0) continue;
    candidates[num_candidates] = static_cast<std::uint32_t>(slot) - 1;
    strings_.prefetch_end(candidates[num_candidates++]);
  }
  for (std::size_t i = 0; i < num_candidates; ++i) strings_.prefetch_bytes(candidates[i]);
}

std::uint32_t StringInterner::code_of(const Text& text) {
  if ((strings_.size() + 1) * 4 > slots_.size() * 3) grow();
  const std::uint64_t bits = hash_bits(text.hash);
  std::size_t at = home_slot(bits, slots_.size());
  for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
    const std::uint32_t code = static_cast<std::uint32_t>(slots_[at]) - 1;
    if (hash_bits(slots_[at]) == bits && strings_[code] == text.bytes) return code;
  }
  strings_.push_back(text.bytes);
  slots_[at] = bits | checked_cast<std::uint32_t>(strings_.size());
  return static_cast<std::uint32_t>(strings_.size()) - 1;
}

void StringInterner::grow() {
  const std::vector<std::uint64_t> old =
      std::exchange(slots_, std::vector<std::uint64_t>(std::max(kFirstSlots, slots_.size() * 2)));
  for (const std::uint64_t slot : old) {
    if (slot == 0) continue;
    std::size_t at = home_slot(hash_bits(slot), slots_.size());
    while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

StringColumn StringInterner::take() {
  slots_ = {};
  return std::exchange(strings_, {});
}

}  // namespace fsu

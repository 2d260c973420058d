#include "io/range_dictionary.hpp"

#include "kernels/core/check.hpp"

namespace fsu::io {
namespace {

constexpr std::size_t kFirstSlots = 256;

}  // namespace

void RangeDictionary::clear() {
  // The next range will need about as many slots.
  const bool is_fit = num_found_by_slot_ * 8 >= slots_.size() && slots_.size() > kFirstSlots;
  slots_.assign(is_fit ? slots_.size() : kFirstSlots, Slot{});
  mask_ = slots_.size() - 1;
  keys_.clear();
  num_found_by_slot_ = 0;
}

void RangeDictionary::codes_of(std::span<const TextKey> texts, std::uint32_t* codes) {
  for (const TextKey& text : texts) __builtin_prefetch(&slots_[text.hash & mask_]);
  for (const TextKey& text : texts) {
    const std::uint32_t likely = slots_[text.hash & mask_].code;
    // An address alone: it may lie behind the keys, and is not read here.
    __builtin_prefetch(keys_.data() + (likely == kNone ? keys_.size() : likely));
  }
  for (const TextKey& text : texts) *codes++ = code_of(text);
}

std::uint32_t RangeDictionary::add(const TextKey& key, std::size_t at) {
  const auto code = checked_cast<std::uint32_t>(keys_.size());
  keys_.push_back(key);
  slots_[at] = {code, key.hash};
  if (++num_found_by_slot_ * 2 > slots_.size()) grow();
  return code;
}

void RangeDictionary::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  mask_ = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.code == kNone) continue;
    std::size_t at = slot.hash & mask_;
    while (slots_[at].code != kNone) at = (at + 1) & mask_;
    slots_[at] = slot;
  }
}

}  // namespace fsu::io

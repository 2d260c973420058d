#include "kernels/core/string_interner.hpp"

#include <algorithm>
#include <utility>

#include "kernels/core/check.hpp"

namespace fsu {
namespace {

constexpr std::size_t kFirstSlots = 1024;

/// Strings below this are known by their key alone; longer ones have another bit in their slot, so
/// that no key of a short one is ever held against a long one.
constexpr std::uint32_t kLongSize = 16;

constexpr std::uint64_t kHashBits = 0xFFFFFFFF00000000ULL;

std::uint64_t hash_bits(const TextKey& text) {
  const std::uint32_t is_long = text.size >= kLongSize ? 1 : 0;
  return std::uint64_t{(text.hash & ~std::uint32_t{1}) | is_long} << 32;
}

/// The slot in a table of a power of two, by the bits that slots keep.
std::size_t home_slot(std::uint64_t bits, std::size_t num_slots) {
  return static_cast<std::size_t>((bits >> 32) * 0x9E3779B97F4A7C15ULL >> 24) & (num_slots - 1);
}

std::uint32_t code_in(std::uint64_t slot) { return static_cast<std::uint32_t>(slot) - 1; }

/// A short text's length stands in the byte that it leaves free.
std::uint64_t second_word(const TextKey& text) {
  return text.size >= kLongSize ? text.second : text.second | std::uint64_t{text.size} << 56;
}

}  // namespace

void StringInterner::codes_of(std::span<const TextKey> texts, std::span<std::uint32_t> codes) {
  FSU_CHECK(texts.size() == codes.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!slots_.empty()) fetch_ahead(texts.subspan(i));
    codes[i] = code_of(texts[i]);
  }
}

/// Fetches for the texts that come a while after the first of `texts`: a slot first, later the key
/// or the string that the slot leads to. Always inlined: g++ takes a function that only fetches for
/// one without effect and drops its call.
[[gnu::always_inline]] inline void StringInterner::fetch_ahead(
    std::span<const TextKey> texts) const {
  const std::size_t mask = slots_.size() - 1;
  // The first slot with the text's hash, which nearly always is the text's; 0 where there is none.
  const auto likely_slot = [&](const TextKey& text) {
    const std::uint64_t bits = hash_bits(text);
    std::size_t at = home_slot(bits, slots_.size());
    while (slots_[at] != 0 && (slots_[at] & kHashBits) != bits) at = (at + 1) & mask;
    return slots_[at];
  };
  if (texts.size() > kAheadOfSlots) {
    const TextKey& text = texts[kAheadOfSlots];
    __builtin_prefetch(&slots_[home_slot(hash_bits(text), slots_.size())]);
    if (text.size > kLongSize) __builtin_prefetch(text.data + kLongSize);
  }
  if (texts.size() > kAheadOfKeys) {
    const TextKey& text = texts[kAheadOfKeys];
    if (const std::uint64_t slot = likely_slot(text)) {
      __builtin_prefetch(&keys_[code_in(slot)]);
      if (text.size >= kLongSize) strings_.prefetch_end(code_in(slot));
    }
  }
  const TextKey& text = texts[std::min(kAheadOfBytes, texts.size() - 1)];
  if (text.size >= kLongSize) {
    if (const std::uint64_t slot = likely_slot(text)) strings_.prefetch_bytes(code_in(slot));
  }
}

std::uint32_t StringInterner::code_of(const TextKey& text) {
  if ((strings_.size() + 1) * 2 > slots_.size()) grow();
  const std::uint64_t bits = hash_bits(text);
  const Key key{text.first, second_word(text)};
  std::size_t at = home_slot(bits, slots_.size());
  for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
    if ((slots_[at] & kHashBits) != bits) continue;
    const std::uint32_t code = code_in(slots_[at]);
    if (keys_[code].first == key.first && keys_[code].second == key.second &&
        (text.size < kLongSize || strings_[code] == text.text())) {
      return code;
    }
  }
  if (text.size <= kLongSize) {
    strings_.push_back_words(text.first, text.second, text.size);
  } else {
    strings_.push_back(text.text());
  }
  keys_.push_back(key);
  slots_[at] = bits | checked_cast<std::uint32_t>(strings_.size());
  return static_cast<std::uint32_t>(strings_.size()) - 1;
}

void StringInterner::grow() {
  UnsetVector<std::uint64_t> old(std::max(kFirstSlots, slots_.size() * 2), 0);
  old.swap(slots_);
  for (const std::uint64_t slot : old) {
    if (slot == 0) continue;
    std::size_t at = home_slot(slot & kHashBits, slots_.size());
    while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

StringColumn StringInterner::take() {
  slots_ = {};
  keys_ = {};
  return std::exchange(strings_, {});
}

}  // namespace fsu

// The distinct texts of one column within one range of a file, numbered as they first appear.
//
// Texts are views: they lie in the file's text or in memory that lives as long. An entry keeps the
// first sixteen bytes beside the view, so that most look-ups compare two words and a length and
// never go back to the text. Open addressing with linear probing, at most half full. The dictionary
// of a column over all ranges (kernels/core/string_interner) is asked only once for each entry.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "kernels/core/uint128.hpp"

namespace fsu::io {

/// A text with what is compared of it first.
struct TextKey {
  std::uint64_t first = 0;   ///< bytes 0 to 7, then zeros
  std::uint64_t second = 0;  ///< bytes 8 to 15, then zeros
  std::uint64_t hash = 0;
  const char* data = nullptr;
  std::size_t size = 0;

  [[nodiscard]] std::string_view text() const { return {data, size}; }
};

/// Bytes behind a text that key_of_padded may read.
inline constexpr std::size_t kTextPadding = 16;

namespace text_key_detail {

inline std::uint64_t load_word(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

/// The high and the low half of the product, mixed: every bit of both factors reaches the result.
inline std::uint64_t fold_product(std::uint64_t a, std::uint64_t b) {
  const UInt128 product = static_cast<UInt128>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Hash of a key by its two words, its length and, sixteen at a time, its further bytes.
inline std::uint64_t hash_of(const TextKey& key) {
  constexpr std::uint64_t kA = 0xA0761D6478BD642FULL;
  constexpr std::uint64_t kB = 0xE7037ED1A0B428DBULL;
  std::uint64_t hash = fold_product(key.first ^ kA ^ key.size, key.second ^ kB);
  for (std::size_t at = 16; at < key.size; at += 16) {
    const std::size_t from = std::min(at, key.size - 16);  // the last sixteen may overlap
    hash = fold_product(hash ^ load_word(key.data + from), load_word(key.data + from + 8) ^ kB);
  }
  return fold_product(hash ^ kB, kA);
}

}  // namespace text_key_detail

/// The key of a text of at least one byte that has kTextPadding readable bytes behind it.
[[nodiscard]] inline TextKey key_of_padded(std::string_view text) {
  using text_key_detail::load_word;
  const auto low_bytes = [](std::uint64_t word, std::size_t count) {
    return word & (~std::uint64_t{0} >> (64 - 8 * std::min<std::size_t>(count, 8)));
  };
  TextKey key{low_bytes(load_word(text.data()), text.size()), 0, 0, text.data(), text.size()};
  if (text.size() > 8) key.second = low_bytes(load_word(text.data() + 8), text.size() - 8);
  key.hash = text_key_detail::hash_of(key);
  return key;
}

/// The same key of a text anywhere, the empty one too.
[[nodiscard]] TextKey key_of(std::string_view text);

class RangeDictionary {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  RangeDictionary() { clear(); }

  /// Forgets all texts and keeps the memory.
  void clear();

  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  [[nodiscard]] const TextKey& operator[](std::size_t code) const { return keys_[code]; }

  /// The code of a text, or kNone.
  [[nodiscard]] std::uint32_t find(const TextKey& key) const { return slots_[slot_of(key)].code; }

  /// The code of a text; an unknown one gets the next code, and must live as long as the entries.
  std::uint32_t code_of(const TextKey& key) {
    const std::size_t at = slot_of(key);
    if (slots_[at].code != kNone) return slots_[at].code;
    return add(key, at);
  }

 private:
  struct Slot {
    std::uint32_t code = kNone;
    std::uint32_t hash_bits = 0;
  };

  [[nodiscard]] static bool is_same(const TextKey& a, const TextKey& b) {
    return a.first == b.first && a.second == b.second && a.size == b.size &&
           (a.size <= 16 || std::memcmp(a.data + 16, b.data + 16, a.size - 16) == 0);
  }

  /// The slot that holds the text, or the free one where it belongs.
  [[nodiscard]] std::size_t slot_of(const TextKey& key) const {
    const auto bits = static_cast<std::uint32_t>(key.hash >> 32);
    std::size_t at = key.hash & mask_;
    while (slots_[at].code != kNone &&
           (slots_[at].hash_bits != bits || !is_same(keys_[slots_[at].code], key))) {
      at = (at + 1) & mask_;
    }
    return at;
  }

  std::uint32_t add(const TextKey& key, std::size_t at);
  void grow();

  std::vector<TextKey> keys_;
  std::vector<Slot> slots_;
  std::size_t mask_ = 0;
};

}  // namespace fsu::io

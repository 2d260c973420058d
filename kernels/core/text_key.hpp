// A text with what hash tables compare of it first: its first sixteen bytes as two words, its
// length and its hash.
//
// Most names, ids, telephone numbers and codes are whole in the two words, so that tables that keep
// keys never go back to the text. The hash folds products of 128 bits (as Wang Yi's wyhash does);
// it is the same on every little-endian machine and used for tables in memory only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "kernels/core/uint128.hpp"

namespace fsu {

struct TextKey {
  std::uint64_t first = 0;   ///< bytes 0 to 7, then zeros
  std::uint64_t second = 0;  ///< bytes 8 to 15, then zeros
  const char* data = nullptr;
  std::uint32_t size = 0;
  std::uint32_t hash = 0;

  [[nodiscard]] std::string_view text() const { return {data, size}; }

  friend bool operator==(const TextKey& a, const TextKey& b) {
    return a.first == b.first && a.second == b.second && a.size == b.size &&
           (a.size <= 16 || std::memcmp(a.data + 16, b.data + 16, a.size - 16) == 0);
  }
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

inline void set_hash(TextKey& key) {
  constexpr std::uint64_t kA = 0xA0761D6478BD642FULL;
  constexpr std::uint64_t kB = 0xE7037ED1A0B428DBULL;
  std::uint64_t hash = fold_product(key.first ^ kA ^ key.size, key.second ^ kB);
  for (std::size_t at = 16; at < key.size; at += 16) {
    const std::size_t from = std::min<std::size_t>(at, key.size - 16);  // the last may overlap
    hash = fold_product(hash ^ load_word(key.data + from), load_word(key.data + from + 8) ^ kB);
  }
  hash = fold_product(hash ^ kB, kA);
  key.hash = static_cast<std::uint32_t>(hash ^ hash >> 32);
}

/// The lowest `count` bytes of a word, up to all eight.
inline std::uint64_t low_bytes(std::uint64_t word, std::size_t count) {
  const std::size_t num_bits = 8 * std::min<std::size_t>(count, 8);
  // In two steps, since no shift is by all 64 bits.
  return word & ~(~std::uint64_t{0} << (num_bits / 2) << (num_bits - num_bits / 2));
}

}  // namespace text_key_detail

/// The key of a text of less than 4 GiB that has kTextPadding readable bytes behind it.
[[nodiscard]] inline TextKey key_of_padded(std::string_view text) {
  using namespace text_key_detail;
  TextKey key{low_bytes(load_word(text.data()), text.size()), 0, text.data(),
              static_cast<std::uint32_t>(text.size()), 0};
  key.second =
      low_bytes(load_word(text.data() + 8), text.size() - std::min<std::size_t>(text.size(), 8));
  set_hash(key);
  return key;
}

/// The same key of a text of less than 4 GiB anywhere.
[[nodiscard]] TextKey key_of(std::string_view text);

}  // namespace fsu

// Numbers distinct strings in the order in which they are first seen.
//
// A hash table over a plain StringColumn: open addressing with linear probing, at most half
// full. A slot of 8 bytes holds the code and 32 bits of hash, so that growing touches no
// string; the first sixteen bytes of each string stand in an array of keys, which is all that is
// compared of strings below sixteen bytes. Where many strings are looked up, slots and keys are
// fetched ahead, since a large table is mostly out of the cache.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "kernels/core/string_column.hpp"
#include "kernels/core/text_key.hpp"
#include "kernels/core/unset_vector.hpp"

namespace fsu {

class StringInterner {
 public:
  /// The code of each text, in their order; unknown ones get the next codes.
  void codes_of(std::span<const TextKey> texts, std::span<std::uint32_t> codes);

  [[nodiscard]] std::uint32_t code_of(const TextKey& text);

  [[nodiscard]] const StringColumn& strings() const { return strings_; }

  /// The distinct strings in the order of their codes; the interner is empty behind it.
  [[nodiscard]] StringColumn take();

 private:
  // How far ahead of the text at hand memory is fetched, in texts.
  static constexpr std::size_t kAheadOfSlots = 64;
  static constexpr std::size_t kAheadOfKeys = 32;
  static constexpr std::size_t kAheadOfBytes = 16;

  struct Key {
    std::uint64_t first;
    std::uint64_t second;
  };

  void grow();
  void fetch_ahead(std::span<const TextKey> texts) const;

  StringColumn strings_;
  UnsetVector<Key> keys_;
  UnsetVector<std::uint64_t> slots_;  // hash bits above, code + 1 below; 0 is empty
};

}  // namespace fsu

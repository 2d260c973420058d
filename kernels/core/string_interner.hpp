// Numbers distinct strings in the order in which they are first seen.
//
// A hash table over a plain StringColumn: open addressing with linear probing, at most three
// quarters full; a slot of 8 bytes holds the code and 32 bits of the hash, so that a look-up rarely
// touches a wrong string and growing touches none. Many strings at a time are looked up in groups
// whose slots and bytes are fetched ahead, since a large table is mostly out of the cache.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kernels/core/string_column.hpp"

namespace fsu {

class StringInterner {
 public:
  /// A string with its hash, by any function that is the same for all strings of one interner.
  struct Text {
    std::string_view bytes;
    std::uint64_t hash = 0;
  };

  /// The code of each string, in their order; unknown ones get the next codes.
  void codes_of(std::span<const Text> texts, std::span<std::uint32_t> codes);

  [[nodiscard]] std::uint32_t code_of(const Text& text);

  [[nodiscard]] const StringColumn& strings() const { return strings_; }

  /// The distinct strings in the order of their codes; the interner is empty behind it.
  [[nodiscard]] StringColumn take();

 private:
  static constexpr std::size_t kGroup = 32;

  void grow();
  void fetch_ahead(std::span<const Text> group) const;

  StringColumn strings_;
  std::vector<std::uint64_t> slots_;  // hash bits above, code + 1 below; 0 is empty
};

}  // namespace fsu

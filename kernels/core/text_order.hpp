// Order of two texts by bytes, quick for ids: texts of 8 to 16 bytes and equal length are compared
// as two big-endian words, of which the second may overlap the first.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

#include "kernels/core/text_key.hpp"

namespace fsu {

namespace text_order_detail {

using text_key_detail::load_word;

/// The word whose order is that of the bytes.
inline std::uint64_t ordered_word(const char* bytes) {
  static_assert(std::endian::native == std::endian::little);
  return __builtin_bswap64(load_word(bytes));
}

inline bool are_two_words(std::string_view a, std::string_view b) {
  return a.size() == b.size() && a.size() - 8 <= 8;
}

}  // namespace text_order_detail

/// Below 0, 0 or above 0 as a.compare(b).
[[nodiscard]] inline int order_of_texts(std::string_view a, std::string_view b) {
  using namespace text_order_detail;
  if (!are_two_words(a, b)) return a.compare(b);
  std::uint64_t word_a = ordered_word(a.data());
  std::uint64_t word_b = ordered_word(b.data());
  if (word_a == word_b) {
    word_a = ordered_word(a.data() + a.size() - 8);
    word_b = ordered_word(b.data() + b.size() - 8);
  }
  return static_cast<int>(word_a > word_b) - static_cast<int>(word_a < word_b);
}

[[nodiscard]] inline bool are_equal_texts(std::string_view a, std::string_view b) {
  using namespace text_order_detail;
  if (!are_two_words(a, b)) return a == b;
  const std::size_t last = a.size() - 8;
  return ((load_word(a.data()) ^ load_word(b.data())) |
          (load_word(a.data() + last) ^ load_word(b.data() + last))) == 0;
}

}  // namespace fsu

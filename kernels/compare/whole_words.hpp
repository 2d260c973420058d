// Whole words that two normalised names have in common.
#pragma once

#include <string_view>

namespace fsu::compare {

/// True where `word` is one of the words of `name` (blanks between).
[[nodiscard]] inline bool has_word(std::string_view name, std::string_view word) {
  for (std::size_t begin = 0; begin <= name.size() && !word.empty();) {
    std::size_t end = name.find(' ', begin);
    if (end == std::string_view::npos) end = name.size();
    if (name.substr(begin, end - begin) == word) return true;
    begin = end + 1;
  }
  return false;
}

/// True where the names share a word of at least `min_length` bytes.
[[nodiscard]] inline bool share_word(std::string_view a, std::string_view b,
                                     std::size_t min_length) {
  for (std::size_t begin = 0; begin <= a.size();) {
    std::size_t end = a.find(' ', begin);
    if (end == std::string_view::npos) end = a.size();
    if (end - begin >= min_length && has_word(b, a.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace fsu::compare

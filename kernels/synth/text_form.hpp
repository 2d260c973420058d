// Small forms of text that ids and addresses are written in.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fsu::synth {

/// Appends a number with leading zeros up to `width` digits.
inline void append_number(std::string& text, std::uint64_t number, std::size_t width = 1) {
  char digits[20];
  const char* const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  const auto length = static_cast<std::size_t>(end - digits);
  if (length < width) text.append(width - length, '0');
  text.append(digits, length);
}

/// `prefix` and a number of at least `width` digits, such as P0000123.
[[nodiscard]] inline std::string numbered(std::string_view prefix, std::uint64_t number,
                                          std::size_t width) {
  std::string text(prefix);
  append_number(text, number, width);
  return text;
}

/// The words of a text with single blanks between; views into `text`.
[[nodiscard]] inline std::vector<std::string_view> split_words(std::string_view text,
                                                               char separator = ' ') {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    words.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return words;
}

}  // namespace fsu::synth

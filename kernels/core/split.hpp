// Splits a text at a separator, and trims blanks.
//
// A text and a character -> views of the parts between, in their order; "a,,b" has three and "" has
// one, which is empty. The text must outlive the parts.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace fsu {

/// All parts, empty ones too.
[[nodiscard]] inline std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

/// The parts that hold something.
[[nodiscard]] inline std::vector<std::string_view> split_filled(std::string_view text,
                                                                char separator) {
  std::vector<std::string_view> parts = split(text, separator);
  std::erase_if(parts, [](std::string_view part) { return part.empty(); });
  return parts;
}

/// Without the spaces and tabs around it.
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace fsu

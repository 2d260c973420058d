// Columns of text for a terminal: cells -> aligned lines of at most 120 characters.
//
// Columns that do not fit beside each other are printed in panels below each other, the first
// column in front of each. Cells come from data, so control characters, which could steer the
// terminal, are shown as `?`, line breaks as a blank, and long cells are cut.
#pragma once

#include <cstddef>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fsu::commands {

inline constexpr std::size_t kLineWidth = 120;

struct TextColumn {
  std::string heading;
  bool is_right_aligned = false;
  std::vector<std::string> cells;
};

/// Number of characters (code points) of a UTF-8 text.
[[nodiscard]] std::size_t num_characters(std::string_view text);

/// The text as one harmless line of at most `most` characters, the last of them `…` where it is
/// cut.
[[nodiscard]] std::string printable(std::string_view text, std::size_t most);

/// Characters of a line with these columns beside each other, and a gap behind each.
[[nodiscard]] std::size_t printed_width(std::span<const TextColumn> columns);

/// Prints heading and cells of columns of equal length; `indent` blanks before each line.
void print_columns(std::ostream& out, const std::vector<TextColumn>& columns,
                   std::size_t indent = 0);

}  // namespace fsu::commands

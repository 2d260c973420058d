#include "src/commands/text_columns.hpp"

#include <algorithm>

namespace fsu::commands {
namespace {

constexpr std::string_view kGap = "  ";
constexpr std::string_view kCut = "…";

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// Bytes of the character that begins at `at`.
std::size_t character_bytes(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && is_continuation(text[end])) ++end;
  return end - at;
}

/// Control characters of one byte, and those of two that some terminals obey (U+0080 to U+009F).
bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  if (character.size() == 1) return first < 0x20 || first >= 0x7F;
  return first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
}

std::size_t width_of(const TextColumn& column) {
  std::size_t width = num_characters(column.heading);
  for (const std::string& cell : column.cells) width = std::max(width, num_characters(cell));
  return width;
}

std::string padded(std::string_view text, std::size_t width, bool is_right_aligned) {
  const std::size_t length = num_characters(text);
  const std::string blanks(width > length ? width - length : 0, ' ');
  return is_right_aligned ? blanks + std::string(text) : std::string(text) + blanks;
}

/// Columns that stand beside each other.
class Panel {
 public:
  explicit Panel(std::size_t indent) : indent_(indent), width_(indent) {}

  [[nodiscard]] bool has_room_for(const TextColumn& column) const {
    return width_ + width_of(column) <= kLineWidth;
  }

  void add(const TextColumn& column) {
    columns_.push_back(&column);
    widths_.push_back(width_of(column));
    width_ += widths_.back() + kGap.size();
  }

  [[nodiscard]] std::size_t num_columns() const { return columns_.size(); }

  void print(std::ostream& out) const {
    print_line(out, [](const TextColumn& column) -> std::string_view { return column.heading; });
    for (std::size_t row = 0; row < columns_.front()->cells.size(); ++row) {
      print_line(out,
                 [row](const TextColumn& column) -> std::string_view { return column.cells[row]; });
    }
  }

 private:
  template <class CellOf>
  void print_line(std::ostream& out, const CellOf& cell_of) const {
    std::string line(indent_, ' ');
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) line += kGap;
      line += padded(cell_of(*columns_[i]), widths_[i], columns_[i]->is_right_aligned);
    }
    out << line.substr(0, line.find_last_not_of(' ') + 1) << '\n';
  }

  std::size_t indent_;
  std::size_t width_;
  std::vector<const TextColumn*> columns_;
  std::vector<std::size_t> widths_;
};

}  // namespace

std::size_t num_characters(std::string_view text) {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

std::string printable(std::string_view text, std::size_t most) {
  std::string line;
  std::size_t last_begin = 0;
  std::size_t num_taken = 0;
  for (std::size_t at = 0; at < text.size(); ++num_taken) {
    const std::size_t size = character_bytes(text, at);
    if (num_taken == most) return line.substr(0, last_begin) + std::string(kCut);
    last_begin = line.size();
    const std::string_view character = text.substr(at, size);
    if (character == "\n" || character == "\r" || character == "\t")
      line += ' ';
    else if (is_control(character))
      line += '?';
    else
      line += character;
    at += size;
  }
  return line;
}

std::size_t printed_width(std::span<const TextColumn> columns) {
  std::size_t width = 0;
  for (const TextColumn& column : columns) width += width_of(column) + kGap.size();
  return width;
}

void print_columns(std::ostream& out, const std::vector<TextColumn>& columns, std::size_t indent) {
  if (columns.empty()) return;
  Panel panel(indent);
  panel.add(columns.front());
  for (std::size_t i = 1; i < columns.size(); ++i) {
    if (panel.num_columns() > 1 && !panel.has_room_for(columns[i])) {
      panel.print(out);
      out << '\n';
      panel = Panel(indent);
      panel.add(columns.front());
    }
    panel.add(columns[i]);
  }
  panel.print(out);
}

}  // namespace fsu::commands

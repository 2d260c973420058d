// Where each row of a table came from, in about four bytes a row.
//
// Rows are added in file order, range by range: a row keeps the distance of its first byte from the
// begin of its range. Lines are not kept: from row to row they go up by one, and where they do not
// (empty lines, rejected records, line ends inside quotes) a new stretch of rows begins. A look-up
// finds the stretch by binary search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

namespace fsu::io {

/// Where a row came from.
struct RowOrigin {
  std::uint64_t byte_offset = 0;
  std::uint32_t line = 0;
  std::uint32_t part = 0;

  friend auto operator<=>(const RowOrigin& a, const RowOrigin& b) {
    return a.part != b.part ? a.part <=> b.part : a.byte_offset <=> b.byte_offset;
  }
  friend bool operator==(const RowOrigin&, const RowOrigin&) = default;
};

/// The rows of one range; offsets and lines count from its begin.
class RangeOrigins {
 public:
  void clear() {
    offsets_.clear();
    line_steps_.clear();
  }

  void push_back(std::uint32_t offset, std::uint32_t line) {
    const auto row = static_cast<std::uint32_t>(offsets_.size());
    if (line - row != (line_steps_.empty() ? 0 : line_steps_.back().line_minus_row))
      line_steps_.push_back({row, line - row});
    offsets_.push_back(offset);
  }

  /// Adds rows of lines that follow each other, by their offsets from `begin`.
  void append_lines(std::span<const std::uint32_t> offsets, std::uint32_t begin,
                    std::uint32_t first_line) {
    if (offsets.empty()) return;
    push_back(begin + offsets.front(), first_line);
    for (const std::uint32_t offset : offsets.subspan(1)) offsets_.push_back(begin + offset);
  }

  [[nodiscard]] std::size_t size() const { return offsets_.size(); }

 private:
  friend class RowOrigins;

  struct LineStep {
    std::uint32_t row;  ///< from this one on
    std::uint32_t line_minus_row;
  };

  std::vector<std::uint32_t> offsets_;
  std::vector<LineStep> line_steps_;
};

class RowOrigins {
 public:
  class Iterator;

  [[nodiscard]] std::size_t size() const { return offsets_.size(); }
  [[nodiscard]] bool empty() const { return offsets_.empty(); }

  [[nodiscard]] RowOrigin operator[](std::size_t row) const;

  [[nodiscard]] Iterator begin() const;
  [[nodiscard]] Iterator end() const;

  void reserve(std::size_t num_rows) { offsets_.reserve(num_rows); }
  [[nodiscard]] std::size_t capacity() const { return offsets_.capacity(); }

  /// Adds the rows of the range that begins at `begin`.
  void append(const RangeOrigins& range, const RowOrigin& begin);

 private:
  /// Rows of one range whose lines go up by one.
  struct Stretch {
    std::uint64_t first_row;
    std::uint64_t range_offset;
    std::uint32_t first_line;
    std::uint32_t part;
  };

  std::vector<std::uint32_t> offsets_;  // from the begin of the row's range
  std::vector<Stretch> stretches_;
};

class RowOrigins::Iterator {
 public:
  using difference_type = std::ptrdiff_t;
  using value_type = RowOrigin;

  Iterator() = default;
  Iterator(const RowOrigins* origins, std::size_t row) : origins_(origins), row_(row) {}

  [[nodiscard]] RowOrigin operator*() const { return (*origins_)[row_]; }
  Iterator& operator++() {
    ++row_;
    return *this;
  }
  Iterator operator++(int) {
    const Iterator before = *this;
    ++row_;
    return before;
  }
  friend bool operator==(const Iterator&, const Iterator&) = default;

 private:
  const RowOrigins* origins_ = nullptr;
  std::size_t row_ = 0;
};

inline RowOrigins::Iterator RowOrigins::begin() const { return {this, 0}; }
inline RowOrigins::Iterator RowOrigins::end() const { return {this, size()}; }

}  // namespace fsu::io

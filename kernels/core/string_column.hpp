// A column of strings: one byte arena and the end offset of each string.
//
// Strings are UTF-8 and may be empty (empty = missing). String i is the bytes [ends[i-1], ends[i]).
// Owners are move-only so that a large column is never copied by accident; `clone` says so where it
// is meant.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kernels/core/check.hpp"

namespace fsu {

class StringColumn {
 public:
  StringColumn() = default;
  /// Of strings that stand one after another in `bytes`, by where each ends.
  StringColumn(std::vector<char> bytes, std::vector<std::uint64_t> ends);
  StringColumn(StringColumn&&) noexcept = default;
  StringColumn& operator=(StringColumn&&) noexcept = default;
  StringColumn(const StringColumn&) = delete;
  StringColumn& operator=(const StringColumn&) = delete;
  ~StringColumn() = default;

  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] bool empty() const { return ends_.empty(); }
  [[nodiscard]] std::size_t num_bytes() const { return bytes_.size(); }

  [[nodiscard]] std::string_view operator[](std::size_t index) const {
    FSU_DCHECK(index < ends_.size());
    const std::uint64_t begin = index == 0 ? 0 : ends_[index - 1];
    return {bytes_.data() + begin, static_cast<std::size_t>(ends_[index] - begin)};
  }

  void push_back(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    ends_.push_back(bytes_.size());
  }

  void reserve(std::size_t num_strings, std::size_t num_bytes) {
    ends_.reserve(num_strings);
    bytes_.reserve(num_bytes);
  }

  /// Adds all strings of another column behind this one's.
  void append(const StringColumn& other);

  /// The strings at the given positions, in that order.
  [[nodiscard]] StringColumn gather(std::span<const std::uint32_t> rows) const;

  [[nodiscard]] StringColumn clone() const;

  /// Length in bytes of the longest string; 0 for none.
  [[nodiscard]] std::size_t max_length() const;

 private:
  std::vector<char> bytes_;
  std::vector<std::uint64_t> ends_;
};

}  // namespace fsu

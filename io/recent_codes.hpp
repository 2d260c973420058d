// Codes of the short texts that came last: a small table in front of a RangeDictionary.
//
// A text of up to sixteen bytes without NUL is told by those bytes, zeros behind them. They choose
// an entry by one product, and are all that is compared; the text that comes takes the entry of
// another one. So a column of few values costs no hash of all its bytes and no look at the
// dictionary's keys. Entries of earlier ranges are known by the number of their range.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "kernels/core/text_key.hpp"

namespace fsu::io {

/// A text of up to sixteen bytes, zeros behind it.
struct ShortText {
  static constexpr std::size_t kMostBytes = 16;

  std::uint64_t first = 0;
  std::uint64_t second = 0;

  friend bool operator==(const ShortText&, const ShortText&) = default;

  /// Of a text that has kTextPadding readable bytes behind it.
  [[nodiscard]] static ShortText of_padded(std::string_view text) {
    const auto& mask = kMasks[text.size()];
    return {text_key_detail::load_word(text.data()) & mask[0],
            text_key_detail::load_word(text.data() + 8) & mask[1]};
  }

 private:
  using Masks = std::array<std::array<std::uint64_t, 2>, kMostBytes + 1>;

  static constexpr Masks make_masks() {
    Masks masks{};
    for (std::size_t size = 0; size <= kMostBytes; ++size) {
      for (std::size_t byte = 0; byte < size; ++byte)
        masks[size][byte / 8] |= std::uint64_t{0xFF} << byte % 8 * 8;
    }
    return masks;
  }

  static const Masks kMasks;
};

inline constexpr ShortText::Masks ShortText::kMasks = ShortText::make_masks();

class RecentCodes {
 public:
  struct Entry {
    ShortText text;
    std::uint32_t code = 0;
    std::uint32_t range = 0;
  };

  /// Before the first text: a column that never asks takes no memory.
  void make_room() {
    if (entries_.empty()) entries_.resize(kEntries);
  }

  /// Forgets all texts.
  void begin_range() { ++range_; }

  /// The entry where the text stands, if it stands anywhere.
  [[nodiscard]] Entry& entry_of(const ShortText& text) {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15ULL;
    const std::uint64_t mixed = (text.first ^ (text.second << 29 | text.second >> 35)) * kOdd;
    return entries_[mixed >> (64 - kEntryBits)];
  }

  [[nodiscard]] bool holds(const Entry& entry, const ShortText& text) const {
    return (entry.text == text) & (entry.range == range_);
  }

  void put(Entry& entry, const ShortText& text, std::uint32_t code) {
    entry = {text, code, range_};
  }

 private:
  static constexpr unsigned kEntryBits = 13;
  static constexpr std::size_t kEntries = std::size_t{1} << kEntryBits;

  std::vector<Entry> entries_;
  std::uint32_t range_ = 1;
};

}  // namespace fsu::io

// Rows with their keys, copied side by side and sorted in cache: the inner part of key_groups.hpp.
//
// Copies are dealt out by the highest bits that differ among them, then part by part in the same
// way; a few rows are put in order by insertion. Equal keys stay in the order in which they come.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "kernels/core/unset_vector.hpp"

namespace fsu {

/// Words of a key, the first one counting most.
template <std::size_t num_words>
using GroupKey = std::array<std::uint64_t, num_words>;

namespace key_groups_detail {

/// Rows and keys of a range that is made a copy of; its parts are soon small enough for the cache.
inline constexpr std::size_t kCopiedBytes = std::size_t{4} << 20;
inline constexpr std::size_t kFewRows = 16;
inline constexpr int kMostBits = 12;

/// Some bits of one word of a key; of none, num_values is 1.
struct Digit {
  std::size_t word = 0;
  int shift = 0;
  std::uint32_t num_values = 1;

  friend bool operator==(const Digit&, const Digit&) = default;

  template <std::size_t num_words>
  [[nodiscard]] std::uint32_t of(const GroupKey<num_words>& key) const {
    return static_cast<std::uint32_t>(key[word] >> shift) & (num_values - 1);
  }
};

/// The highest bits among those that differ, at most `bits`.
template <std::size_t num_words>
Digit top_digit(const GroupKey<num_words>& varying, int bits) {
  for (std::size_t word = 0; word < num_words; ++word) {
    if (varying[word] == 0) continue;
    const auto width = static_cast<int>(std::bit_width(varying[word]));
    const int taken = std::min(width, bits);
    return {word, width - taken, std::uint32_t{1} << taken};
  }
  return {};
}

template <std::size_t num_words>
void add_varying(const GroupKey<num_words>& a, const GroupKey<num_words>& b,
                 GroupKey<num_words>& varying) {
  for (std::size_t word = 0; word < num_words; ++word) varying[word] |= a[word] ^ b[word];
}

template <std::size_t num_words>
struct KeyedRow {
  GroupKey<num_words> key;
  std::uint32_t row;
};

/// Asks for the memory of the keys that come a while after the first of `rows`, where `key_of` can:
/// rows stand far apart. Of keys in two steps (a view, then its text) it asks for the first
/// earlier.
template <class KeyOf>
void fetch_ahead(std::span<const std::uint32_t> rows, const KeyOf& key_of) {
  constexpr std::size_t kAhead = 24;
  if constexpr (requires { key_of.prefetch(rows[0]); }) {
    if (rows.size() > kAhead) key_of.prefetch(rows[kAhead]);
  }
  if constexpr (requires { key_of.prefetch_first(rows[0]); }) {
    if (rows.size() > 2 * kAhead) key_of.prefetch_first(rows[2 * kAhead]);
  }
}

/// Sorts copies of rows and keys; one object a thread.
template <std::size_t num_words>
class PieceSorter {
 public:
  using Item = KeyedRow<num_words>;
  static constexpr std::size_t kMostItems = kCopiedBytes / sizeof(Item);

  PieceSorter() : items_(kMostItems), spare_(kMostItems) {}

  /// Sorts at most kMostItems rows and says of each whether it begins a group.
  template <class KeyOf>
  void sort(std::span<std::uint32_t> rows, std::span<std::uint8_t> is_first, const KeyOf& key_of) {
    const std::span<Item> items = std::span(items_).first(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      fetch_ahead(rows.subspan(i), key_of);
      items[i] = {key_of(rows[i]), rows[i]};
    }
    sort_items(items, 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows[i] = items[i].row;
      is_first[i] = i == 0 || items[i].key != items[i - 1].key ? 1 : 0;
    }
  }

 private:
  static void insert_in_order(std::span<Item> items) {
    for (std::size_t i = 1; i < items.size(); ++i) {
      const Item item = items[i];
      std::size_t at = i;
      for (; at > 0 && item.key < items[at - 1].key; --at) items[at] = items[at - 1];
      items[at] = item;
    }
  }

  /// `used`: how many of counts_ the callers need.
  void sort_items(std::span<Item> items, std::size_t used) {
    if (items.size() <= kFewRows) return insert_in_order(items);
    GroupKey<num_words> varying{};
    for (const Item& item : items) add_varying(item.key, items[0].key, varying);
    const int bits = static_cast<int>(std::bit_width(items.size())) - 3;
    const Digit digit = top_digit(varying, std::min(bits, kMostBits));
    if (digit.num_values == 1) return;
    const std::size_t behind = used + digit.num_values + 1;
    if (counts_.size() < behind) counts_.resize(behind);
    std::fill_n(counts_.begin() + static_cast<std::ptrdiff_t>(used), digit.num_values + 1, 0);
    for (const Item& item : items) ++counts_[used + digit.of(item.key) + 1];
    for (std::size_t at = used + 1; at < behind; ++at) counts_[at] += counts_[at - 1];
    for (const Item& item : items) spare_[counts_[used + digit.of(item.key)]++] = item;
    std::memcpy(items.data(), spare_.data(), items.size() * sizeof(Item));
    for (std::size_t value = 0, begin = 0; value < digit.num_values; ++value) {
      const std::size_t end = counts_[used + value];
      if (end - begin > 1) sort_items(items.subspan(begin, end - begin), behind);
      begin = end;
    }
  }

  UnsetVector<Item> items_;
  UnsetVector<Item> spare_;
  std::vector<std::uint32_t> counts_;
};

}  // namespace key_groups_detail

}  // namespace fsu

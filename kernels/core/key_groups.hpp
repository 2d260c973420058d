// Groups rows by equal keys, in the order of the keys: a stable radix sort from the top bits down.
//
// Rows and a key of a few words each -> the rows by key, equal keys by row, and where each group of
// equal keys begins. Keys are made on the way, never stored as a column: rows are dealt out by the
// highest bits that differ among them (counted by blocks first, so that every block knows where its
// rows go; Knuth, The Art of Computer Programming 3, 5.2.5) until a piece and its keys take at most
// 1 MiB, and pieces are sorted in cache in the same way. What many rows have in common costs one
// look: bits that do not differ are passed over, and rows in order stay where they are. Blocks and
// pieces follow from the keys alone.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "kernels/core/check.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/unset_vector.hpp"

namespace fsu {

/// Words of a key, the first one counting most.
template <std::size_t num_words>
using GroupKey = std::array<std::uint64_t, num_words>;

struct KeyGroups {
  UnsetVector<std::uint32_t> begins;   ///< by group, one more
  UnsetVector<std::uint32_t> members;  ///< rows; ascending within a group

  [[nodiscard]] std::size_t size() const { return begins.size() - 1; }
  [[nodiscard]] std::uint32_t first(std::size_t group) const { return members[begins[group]]; }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t group) const {
    return std::span(members).subspan(begins[group], begins[group + 1] - begins[group]);
  }
};

/// As many groups are worth a block of a loop over them.
inline constexpr std::size_t kBlockGroups = std::size_t{1} << 14;

namespace key_groups_detail {

inline constexpr std::size_t kPieceBytes = std::size_t{1} << 20;
inline constexpr std::size_t kBlockRows = std::size_t{1} << 16;
inline constexpr std::size_t kMostBlocks = 64;  ///< of a range that is dealt out
/// A range of more rows is dealt out by all threads.
inline constexpr std::size_t kSharedRows = std::size_t{1} << 19;
inline constexpr std::size_t kFewRows = 16;
inline constexpr int kMostBits = 12;

/// Some bits of one word of a key; of none, num_values is 1.
struct Digit {
  std::size_t word = 0;
  int shift = 0;
  std::uint32_t num_values = 1;

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

/// Sorts pieces in cache; one object a thread.
template <std::size_t num_words>
class PieceSorter {
 public:
  using Item = KeyedRow<num_words>;
  static constexpr std::size_t kMostItems = kPieceBytes / 2 / sizeof(Item);

  PieceSorter() : items_(kMostItems), spare_(kMostItems) {}

  /// Sorts at most kMostItems rows and says of each whether it begins a group.
  template <class KeyOf>
  void sort(std::span<std::uint32_t> rows, std::span<std::uint8_t> is_first, const KeyOf& key_of) {
    const std::span<Item> items = std::span(items_).first(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) items[i] = {key_of(rows[i]), rows[i]};
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
    const Digit digit = top_digit(varying, static_cast<int>(std::bit_width(items.size())) - 3);
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

struct RowRange {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size() const { return end - begin; }
  [[nodiscard]] std::size_t block_size() const {
    return std::max(kBlockRows, size() / kMostBlocks + 1);
  }
};

template <std::size_t num_words, class KeyOf>
class RowSorter {
 public:
  static constexpr std::size_t kPieceRows = PieceSorter<num_words>::kMostItems;

  RowSorter(std::span<std::uint32_t> rows, const KeyOf& key_of)
      : rows_(rows), key_of_(key_of), is_first_(rows.size()) {}

  /// Sorts all rows; for each whether it begins a group.
  UnsetVector<std::uint8_t> sort() {
    if (mark_sorted()) return std::move(is_first_);
    spare_.resize(rows_.size());
    std::vector<RowRange> shared = {{0, rows_.size()}};
    std::vector<RowRange> own;
    std::vector<RowRange> parts;
    while (!shared.empty()) {
      const RowRange range = shared.back();
      shared.pop_back();
      parts.clear();
      if (range.size() > kSharedRows) {
        deal_out(range, parts);
      } else {
        parts.push_back(range);
      }
      for (const RowRange& part : parts) (part.size() > kSharedRows ? shared : own).push_back(part);
    }
    const std::vector<std::size_t> tasks = even_tasks(own);
    for_blocks(tasks.size() - 1, 1, [&](const Block& block) {
      PieceSorter<num_words> sorter;
      for (std::size_t i = tasks[block.index]; i < tasks[block.index + 1]; ++i) {
        sort_range(own[i], sorter);
      }
    });
    return std::move(is_first_);
  }

 private:
  /// Marks the groups of rows whose keys ascend already; false where they do not.
  bool mark_sorted() {
    std::atomic<bool> is_sorted = true;
    for_blocks(rows_.size(), kBlockRows, [&](const Block& block) {
      auto last = key_of_(rows_[block.begin == 0 ? 0 : block.begin - 1]);
      for (std::size_t i = block.begin; i < block.end && is_sorted; ++i) {
        const auto key = key_of_(rows_[i]);
        is_first_[i] = i == 0 || last < key ? 1 : 0;
        if (key < last) is_sorted = false;
        last = key;
      }
    });
    return is_sorted;
  }

  /// Where the ranges of each task begin: tasks have about as many rows.
  static std::vector<std::size_t> even_tasks(std::span<const RowRange> ranges) {
    std::vector<std::size_t> tasks = {0};
    std::size_t num_rows = 0;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      num_rows += ranges[i].size();
      if (num_rows < kSharedRows / 2 && i + 1 < ranges.size()) continue;
      tasks.push_back(i + 1);
      num_rows = 0;
    }
    return tasks;
  }

  void sort_range(const RowRange& range, PieceSorter<num_words>& sorter) {
    if (range.size() <= kPieceRows) {
      sorter.sort(rows_.subspan(range.begin, range.size()),
                  std::span(is_first_).subspan(range.begin, range.size()), key_of_);
      return;
    }
    std::vector<RowRange> parts;
    deal_out(range, parts);
    for (const RowRange& part : parts) sort_range(part, sorter);
  }

  /// The key's bits that differ among the rows of a range.
  GroupKey<num_words> find_varying(const RowRange& range) const {
    const GroupKey<num_words> first = key_of_(rows_[range.begin]);
    std::vector<GroupKey<num_words>> of_blocks(num_blocks(range.size(), range.block_size()));
    for_blocks(range.size(), range.block_size(), [&](const Block& block) {
      GroupKey<num_words> varying{};
      for (std::size_t i = block.begin; i < block.end; ++i) {
        add_varying(key_of_(rows_[range.begin + i]), first, varying);
      }
      of_blocks[block.index] = varying;
    });
    GroupKey<num_words> varying{};
    for (const auto& of_block : of_blocks) add_varying(of_block, {}, varying);
    return varying;
  }

  /// Deals a range out by the next digit and adds its parts; a range of equal keys is done.
  void deal_out(const RowRange& range, std::vector<RowRange>& parts) {
    const int bits =
        std::clamp(static_cast<int>(std::bit_width(2 * range.size() / kPieceRows)), 6, kMostBits);
    const Digit digit = top_digit(find_varying(range), bits);
    if (digit.num_values == 1) {
      std::fill_n(is_first_.begin() + static_cast<std::ptrdiff_t>(range.begin), range.size(), 0);
      is_first_[range.begin] = 1;
      return;
    }
    std::vector<std::uint32_t> next = count_digits(range, digit);
    place_parts(range, digit, next, parts);
    const std::span<const std::uint32_t> from = rows_.subspan(range.begin, range.size());
    for_blocks(range.size(), range.block_size(), [&](const Block& block) {
      std::uint32_t* const at = next.data() + block.index * digit.num_values;
      for (std::size_t i = block.begin; i < block.end; ++i) {
        spare_[at[digit.of(key_of_(from[i]))]++] = from[i];
      }
    });
    for_blocks(range.size(), range.block_size(), [&](const Block& block) {
      std::memcpy(rows_.data() + range.begin + block.begin,
                  spare_.data() + range.begin + block.begin,
                  (block.end - block.begin) * sizeof(std::uint32_t));
    });
  }

  /// Rows of each block by digit.
  std::vector<std::uint32_t> count_digits(const RowRange& range, const Digit& digit) const {
    std::vector<std::uint32_t> counts(num_blocks(range.size(), range.block_size()) *
                                      digit.num_values);
    for_blocks(range.size(), range.block_size(), [&](const Block& block) {
      std::uint32_t* const of_block = counts.data() + block.index * digit.num_values;
      for (std::size_t i = block.begin; i < block.end; ++i) {
        ++of_block[digit.of(key_of_(rows_[range.begin + i]))];
      }
    });
    return counts;
  }

  /// Makes of the counts where each block's rows of a digit go, and adds the parts.
  static void place_parts(const RowRange& range, const Digit& digit,
                          std::span<std::uint32_t> counts, std::vector<RowRange>& parts) {
    std::size_t total = range.begin;
    for (std::size_t value = 0; value < digit.num_values; ++value) {
      const std::size_t begin = total;
      for (std::size_t at = value; at < counts.size(); at += digit.num_values) {
        total += std::exchange(counts[at], static_cast<std::uint32_t>(total));
      }
      if (total > begin) parts.push_back({begin, total});
    }
  }

  std::span<std::uint32_t> rows_;
  const KeyOf& key_of_;
  UnsetVector<std::uint32_t> spare_;
  UnsetVector<std::uint8_t> is_first_;
};

/// The places that are marked, and the number of places behind them.
[[nodiscard]] UnsetVector<std::uint32_t> marked_places(std::span<const std::uint8_t> is_marked);

}  // namespace key_groups_detail

/// An id as part of a key: none, the largest of all, is put next to the others, which are below
/// `num_ids`, so that the bits of a key tell rows apart as early as they can.
template <class AnyId>
[[nodiscard]] std::uint32_t narrow(AnyId id, std::uint32_t num_ids) {
  return std::min(id.value, num_ids);
}

/// One more than the largest of some ids that is not none.
template <class AnyId>
[[nodiscard]] std::uint32_t count_ids(std::span<const AnyId> ids) {
  std::vector<std::uint32_t> of_blocks(num_blocks(ids.size(), key_groups_detail::kBlockRows));
  for_blocks(ids.size(), key_groups_detail::kBlockRows, [&](const Block& block) {
    std::uint32_t num = 0;  // one more than none is 0
    for (std::size_t i = block.begin; i < block.end; ++i) num = std::max(num, ids[i].value + 1);
    of_blocks[block.index] = num;
  });
  return of_blocks.empty() ? 0 : *std::max_element(of_blocks.begin(), of_blocks.end());
}

/// 0, 1, ... below `num_rows`.
[[nodiscard]] UnsetVector<std::uint32_t> all_rows(std::size_t num_rows);

/// Groups the given rows, which ascend, by `key_of(row)`, a GroupKey.
template <class KeyOf>
[[nodiscard]] KeyGroups group_by_key(UnsetVector<std::uint32_t> rows, const KeyOf& key_of) {
  constexpr std::size_t kNumWords = std::tuple_size_v<decltype(key_of(0U))>;
  static_cast<void>(checked_cast<std::uint32_t>(rows.size()));
  const UnsetVector<std::uint8_t> is_first =
      key_groups_detail::RowSorter<kNumWords, KeyOf>(rows, key_of).sort();
  return {key_groups_detail::marked_places(is_first), std::move(rows)};
}

}  // namespace fsu

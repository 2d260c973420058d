// Groups rows by equal keys, in the order of the keys: a stable radix sort from the top bits down.
//
// Rows and a key of a few words each -> the rows by key, equal keys by row, and where each group of
// equal keys begins. Keys are made on the way, never stored as a column: rows are dealt out by the
// highest bits that differ among them (counted by blocks first, so that every block knows where its
// rows go; Knuth, The Art of Computer Programming 3, 5.2.5) until a range is copied with its keys,
// and copies are sorted in the same way, from half a MiB in cache. What many rows have in common
// costs one look: bits that do not differ are passed over, and rows in order stay where they are.
// Blocks and ranges follow from the keys alone.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "kernels/core/check.hpp"
#include "kernels/core/keyed_rows.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/unset_vector.hpp"

namespace fsu {

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
/// Who reads the rows of group after group asks for them as many groups ahead.
inline constexpr std::size_t kGroupsAhead = 16;

namespace key_groups_detail {

inline constexpr std::size_t kPieceBytes = std::size_t{1} << 19;
inline constexpr std::size_t kBlockRows = std::size_t{1} << 16;
inline constexpr std::size_t kMostBlocks = 64;  ///< of a range that is dealt out
/// A range of more rows is dealt out by all threads.
inline constexpr std::size_t kSharedRows = std::size_t{1} << 19;

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
  static constexpr std::size_t kCopiedRows = PieceSorter<num_words>::kMostItems;
  static constexpr std::size_t kPieceRows = kPieceBytes / sizeof(KeyedRow<num_words>);

  RowSorter(std::span<std::uint32_t> rows, const KeyOf& key_of)
      : rows_(rows), key_of_(key_of), is_first_(rows.size()) {}

  /// Sorts all rows; for each whether it begins a group.
  UnsetVector<std::uint8_t> sort() {
    if (mark_sorted()) return std::move(is_first_);
    spare_.resize(rows_.size());
    digits_.resize(rows_.size());
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
      std::unique_ptr<PieceSorter<num_words>> sorter = take_sorter();
      for (std::size_t i = tasks[block.index]; i < tasks[block.index + 1]; ++i) {
        sort_range(own[i], *sorter);
      }
      const std::lock_guard lock(mutex_);
      sorters_.push_back(std::move(sorter));
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

  /// One that a block has done with, or a new one.
  std::unique_ptr<PieceSorter<num_words>> take_sorter() {
    const std::lock_guard lock(mutex_);
    if (sorters_.empty()) return std::make_unique<PieceSorter<num_words>>();
    std::unique_ptr<PieceSorter<num_words>> sorter = std::move(sorters_.back());
    sorters_.pop_back();
    return sorter;
  }

  void sort_range(const RowRange& range, PieceSorter<num_words>& sorter) {
    if (range.size() <= kCopiedRows) {
      sorter.sort(rows_.subspan(range.begin, range.size()),
                  std::span(is_first_).subspan(range.begin, range.size()), key_of_);
      return;
    }
    std::vector<RowRange> parts;
    deal_out(range, parts);
    for (const RowRange& part : parts) sort_range(part, sorter);
  }

  /// What one look at the rows of a range tells: the key's bits that differ, and the rows of each
  /// block by digit.
  struct Survey {
    GroupKey<num_words> varying{};
    std::vector<std::uint32_t> counts;
  };

  /// The key's bits that differ among some rows of a range.
  GroupKey<num_words> sample_varying(const RowRange& range) const {
    constexpr std::size_t kNumSamples = 256;
    const GroupKey<num_words> first = key_of_(rows_[range.begin]);
    GroupKey<num_words> varying{};
    for (std::size_t i = range.begin; i < range.end; i += range.size() / kNumSamples + 1) {
      add_varying(key_of_(rows_[i]), first, varying);
    }
    return varying;
  }

  /// Notes the digit of each row on the way.
  Survey survey(const RowRange& range, const Digit& digit) {
    const GroupKey<num_words> first = key_of_(rows_[range.begin]);
    std::vector<GroupKey<num_words>> of_blocks(num_blocks(range.size(), range.block_size()));
    Survey result;
    result.counts.resize(of_blocks.size() * digit.num_values);
    for_blocks(range.size(), range.block_size(), [&](const Block& block) {
      std::uint32_t* const counts = result.counts.data() + block.index * digit.num_values;
      GroupKey<num_words> varying{};
      for (std::size_t i = range.begin + block.begin; i < range.begin + block.end; ++i) {
        fetch_ahead(rows_.subspan(i), key_of_);
        const GroupKey<num_words> key = key_of_(rows_[i]);
        add_varying(key, first, varying);
        digits_[i] = static_cast<std::uint16_t>(digit.of(key));
        ++counts[digits_[i]];
      }
      of_blocks[block.index] = varying;
    });
    for (const auto& of_block : of_blocks) add_varying(of_block, {}, result.varying);
    return result;
  }

  /// Deals a range out by the next digit and adds its parts; a range of equal keys is done. Which
  /// digit that is a sample tells nearly always.
  void deal_out(const RowRange& range, std::vector<RowRange>& parts) {
    const int bits =
        std::clamp(static_cast<int>(std::bit_width(2 * range.size() / kPieceRows)), 6, kMostBits);
    Digit digit = top_digit(sample_varying(range), bits);
    Survey found = survey(range, digit);
    if (const Digit top = top_digit(found.varying, bits); top != digit) {
      digit = top;
      found = survey(range, digit);
    }
    if (digit.num_values == 1) {
      std::fill_n(is_first_.begin() + static_cast<std::ptrdiff_t>(range.begin), range.size(), 0);
      is_first_[range.begin] = 1;
      return;
    }
    place_parts(range, digit, found.counts, parts);
    for_blocks(range.size(), range.block_size(), [&](const Block& block) {
      std::uint32_t* const at = found.counts.data() + block.index * digit.num_values;
      for (std::size_t i = range.begin + block.begin; i < range.begin + block.end; ++i) {
        spare_[at[digits_[i]]++] = rows_[i];
      }
    });
    for_blocks(range.size(), range.block_size(), [&](const Block& block) {
      std::memcpy(rows_.data() + range.begin + block.begin,
                  spare_.data() + range.begin + block.begin,
                  (block.end - block.begin) * sizeof(std::uint32_t));
    });
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
  UnsetVector<std::uint16_t> digits_;
  UnsetVector<std::uint8_t> is_first_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<PieceSorter<num_words>>> sorters_;  ///< that no block uses
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

/// Groups the given rows, which ascend, by `key_of(row)`, a GroupKey. Where keys are far apart in
/// memory, `key_of.prefetch(row)` may ask for one ahead, `key_of.prefetch_first(row)` for what that
/// reads.
template <class KeyOf>
[[nodiscard]] KeyGroups group_by_key(UnsetVector<std::uint32_t> rows, const KeyOf& key_of) {
  constexpr std::size_t kNumWords = std::tuple_size_v<decltype(key_of(0U))>;
  static_cast<void>(checked_cast<std::uint32_t>(rows.size()));
  const UnsetVector<std::uint8_t> is_first =
      key_groups_detail::RowSorter<kNumWords, KeyOf>(rows, key_of).sort();
  return {key_groups_detail::marked_places(is_first), std::move(rows)};
}

}  // namespace fsu

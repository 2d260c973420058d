#include "kernels/core/nearly_sorted.hpp"

#include <algorithm>
#include <atomic>
#include <numeric>

#include "kernels/core/parallel.hpp"
#include "kernels/core/text_order.hpp"

namespace fsu {
namespace {

constexpr std::size_t kBlockStrings = std::size_t{1} << 16;
constexpr std::size_t kMostFalls = 4096;
constexpr std::size_t kMostDropped = std::size_t{1} << 16;

/// The strings that are smaller than the one before, ascending; nothing where they are many.
std::optional<std::vector<std::uint32_t>> falls_of(const StringColumn& column) {
  std::vector<std::vector<std::uint32_t>> by_block(num_blocks(column.size(), kBlockStrings));
  std::atomic<std::size_t> num_falls = 0;
  for_blocks(column.size(), kBlockStrings, [&](const Block& block) {
    if (num_falls > kMostFalls) return;
    std::vector<std::uint32_t>& falls = by_block[block.index];
    for (std::size_t i = std::max<std::size_t>(block.begin, 1); i < block.end; ++i) {
      if (order_of_texts(column[i - 1], column[i]) > 0)
        falls.push_back(static_cast<std::uint32_t>(i));
    }
    num_falls += falls.size();
  });
  if (num_falls > kMostFalls) return {};
  std::vector<std::uint32_t> falls;
  for (const auto& of_block : by_block) falls.insert(falls.end(), of_block.begin(), of_block.end());
  return falls;
}

/// What is kept in place, and what is dropped on the way.
class DropMerge {
 public:
  explicit DropMerge(const StringColumn& column) : column_(column) {}

  /// Adds rows that ascend and stand behind all before; false once too many were dropped.
  [[nodiscard]] bool add(RowStretch next) {
    while (next.begin < next.end && !kept_.empty() && is_before(next.begin, kept_.back().end - 1)) {
      const std::size_t num_greater = num_kept_above(next.begin);
      const std::uint32_t above = first_not_below(next, kept_.back().end - 1);
      if (num_greater <= above - next.begin) {
        drop_last(num_greater);
      } else {
        drop(next.begin, above);
        next.begin = above;
      }
      if (dropped_.size() > kMostDropped) return false;
    }
    if (next.begin < next.end) kept_.push_back(next);
    return true;
  }

  /// The kept stretches with the dropped rows among them.
  [[nodiscard]] std::vector<RowStretch> merged() {
    std::sort(dropped_.begin(), dropped_.end(),
              [&](std::uint32_t a, std::uint32_t b) { return is_before(a, b); });
    std::vector<RowStretch> order;
    auto dropped = dropped_.begin();
    for (RowStretch stretch : kept_) {
      for (; dropped != dropped_.end() && is_before(*dropped, stretch.end - 1); ++dropped) {
        const std::uint32_t place = first_not_below(stretch, *dropped);
        append({stretch.begin, place}, order);
        append({*dropped, *dropped + 1, true}, order);
        stretch.begin = place;
      }
      append(stretch, order);
    }
    for (; dropped != dropped_.end(); ++dropped) append({*dropped, *dropped + 1, true}, order);
    return order;
  }

 private:
  [[nodiscard]] bool is_before(std::uint32_t a, std::uint32_t b) const {
    const int order = order_of_texts(column_[a], column_[b]);
    return order != 0 ? order < 0 : a < b;
  }

  /// The first row of a stretch that is not before `row`.
  [[nodiscard]] std::uint32_t first_not_below(const RowStretch& stretch, std::uint32_t row) const {
    std::uint32_t begin = stretch.begin;
    std::uint32_t end = stretch.end;
    while (begin < end) {
      const std::uint32_t middle = begin + (end - begin) / 2;
      if (is_before(middle, row)) {
        begin = middle + 1;
      } else {
        end = middle;
      }
    }
    return begin;
  }

  [[nodiscard]] std::size_t num_kept_above(std::uint32_t row) const {
    std::size_t count = 0;
    for (auto stretch = kept_.rbegin(); stretch != kept_.rend(); ++stretch) {
      const std::uint32_t place = first_not_below(*stretch, row);
      count += stretch->end - place;
      if (place > stretch->begin) break;
    }
    return count;
  }

  void drop(std::uint32_t begin, std::uint32_t end) {
    // One too many is enough to give up.
    end = std::min<std::uint32_t>(end, begin + static_cast<std::uint32_t>(kMostDropped) + 1);
    for (std::uint32_t row = begin; row < end; ++row) dropped_.push_back(row);
  }

  void drop_last(std::size_t count) {
    while (count > 0) {
      RowStretch& last = kept_.back();
      const auto taken =
          static_cast<std::uint32_t>(std::min<std::size_t>(count, last.end - last.begin));
      drop(last.end - taken, last.end);
      last.end -= taken;
      count -= taken;
      if (last.begin == last.end) kept_.pop_back();
    }
  }

  static void append(RowStretch added, std::vector<RowStretch>& order) {
    if (added.begin == added.end) return;
    const bool goes_on = !order.empty() && order.back().end == added.begin &&
                         order.back().is_moved == added.is_moved;
    if (goes_on) {
      order.back().end = added.end;
    } else {
      order.push_back(added);
    }
  }

  const StringColumn& column_;
  std::vector<RowStretch> kept_;
  std::vector<std::uint32_t> dropped_;
};

}  // namespace

std::optional<std::vector<RowStretch>> nearly_sorted_order(const StringColumn& column) {
  auto falls = falls_of(column);
  if (!falls) return {};
  falls->push_back(checked_cast<std::uint32_t>(column.size()));
  DropMerge merge(column);
  std::uint32_t begin = 0;
  for (const std::uint32_t end : *falls) {
    if (!merge.add({begin, end})) return {};
    begin = end;
  }
  return merge.merged();
}

}  // namespace fsu

#include "kernels/core/string_runs.hpp"

#include <atomic>
#include <numeric>

#include "kernels/core/parallel.hpp"
#include "kernels/core/text_order.hpp"

namespace fsu {
namespace {

constexpr std::size_t kBlockStrings = std::size_t{1} << 16;

/// Calls `begin_run(i)` for each string of a block that differs from the one before; false where
/// one is smaller than it.
template <class Function>
bool for_each_run(const StringColumn& column, const Block& block, const Function& begin_run) {
  for (std::size_t i = block.begin; i < block.end; ++i) {
    const int order = i == 0 ? 1 : order_of_texts(column[i], column[i - 1]);
    if (order < 0) return false;
    if (order > 0) begin_run(i);
  }
  return true;
}

}  // namespace

std::optional<std::vector<std::uint32_t>> sorted_runs(const StringColumn& column) {
  const auto end = checked_cast<std::uint32_t>(column.size());
  std::atomic<bool> is_sorted = true;
  std::vector<std::size_t> first_run(num_blocks(column.size(), kBlockStrings) + 1, 0);
  for_blocks(column.size(), kBlockStrings, [&](const Block& block) {
    if (!is_sorted) return;
    std::size_t& num_runs = first_run[block.index + 1];
    if (!for_each_run(column, block, [&](std::size_t) { ++num_runs; })) is_sorted = false;
  });
  if (!is_sorted) return {};
  std::partial_sum(first_run.begin(), first_run.end(), first_run.begin());
  std::vector<std::uint32_t> begins(first_run.back() + 1, end);
  for_blocks(column.size(), kBlockStrings, [&](const Block& block) {
    std::size_t run = first_run[block.index];
    for_each_run(column, block,
                 [&](std::size_t i) { begins[run++] = static_cast<std::uint32_t>(i); });
  });
  return begins;
}

}  // namespace fsu

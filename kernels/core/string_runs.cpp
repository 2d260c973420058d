#include "kernels/core/string_runs.hpp"

#include <atomic>

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
  std::atomic<bool> is_sorted = true;
  std::vector<std::vector<std::uint32_t>> by_block(num_blocks(column.size(), kBlockStrings));
  for_blocks(column.size(), kBlockStrings, [&](const Block& block) {
    if (!is_sorted) return;
    std::vector<std::uint32_t>& begins = by_block[block.index];
    if (!for_each_run(column, block,
                      [&](std::size_t i) { begins.push_back(static_cast<std::uint32_t>(i)); }))
      is_sorted = false;
  });
  if (!is_sorted) return {};
  std::size_t num_runs = 0;
  for (const auto& of_block : by_block) num_runs += of_block.size();
  std::vector<std::uint32_t> begins;
  begins.reserve(num_runs + 1);
  for (auto& of_block : by_block) {
    begins.insert(begins.end(), of_block.begin(), of_block.end());
    of_block = {};
  }
  begins.push_back(checked_cast<std::uint32_t>(column.size()));
  return begins;
}

}  // namespace fsu

// Sorting behind the parallel seam.
//
// Callers order by id last, so that equal elements do not exist and the result is unique whatever
// the back end: oneTBB's quicksort by default; with std::jthread, runs of a fixed size are sorted
// and merged pairwise; serially std::sort.
#pragma once

#include <tbb/parallel_sort.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <vector>

#include "kernels/core/parallel.hpp"

namespace fsu {
namespace parallel_detail {

template <class Iterator, class Less>
void merge_sort_runs(Iterator begin, Iterator end, const Less& less) {
  constexpr std::size_t kRunSize = std::size_t{1} << 16;
  const auto num_items = static_cast<std::size_t>(end - begin);
  std::vector<typename std::iterator_traits<Iterator>::value_type> buffer(num_items);
  const auto at = [](auto first, std::size_t index) {
    return first + static_cast<std::ptrdiff_t>(index);
  };
  const auto merge_runs = [&](auto from, auto to, std::size_t width) {
    for_blocks(num_items, 2 * width, [&](const Block& block) {
      const std::size_t middle = std::min(block.begin + width, block.end);
      std::merge(at(from, block.begin), at(from, middle), at(from, middle), at(from, block.end),
                 at(to, block.begin), less);
    });
  };
  for_blocks(num_items, kRunSize, [&](const Block& block) {
    std::sort(at(begin, block.begin), at(begin, block.end), less);
  });
  bool in_buffer = false;
  for (std::size_t width = kRunSize; width < num_items; width *= 2) {
    in_buffer ? merge_runs(buffer.begin(), begin, width) : merge_runs(begin, buffer.begin(), width);
    in_buffer = !in_buffer;
  }
  if (in_buffer) std::copy(buffer.begin(), buffer.end(), begin);
}

}  // namespace parallel_detail

/// Sorts [begin, end) by a strict weak order under which no two different elements are equal.
template <class Iterator, class Less = std::less<>>
void parallel_sort(Iterator begin, Iterator end, Less less = {}) {
  if (num_threads() == 1 || parallel_detail::inside_block() ||
      parallel_backend() == ParallelBackend::kSerial) {
    std::sort(begin, end, less);
  } else if (parallel_backend() == ParallelBackend::kThreads) {
    parallel_detail::merge_sort_runs(begin, end, less);
  } else {
    parallel_detail::run_in_arena(num_threads(), [&] { tbb::parallel_sort(begin, end, less); });
  }
}

}  // namespace fsu

// The parallel seam: all the parallelism of the program goes through these four operations.
//
//   for_blocks     runs a function over fixed blocks of [0, n)
//   reduce_blocks  makes one mergeable state a block and merges them in block order
//   parallel_sort  sorts by a strict weak order (parallel_sort.hpp)
//   num_threads    one thread count for every back end
//
// Blocks have a fixed size that never depends on the thread count, and block results are combined
// in block order, so results are the same bytes on 1 or 64 threads. An exception inside a block is
// caught; when all blocks that had started are done, that of the lowest block is rethrown. Regions
// do not nest: a loop inside a block runs serially.
//
// Back ends: OpenMP (loops) with oneTBB (sorts) by default; serial; std::jthread, on which the
// thread sanitizer reports no false races (it does on the other two).
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "kernels/core/mergeable.hpp"

namespace fsu {

enum class ParallelBackend { kOpenMp, kTbb, kSerial, kThreads };

/// Sets the thread count of all back ends, at least 1; 0 means all hardware threads.
void set_num_threads(int num_threads);
[[nodiscard]] int num_threads();

void set_parallel_backend(ParallelBackend backend);
[[nodiscard]] ParallelBackend parallel_backend();

/// One fixed block of a loop: its number and the half-open range of items.
struct Block {
  std::size_t index = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

using BlockFunction = std::function<void(const Block&)>;

/// Calls `function` once for each block of `block_size` items of [0, num_items), in any order and
/// in parallel.
void for_blocks(std::size_t num_items, std::size_t block_size, const BlockFunction& function);

[[nodiscard]] constexpr std::size_t num_blocks(std::size_t num_items, std::size_t block_size) {
  return num_items / block_size + (num_items % block_size != 0 ? 1 : 0);
}

/// Makes one state a block and merges them in block order; State::empty() for no blocks.
template <Mergeable State, class Function>
[[nodiscard]] State reduce_blocks(std::size_t num_items, std::size_t block_size,
                                  const Function& make_state) {
  std::vector<std::optional<State>> states(num_blocks(num_items, block_size));
  for_blocks(num_items, block_size,
             [&](const Block& block) { states[block.index].emplace(make_state(block)); });
  State result = State::empty();
  for (std::optional<State>& state : states) {
    result.merge(std::move(*state));
    state.reset();
  }
  return result;
}

namespace parallel_detail {

[[nodiscard]] bool inside_block();
void run_openmp(std::size_t num_tasks, int threads, const std::function<void(std::size_t)>& task);
void run_tbb(std::size_t num_tasks, int threads, const std::function<void(std::size_t)>& task);
/// Runs `work` in a oneTBB arena of that many threads.
void run_in_arena(int threads, const std::function<void()>& work);
void run_serial(std::size_t num_tasks, const std::function<void(std::size_t)>& task);
void run_threads(std::size_t num_tasks, int threads, const std::function<void(std::size_t)>& task);

}  // namespace parallel_detail

}  // namespace fsu

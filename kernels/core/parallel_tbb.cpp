// The oneTBB back end: work stealing in an arena of the given size.
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "kernels/core/parallel.hpp"

namespace fsu::parallel_detail {

void run_in_arena(int threads, const std::function<void()>& work) {
  // Without it the library prints a warning where more threads are asked for than there are cores.
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  arena.execute(work);
}

void run_tbb(std::size_t num_tasks, int threads, const std::function<void(std::size_t)>& task) {
  run_in_arena(threads, [&] {
    tbb::parallel_for(std::size_t{0}, num_tasks, [&](std::size_t index) { task(index); });
  });
}

}  // namespace fsu::parallel_detail

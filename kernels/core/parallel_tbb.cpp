// The oneTBB back end: work stealing in an arena of the given size.
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "kernels/core/parallel.hpp"

namespace fsu::parallel_detail {

void run_tbb(std::size_t num_tasks, int threads, const std::function<void(std::size_t)>& task) {
  tbb::task_arena arena(threads);
  arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, num_tasks, [&](std::size_t index) { task(index); });
  });
}

}  // namespace fsu::parallel_detail

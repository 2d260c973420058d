// The OpenMP back end: one parallel loop, dynamic schedule, one task at a time.
#include <cstdint>

#include "kernels/core/parallel.hpp"

namespace fsu::parallel_detail {

void run_openmp(std::size_t num_tasks, int threads, const std::function<void(std::size_t)>& task) {
  const auto end = static_cast<std::int64_t>(num_tasks);
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
  for (std::int64_t index = 0; index < end; ++index) task(static_cast<std::size_t>(index));
}

}  // namespace fsu::parallel_detail

// The std::jthread back end: threads draw task numbers from one counter. The thread sanitizer
// follows it.
#include <atomic>
#include <thread>
#include <vector>

#include "kernels/core/parallel.hpp"

namespace fsu::parallel_detail {

void run_threads(std::size_t num_tasks, int threads, const std::function<void(std::size_t)>& task) {
  std::atomic<std::size_t> next_task = 0;
  const auto work = [&] {
    for (std::size_t index = next_task++; index < num_tasks; index = next_task++) task(index);
  };
  std::vector<std::jthread> workers;
  for (int i = 1; i < threads; ++i) workers.emplace_back(work);
  work();
}

}  // namespace fsu::parallel_detail

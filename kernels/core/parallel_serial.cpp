// The serial back end: tasks in order on the calling thread.
#include "kernels/core/parallel.hpp"

namespace fsu::parallel_detail {

void run_serial(std::size_t num_tasks, const std::function<void(std::size_t)>& task) {
  for (std::size_t index = 0; index < num_tasks; ++index) task(index);
}

}  // namespace fsu::parallel_detail

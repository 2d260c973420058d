#include "kernels/core/parallel.hpp"

#include <algorithm>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>

#include "kernels/core/check.hpp"

namespace fsu {
namespace {

#ifdef FSU_DEFAULT_BACKEND_THREADS
constexpr ParallelBackend kDefaultBackend = ParallelBackend::kThreads;
#else
constexpr ParallelBackend kDefaultBackend = ParallelBackend::kOpenMp;
#endif

int hardware_threads() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

int thread_count = hardware_threads();
ParallelBackend backend = kDefaultBackend;
thread_local bool is_inside_block = false;

/// Keeps the exception of the lowest block; once one is held, later blocks need not start.
class FirstFailure {
 public:
  void run(std::size_t task_index, const std::function<void(std::size_t)>& task) {
    if (task_index > lowest_failed()) return;
    is_inside_block = true;
    try {
      task(task_index);
    } catch (...) {
      record(task_index, std::current_exception());
    }
    is_inside_block = false;
  }

  void rethrow() const {
    if (exception_) std::rethrow_exception(exception_);
  }

 private:
  std::size_t lowest_failed() {
    const std::lock_guard lock(mutex_);
    return lowest_;
  }

  void record(std::size_t task_index, std::exception_ptr exception) {
    const std::lock_guard lock(mutex_);
    if (task_index < lowest_) {
      lowest_ = task_index;
      exception_ = std::move(exception);
    }
  }

  std::mutex mutex_;
  std::size_t lowest_ = std::numeric_limits<std::size_t>::max();
  std::exception_ptr exception_;
};

void run_tasks(std::size_t num_tasks, const std::function<void(std::size_t)>& task) {
  const int threads =
      std::min(thread_count, checked_cast<int>(std::min<std::size_t>(num_tasks, 1U << 20)));
  if (threads <= 1) return parallel_detail::run_serial(num_tasks, task);
  switch (backend) {
    case ParallelBackend::kOpenMp:
      return parallel_detail::run_openmp(num_tasks, threads, task);
    case ParallelBackend::kTbb:
      return parallel_detail::run_tbb(num_tasks, threads, task);
    case ParallelBackend::kThreads:
      return parallel_detail::run_threads(num_tasks, threads, task);
    case ParallelBackend::kSerial:
      return parallel_detail::run_serial(num_tasks, task);
  }
}

}  // namespace

void set_num_threads(int num_threads) {
  FSU_CHECK(num_threads >= 0);
  thread_count = num_threads == 0 ? hardware_threads() : num_threads;
}

int num_threads() { return thread_count; }

void set_parallel_backend(ParallelBackend new_backend) { backend = new_backend; }

ParallelBackend parallel_backend() { return backend; }

bool parallel_detail::inside_block() { return is_inside_block; }

void for_blocks(std::size_t num_items, std::size_t block_size, const BlockFunction& function) {
  FSU_CHECK(block_size > 0);
  const auto run_block = [&](std::size_t index) {
    const std::size_t begin = index * block_size;
    function(Block{index, begin, std::min(begin + block_size, num_items)});
  };
  const std::size_t num_tasks = num_blocks(num_items, block_size);
  if (is_inside_block) {
    for (std::size_t index = 0; index < num_tasks; ++index) run_block(index);
    return;
  }
  FirstFailure failure;
  run_tasks(num_tasks, [&](std::size_t index) { failure.run(index, run_block); });
  failure.rethrow();
}

}  // namespace fsu

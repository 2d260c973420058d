// One computation under every thread count and back end: all must give the same value.
#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "kernels/core/parallel.hpp"

namespace fsu::test {

/// The back ends to try; under the thread sanitizer only the one on which it is clean.
inline std::vector<ParallelBackend> tried_backends() {
#ifdef FSU_DEFAULT_BACKEND_THREADS
  return {ParallelBackend::kThreads};
#else
  return {ParallelBackend::kOpenMp, ParallelBackend::kTbb, ParallelBackend::kThreads};
#endif
}

/// Computes `make()` on one thread and expects the same from 2, 3 and 8 threads on all back ends;
/// returns it.
template <class Make>
auto same_on_any_threads(const Make& make) {
  const int threads_before = num_threads();
  const ParallelBackend backend_before = parallel_backend();
  set_num_threads(1);
  const auto expected = make();
  for (const int threads : {2, 3, 8}) {
    for (const ParallelBackend backend : tried_backends()) {
      set_num_threads(threads);
      set_parallel_backend(backend);
      EXPECT_TRUE(make() == expected) << threads << " threads";
    }
  }
  set_num_threads(threads_before);
  set_parallel_backend(backend_before);
  return expected;
}

}  // namespace fsu::test

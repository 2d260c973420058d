// A back end and a thread count for the length of a scope, and all that a result must not depend
// on.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "kernels/core/parallel.hpp"

namespace fsu::test {

struct ParallelSetting {
  ParallelBackend backend = ParallelBackend::kOpenMp;
  int threads = 1;
};

/// A name for a failure message.
inline std::string describe(const ParallelSetting& setting) {
  constexpr const char* kNames[] = {"OpenMP", "TBB", "serial", "jthread"};
  return std::string(kNames[static_cast<int>(setting.backend)]) + " on " +
         std::to_string(setting.threads) + " threads";
}

/// Every back end on 1, 2, 3 and 8 threads; under the thread sanitizer only the one on which it is
/// clean.
inline std::vector<ParallelSetting> all_parallel_settings() {
  std::vector<ParallelSetting> settings;
#ifdef FSU_DEFAULT_BACKEND_THREADS
  const std::vector backends = {ParallelBackend::kThreads};
#else
  const std::vector backends = {ParallelBackend::kOpenMp, ParallelBackend::kTbb,
                                ParallelBackend::kSerial, ParallelBackend::kThreads};
#endif
  for (const ParallelBackend backend : backends) {
    for (const int threads : {1, 2, 3, 8}) settings.push_back({backend, threads});
  }
  return settings;
}

/// Sets the parallel seam and puts it back at the end of the scope.
class ScopedParallelSetting {
 public:
  explicit ScopedParallelSetting(const ParallelSetting& setting) {
    set_parallel_backend(setting.backend);
    set_num_threads(setting.threads);
  }
  ScopedParallelSetting(const ScopedParallelSetting&) = delete;
  ScopedParallelSetting& operator=(const ScopedParallelSetting&) = delete;
  ~ScopedParallelSetting() {
    set_parallel_backend(old_backend_);
    set_num_threads(old_threads_);
  }

 private:
  ParallelBackend old_backend_ = parallel_backend();
  int old_threads_ = num_threads();
};

}  // namespace fsu::test

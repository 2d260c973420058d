// Longer vectors whose new memory all threads touch first.
//
// A page that a process touches for the first time is found, cleared and mapped by the kernel, in
// the thread that touches it: a vector of a GiB that one thread sets to zero takes longer than
// filling it later takes all threads. Here blocks of pages are touched side by side before that.
#pragma once

#include <cstddef>
#include <vector>

#include "kernels/core/parallel.hpp"

namespace fsu {

/// Touches every page of some memory that nobody has written yet, in parallel; small memory is left
/// alone.
inline void touch_first(void* memory, std::size_t num_bytes) {
  constexpr std::size_t kLeastBytes = std::size_t{32} << 20;
  constexpr std::size_t kBlockBytes = std::size_t{4} << 20;
  constexpr std::size_t kPageBytes = 4096;
  if (num_bytes < kLeastBytes) return;
  auto* const bytes = static_cast<volatile unsigned char*>(memory);
  for_blocks(num_bytes, kBlockBytes, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; i += kPageBytes) bytes[i] = 0;
  });
}

/// As reserve.
template <class T>
void reserve_touched(std::vector<T>& values, std::size_t capacity) {
  if (capacity <= values.capacity()) return;
  values.reserve(capacity);
  T* const behind = values.data() + values.size();
  touch_first(static_cast<void*>(behind), (values.capacity() - values.size()) * sizeof(T));
}

/// As resize.
template <class T>
void resize_touched(std::vector<T>& values, std::size_t size) {
  reserve_touched(values, size);
  values.resize(size);
}

}  // namespace fsu

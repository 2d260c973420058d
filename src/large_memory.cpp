// What `new` gives for large blocks: large pages from 32 MiB on, or memory in a file.
//
// Linking reads columns and tables of some GiB in random order; with pages of 4 KiB most reads also
// miss the processor's table of pages. Large blocks begin at a border of 2 MiB and ask the kernel
// for large pages (transparent huge pages, where these are on request or always), which takes about
// a quarter off such stages. Everything else, and what is left where the kernel has none, is
// malloc's, which is told to keep some freed memory: given back to the kernel and taken again for
// the next block, it costs the clearing of its pages every time (half of the kernel's time in `fsu
// durations`). Under --memory-limit large blocks are scratch memory (io/scratch_memory.hpp).
// Sanitizers keep their own operators.
#include <sys/mman.h>

#include <cstdlib>
#include <new>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "io/scratch_memory.hpp"

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

constexpr std::size_t kLargePage = std::size_t{2} << 20;
constexpr std::size_t kLeastLarge = 16 * kLargePage;

#ifdef __GLIBC__
/// What is allocated for a block of work lies in the heap, of which this much may lie idle.
[[maybe_unused]] const bool keeps_freed_memory =
    mallopt(M_MMAP_THRESHOLD, static_cast<int>(kLeastLarge)) == 1 &&
    mallopt(M_TRIM_THRESHOLD, static_cast<int>(2 * kLeastLarge)) == 1;
#endif

void* allocate(std::size_t size) {
  if (void* const scratch = fsu::io::allocate_scratch(size)) return scratch;
  if (size < kLeastLarge) return std::malloc(size == 0 ? 1 : size);
  void* const memory =
      std::aligned_alloc(kLargePage, (size + kLargePage - 1) / kLargePage * kLargePage);
  // Only advice: without it the memory is as good, but slower to read in random order.
  if (memory != nullptr) static_cast<void>(madvise(memory, size, MADV_HUGEPAGE));
  return memory;
}

void give_back(void* memory) noexcept {
  if (!fsu::io::free_scratch(memory)) std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) {
  while (true) {
    if (void* const memory = allocate(size)) return memory;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

void* operator new[](std::size_t size) { return operator new(size); }
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t /*size*/) noexcept { give_back(memory); }

#endif

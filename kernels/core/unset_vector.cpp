#include "kernels/core/unset_vector.hpp"

#include <sys/mman.h>

#include <cstdlib>

namespace fsu {
namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20;

}  // namespace

void* allocate_huge_pages(std::size_t num_bytes) {
  const std::size_t rounded = (num_bytes + kHugePage - 1) / kHugePage * kHugePage;
  void* const address = rounded < num_bytes ? nullptr : std::aligned_alloc(kHugePage, rounded);
  if (address == nullptr) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
  ::madvise(address, rounded, MADV_HUGEPAGE);  // only advice
#endif
  return address;
}

void free_huge_pages(void* address) noexcept { std::free(address); }

}  // namespace fsu

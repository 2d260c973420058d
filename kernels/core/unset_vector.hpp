// Vectors whose new elements are not set, and such vectors in huge pages.
//
// Whoever makes an UnsetVector longer by resize writes the new elements, so nothing is written
// twice. A HugePageVector is for a table that is read at random: from some megabytes on its memory
// comes in huge pages where the system has them, so that a read seldom waits for a page table too.
// What is only appended to and walked through gains little from them.
#pragma once

#include <cstddef>
#include <new>
#include <utility>
#include <vector>

namespace fsu {

/// Memory in huge pages, as far as the system has them; std::bad_alloc where there is none.
[[nodiscard]] void* allocate_huge_pages(std::size_t num_bytes);
void free_huge_pages(void* address) noexcept;

template <class T, bool kIsHuge>
struct UnsetAllocator {
  using value_type = T;
  template <class Other>
  struct rebind {
    using other = UnsetAllocator<Other, kIsHuge>;
  };

  UnsetAllocator() = default;
  template <class Other>
  explicit UnsetAllocator(const UnsetAllocator<Other, kIsHuge>&) noexcept {}

  [[nodiscard]] T* allocate(std::size_t count) {
    const std::size_t num_bytes = count * sizeof(T);
    return static_cast<T*>(is_huge(num_bytes) ? allocate_huge_pages(num_bytes)
                                              : ::operator new(num_bytes));
  }
  void deallocate(T* address, std::size_t count) noexcept {
    is_huge(count * sizeof(T)) ? free_huge_pages(address) : ::operator delete(address);
  }

  template <class U, class... Arguments>
  void construct(U* place, Arguments&&... arguments) {
    if constexpr (sizeof...(Arguments) == 0) {
      ::new (static_cast<void*>(place)) U;
    } else {
      ::new (static_cast<void*>(place)) U(std::forward<Arguments>(arguments)...);
    }
  }

  friend bool operator==(const UnsetAllocator&, const UnsetAllocator&) { return true; }

 private:
  static constexpr std::size_t kLeastBytes = std::size_t{4} << 20;
  static bool is_huge(std::size_t num_bytes) { return kIsHuge && num_bytes >= kLeastBytes; }
};

template <class T>
using UnsetVector = std::vector<T, UnsetAllocator<T, false>>;
template <class T>
using HugePageVector = std::vector<T, UnsetAllocator<T, true>>;

}  // namespace fsu

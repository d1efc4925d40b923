// Arrays that start on a cache line, as the vector loads of the kernels like them; large ones on pages of
// 2 MB where the system has such, as matrices are walked across their columns.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace waveguide::cpu {

template <class T>
struct CacheLineAllocator {
  using value_type = T;
  CacheLineAllocator() = default;
  template <class U>
  explicit CacheLineAllocator(const CacheLineAllocator<U>& /*other*/) {}
  T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    void* const memory = ::operator new(bytes, alignmentOf(count));
#if defined(__linux__)
    if (bytes >= hugePage) static_cast<void>(madvise(memory, bytes, MADV_HUGEPAGE));
#endif
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) { ::operator delete(memory, alignmentOf(count)); }
  template <class U>
  bool operator==(const CacheLineAllocator<U>& /*other*/) const {
    return true;
  }
  template <class U>
  bool operator!=(const CacheLineAllocator<U>& /*other*/) const {
    return false;
  }

 private:
  static constexpr std::size_t hugePage = std::size_t{1} << 21U;
  static std::align_val_t alignmentOf(std::size_t count) {
    return std::align_val_t{count * sizeof(T) >= hugePage ? hugePage : 64};
  }
};

template <class T>
using AlignedVector = std::vector<T, CacheLineAllocator<T>>;

}  // namespace waveguide::cpu

#include "common/threads.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace waveguide {

void parallelFor(std::size_t count, int threads, const std::function<void(std::size_t, int)>& task) {
  const int workers =
      static_cast<int>(std::min<std::size_t>(count, static_cast<std::size_t>(std::max(threads, 1))));
  if (workers <= 1) {
    for (std::size_t index = 0; index < count; ++index) task(index, 0);
    return;
  }
  std::atomic<std::size_t> next{0};
  std::exception_ptr firstError;
  std::mutex errorMutex;
  const auto work = [&](int thread) {
    try {
      for (std::size_t index = next++; index < count; index = next++) task(index, thread);
    } catch (...) {
      const std::lock_guard<std::mutex> lock(errorMutex);
      if (!firstError) firstError = std::current_exception();
      next = count;
    }
  };
  std::vector<std::thread> pool;
  pool.reserve(static_cast<std::size_t>(workers) - 1);
  for (int thread = 1; thread < workers; ++thread) pool.emplace_back(work, thread);
  work(0);
  for (auto& thread : pool) thread.join();
  if (firstError) std::rethrow_exception(firstError);
}

int hardwareThreads() { return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); }

}  // namespace waveguide

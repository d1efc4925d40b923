// Fork-join over plain std::thread.
#pragma once

#include <cstddef>
#include <functional>

namespace waveguide {

/// Runs task(index, thread) for index = 0 … count−1; indices are handed out in ascending order, one at a
/// time. The first exception thrown stops the hand-out and is rethrown in the caller. threads ≤ 1 runs in the
/// caller.
void parallelFor(std::size_t count, int threads, const std::function<void(std::size_t, int)>& task);

/// std::thread::hardware_concurrency(), at least 1.
[[nodiscard]] int hardwareThreads();

}  // namespace waveguide

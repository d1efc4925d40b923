// Seconds of a stage.
#pragma once

#include <chrono>

namespace waveguide::mesh {

class Stopwatch {
 public:
  /// Seconds since the last call, or since the beginning.
  [[nodiscard]] double lap() {
    const auto before = start_;
    start_ = std::chrono::steady_clock::now();
    return std::chrono::duration<double>(start_ - before).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace waveguide::mesh

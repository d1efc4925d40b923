// Cooperative cancellation: the job's owner sets the flag, the work polls it once per block of rows.
#pragma once

#include <atomic>

namespace waveguide {

/// Thrown by a poll after the flag was set; never reaches a user.
struct Cancelled {};

class CancelFlag {
 public:
  void set() { flag_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool isSet() const { return flag_.load(std::memory_order_relaxed); }
  void throwIfSet() const {
    if (isSet()) throw Cancelled{};
  }

 private:
  std::atomic<bool> flag_{false};
};

}  // namespace waveguide

// Lets threads compute in any order and write in the order of their indices, so that sums have the same bits
// for every number of threads.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace waveguide::cpu {

class OrderedCommit {
 public:
  /// Waits for the turn of `index`, runs `write`, and passes the turn on. Returns without writing after
  /// abandon().
  template <class Write>
  void commit(std::size_t index, const Write& write) {
    std::unique_lock<std::mutex> lock(mutex_);
    turn_.wait(lock, [&] { return next_ == index || abandoned_; });
    if (abandoned_) return;
    lock.unlock();
    write();
    lock.lock();
    ++next_;
    turn_.notify_all();
  }

  /// A thread that fails must release those who wait for it.
  void abandon() {
    const std::lock_guard<std::mutex> lock(mutex_);
    abandoned_ = true;
    turn_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable turn_;
  std::size_t next_ = 0;
  bool abandoned_ = false;
};

}  // namespace waveguide::cpu

// Lets threads compute in any order and writes in the order of the indices, so that sums have the same bits
// for every number of threads. What is finished early waits in its buffer; nobody waits for it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace waveguide::cpu {

template <class Buffer>
class OrderedCommit {
 public:
  /// `count` buffers may wait for their turn.
  explicit OrderedCommit(std::size_t count) : spare_(count) {}

  /// A buffer to compute `index` in; null after abandon(). Waits only while all buffers wait for an index
  /// that another thread is at.
  std::unique_ptr<Buffer> acquire(std::size_t index) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [&] { return abandoned_ || !free_.empty() || spare_ > 0 || next_ == index; });
    if (abandoned_) return nullptr;
    if (!free_.empty()) {
      std::unique_ptr<Buffer> buffer = std::move(free_.back());
      free_.pop_back();
      return buffer;
    }
    if (spare_ > 0) --spare_;
    return std::make_unique<Buffer>();
  }

  /// Hands in a computed buffer. Calls write(index, buffer) for every one whose turn has come, unless another
  /// thread is at it: that one goes on to this.
  template <class Write>
  void submit(std::size_t index, std::unique_ptr<Buffer> buffer, const Write& write) {
    std::unique_lock<std::mutex> lock(mutex_);
    ready_.emplace(index, std::move(buffer));
    if (writing_) return;
    writing_ = true;
    for (auto first = ready_.begin(); !abandoned_ && first != ready_.end() && first->first == next_;
         first = ready_.begin()) {
      std::unique_ptr<Buffer> mine = std::move(first->second);
      ready_.erase(first);
      lock.unlock();
      write(next_, *mine);
      lock.lock();
      ++next_;
      free_.push_back(std::move(mine));
      changed_.notify_all();
    }
    writing_ = false;
  }

  /// A thread that fails must release those who wait.
  void abandon() {
    const std::lock_guard<std::mutex> lock(mutex_);
    abandoned_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::size_t, std::unique_ptr<Buffer>> ready_;
  std::vector<std::unique_ptr<Buffer>> free_;
  std::size_t spare_;
  std::size_t next_ = 0;
  bool writing_ = false;
  bool abandoned_ = false;
};

}  // namespace waveguide::cpu

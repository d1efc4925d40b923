#include "common/threads.h"

#include <doctest/doctest.h>

#include <atomic>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace waveguide;

TEST_CASE("every index runs exactly once for any number of threads") {
  for (const int threads : {-1, 0, 1, 2, 3, 16}) {
    CAPTURE(threads);
    for (const std::size_t count : {0U, 1U, 7U, 1000U}) {
      std::vector<std::atomic<int>> runs(count);
      parallelFor(count, threads, [&](std::size_t index, int) { ++runs[index]; });
      for (const auto& run : runs) CHECK(run == 1);
    }
  }
}

TEST_CASE("thread numbers stay below the count and below the number of tasks") {
  std::atomic<int> highest{0};
  parallelFor(3, 16, [&](std::size_t, int thread) {
    int seen = highest;
    while (thread > seen && !highest.compare_exchange_weak(seen, thread)) {
    }
  });
  CHECK(highest < 3);
}

TEST_CASE("one thread runs in the caller and in order") {
  std::vector<std::size_t> order;
  const auto caller = std::this_thread::get_id();
  parallelFor(5, 1, [&](std::size_t index, int thread) {
    CHECK(thread == 0);
    CHECK((std::this_thread::get_id() == caller));
    order.push_back(index);
  });
  CHECK(order == std::vector<std::size_t>{0, 1, 2, 3, 4});
}

TEST_CASE("the first exception stops the hand-out and reaches the caller") {
  for (const int threads : {1, 2, 4}) {
    CAPTURE(threads);
    std::atomic<std::size_t> runs{0};
    const auto task = [&](std::size_t index, int) {
      if (index == 10) throw std::runtime_error("task 10");
      ++runs;
    };
    CHECK_THROWS_WITH_AS(parallelFor(1'000'000, threads, task), "task 10", std::runtime_error);
    CHECK(runs < 1'000'000);
  }
}

TEST_CASE("the machine has at least one thread") { CHECK(hardwareThreads() >= 1); }

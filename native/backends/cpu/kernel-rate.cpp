#include "backends/cpu/kernel-rate.h"

#include <algorithm>
#include <ctime>
#include <random>

#include "backends/cpu/aligned.h"
#include "backends/cpu/dispatch.h"
#include "common/threads.h"

namespace waveguide::cpu {
namespace {

constexpr int pointCount = 256;
constexpr int windows = 5;

double threadSeconds() {
#if defined(CLOCK_THREAD_CPUTIME_ID)
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
#else
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
#endif
}

template <class T>
AlignedVector<T> randomPoints() {
  std::mt19937 generator(1);  // NOLINT(cert-msc51-cpp) the same points in every run
  std::uniform_real_distribution<double> uniform(0.05, 0.3);
  AlignedVector<T> planes(6 * static_cast<std::size_t>(pointCount));
  for (T& value : planes) value = static_cast<T>(uniform(generator));
  return planes;
}

template <class T>
double oneWindow(const AlignedVector<T>& points, double seconds) {
  const Kernels<T>& kernels = kernelsOfPrecision<T>(activeKernels());
  volatile T sink = 0;
  double runs = 0;
  const double start = threadSeconds();
  double elapsed = 0;
  while (elapsed < seconds) {
    sink = kernels.bareKernel(points.data(), pointCount, T(50));
    runs += 1;
    elapsed = threadSeconds() - start;
  }
  static_cast<void>(sink);
  return runs * pointCount * pointCount / elapsed * 1e-9;
}

template <class T>
double bestRate(int threads, double seconds) {
  const AlignedVector<T> points = randomPoints<T>();
  double best = 0;
  for (int window = 0; window < windows; ++window) {
    std::vector<double> rates(static_cast<std::size_t>(threads), 0);
    parallelFor(rates.size(), threads,
                [&](std::size_t index, int /*thread*/) { rates[index] = oneWindow(points, seconds); });
    double sum = 0;
    for (const double rate : rates) sum += rate;
    best = std::max(best, sum);
  }
  return best;
}

}  // namespace

double kernelRate(bool doublePrecision, int threads, double seconds) {
  return doublePrecision ? bestRate<double>(std::max(threads, 1), seconds)
                         : bestRate<float>(std::max(threads, 1), seconds);
}

}  // namespace waveguide::cpu

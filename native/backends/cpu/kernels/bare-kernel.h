// The machine's own limit: four Burton–Miller values per point pair, summed in registers, all data in the
// first cache.
#pragma once

#include "backends/cpu/kernel-table.h"
#include "backends/cpu/kernels/point-pair.h"

namespace waveguide::cpu {
namespace {

// `points`: 6 planes (x y z, normal) of pointCount entries, a multiple of lanes; every point against every
// other set.
template <class T>
T bareKernel(const T* points, int pointCount, T wavenumber) {
  constexpr int lanes = Simd<T>::lanes;
  const Vector<T> k = broadcast(wavenumber);
  Vector<T> sums[slotPlanes + 2] = {};
  for (int i = 0; i < pointCount; ++i) {
    const Point<T> x = {broadcast(-points[i]), broadcast(points[pointCount + i]),
                        broadcast(points[2 * pointCount + i])};
    const Point<T> testNormal = {broadcast(points[3 * pointCount + i]), broadcast(points[4 * pointCount + i]),
                                 broadcast(points[5 * pointCount + i])};
    for (int j = 0; j < pointCount; j += lanes) {
      const Point<T> y = lanePlanes(points + j, pointCount);
      const Point<T> trialNormal = lanePlanes(points + 3 * pointCount + j, pointCount);
      const Point<T> d = {k * (y.x - x.x), k * (y.y - x.y), k * (y.z - x.z)};
      const PointPair<T> value =
          pointPair<T, false>(d, dot(d, trialNormal), dot(d, testNormal), dot(testNormal, trialNormal), typename Simd<T>::Bits{});
      for (int plane = 0; plane < slotPlanes; ++plane) sums[plane] += value.planes[plane];
      sums[slotPlanes] += value.gReal;
      sums[slotPlanes + 1] += value.gImag;
    }
  }
  T sum = 0;
  for (const auto& vector : sums) {
    for (int lane = 0; lane < lanes; ++lane) sum += vector[lane];
  }
  return sum;
}

}  // namespace
}  // namespace waveguide::cpu

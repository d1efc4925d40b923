// ∫ φ_i (V + ηK′) q over regular pairs: a vector of test triangles against every triangle that moves.
#pragma once

#include "backends/cpu/kernel-table.h"
#include "backends/cpu/kernels/green.h"

namespace waveguide::cpu {
namespace {

template <class T>
inline void addSource(const RightSideChunk<T>& chunk, long source, const Point<T>* x, const Point<T>& normal,
                      const Wave<T>& wave, Vector<T>* sums) {
  const T* data = chunk.sourceData + 3 * source;
  const unsigned mask = chunk.masks[source];
  const typename Simd<T>::Bits leftOut = laneMask<T>(mask);
  const Vector<T> inverseWavenumber = 1 / wave.wavenumber;
  for (int s = 0; s < chunk.rule->count; ++s) {
    const Point<T> y = trianglePoint(chunk.sourceCorners + 9 * source, chunk.rule->hats[s]);
    const Vector<T> scale =
        select<T>(leftOut, Vector<T>{}, broadcast(chunk.rule->weights[s] * data[0] * T(inverseFourPi)));
    for (long p = 0; p < chunk.rule->count; ++p) {
      const Point<T> d = {y.x - x[p].x, y.y - x[p].y, y.z - x[p].z};
      const Green<T> kernel = green<T>(select<T>(leftOut, broadcast(T(1)), dot(d, d)), scale, wave);
      const Vector<T> slope = -dot(d, normal) * inverseWavenumber;  // η∂G/∂n_x = (i/k)(−H d·n_S)
      const Vector<T> real = kernel.gReal - slope * kernel.hImag;
      const Vector<T> imag = kernel.gImag + slope * kernel.hReal;
      sums[2 * p] += real * data[1] - imag * data[2];
      sums[2 * p + 1] += real * data[2] + imag * data[1];
    }
  }
}

template <class T>
void rightSide(const RightSideChunk<T>& chunk) {
  constexpr int lanes = Simd<T>::lanes;
  const Wave<T> wave(chunk.wavenumber);
  Point<T> x[maxRulePoints];
  for (int p = 0; p < chunk.rule->count; ++p) x[p] = lanePoint(chunk.testCorners, lanes, chunk.rule->hats[p]);
  const Point<T> normal = lanePlanes(chunk.testNormals, lanes);
  Vector<T> sums[2 * maxRulePoints] = {};
  for (long source = 0; source < chunk.sourceCount; ++source) addSource(chunk, source, x, normal, wave, sums);
  const Vector<T> area = load(chunk.testAreas);
  for (int i = 0; i < 3; ++i) {
    Vector<T> real = {}, imag = {};
    for (int p = 0; p < chunk.rule->count; ++p) {
      const T weight = chunk.rule->weights[p] * chunk.rule->hats[p][i];
      real += weight * sums[2 * p];
      imag += weight * sums[2 * p + 1];
    }
    store(chunk.result + 2 * i * lanes, area * real);
    store(chunk.result + (2 * i + 1) * lanes, area * imag);
  }
}

}  // namespace
}  // namespace waveguide::cpu

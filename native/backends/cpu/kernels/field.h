// Pressure of the surface traces at points and in far directions, a vector of points at a time.
#pragma once

#include "backends/cpu/kernel-table.h"
#include "backends/cpu/kernels/green.h"

namespace waveguide::cpu {
namespace {

constexpr int sourceRow = 10;

// p(x) = ∫ (∂G/∂n_y p − G q)
template <class T>
void field(const FieldChunk<T>& chunk) {
  constexpr int lanes = Simd<T>::lanes;
  const Wave<T> wave(chunk.wavenumber);
  const Point<T> x = lanePlanes(chunk.points, lanes);
  const Vector<T> scale = broadcast(T(inverseFourPi));
  Vector<T> real = {}, imag = {};
  for (int source = 0; source < chunk.sourceCount; ++source) {
    const T* row = chunk.sources + sourceRow * source;
    const Point<T> d = {row[0] - x.x, row[1] - x.y, row[2] - x.z};
    const Green<T> kernel = green<T>(dot(d, d), scale, wave);
    const Vector<T> slope = d.x * row[3] + d.y * row[4] + d.z * row[5];
    const Vector<T> doubleReal = kernel.hReal * slope;
    const Vector<T> doubleImag = kernel.hImag * slope;
    real += doubleReal * row[6] - doubleImag * row[7] - kernel.gReal * row[8] + kernel.gImag * row[9];
    imag += doubleReal * row[7] + doubleImag * row[6] - kernel.gReal * row[9] - kernel.gImag * row[8];
  }
  store(chunk.result, real);
  store(chunk.result + lanes, imag);
}

// f(u) = (1/4π) ∫ e^{−iku·y} (−ik u·n p − q)
template <class T>
void farField(const FieldChunk<T>& chunk) {
  constexpr int lanes = Simd<T>::lanes;
  const Wave<T> wave(chunk.wavenumber);
  const Point<T> u = lanePlanes(chunk.points, lanes);
  Vector<T> real = {}, imag = {};
  for (int source = 0; source < chunk.sourceCount; ++source) {
    const T* row = chunk.sources + sourceRow * source;
    const SineCosine<T> phase = sineCosineTurns<T>(u.x * row[0] + u.y * row[1] + u.z * row[2], wave.turns);
    const Vector<T> slope = wave.wavenumber * (u.x * row[3] + u.y * row[4] + u.z * row[5]);
    const Vector<T> densityReal = slope * row[7] - row[8];
    const Vector<T> densityImag = -slope * row[6] - row[9];
    real += phase.cosine * densityReal + phase.sine * densityImag;
    imag += phase.cosine * densityImag - phase.sine * densityReal;
  }
  store(chunk.result, real * T(inverseFourPi));
  store(chunk.result + lanes, imag * T(inverseFourPi));
}

}  // namespace
}  // namespace waveguide::cpu

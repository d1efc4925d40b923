// The Burton–Miller values of one pair of points, both orders, in lengths times k: R = kr, D = k(y − x).
//   g = e^{iR}/R      h = e^{iR}(iR − 1)/R³      (G = k/4π·g, H d·n = k²/4π·h D·n)
//   u = −h D·n_T − i n_S·n_T g    entry A(S, T), test S: −K − ηk² n·n V
//   w = +h D·n_S − i n_S·n_T g    entry A(T, S), test T
// u and w want a factor k²/4π, and so does (i/k²) curl·curl g, the other half of ηW.
#pragma once

#include "backends/cpu/kernels/green.h"

namespace waveguide::cpu {
namespace {

constexpr int slotPlanes = 4;

template <class T>
struct PointPair {
  Vector<T> planes[slotPlanes];  // u, w; real, imaginary
  Vector<T> gReal, gImag;
};

// `slopes`: D·n_T and D·n_S. Lanes of `leftOut` get zero.
template <class T, bool masked>
inline PointPair<T> pointPair(const Point<T>& d, Vector<T> trialSlope, Vector<T> testSlope, Vector<T> normals,
                              typename Simd<T>::Bits leftOut) {
  Vector<T> square = dot(d, d);
  if (masked) square = select<T>(leftOut, broadcast(T(1)), square);
  Vector<T> inverse = reciprocalRoot(square);
  const SineCosine<T> wave = sineCosine<T>(square * inverse);
  if (masked) inverse = select<T>(leftOut, Vector<T>{}, inverse);
  const Vector<T> inverseSquare = inverse * inverse;
  const Vector<T> gReal = inverse * wave.cosine, gImag = inverse * wave.sine;
  // −h = (e^{iR}/R − i e^{iR})/R²
  const Vector<T> hReal = gReal + wave.sine, hImag = gImag - wave.cosine;
  const Vector<T> trial = inverseSquare * trialSlope, test = inverseSquare * testSlope;
  const Vector<T> tensionReal = normals * gImag, tensionImag = normals * gReal;
  return {{tensionReal + hReal * trial, hImag * trial - tensionImag, tensionReal - hReal * test,
           -(hImag * test) - tensionImag},
          gReal,
          gImag};
}

}  // namespace
}  // namespace waveguide::cpu

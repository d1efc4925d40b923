// The Green's function and its gradient factor for one vector of distances.
//   G = e^{ikr}/(4πr)      H = (dG/dr)/r = G (ikr − 1)/r²
#pragma once

#include "backends/cpu/kernels/vector.h"

namespace waveguide::cpu {
namespace {

template <class T>
struct Green {
  Vector<T> gReal, gImag, hReal, hImag;
};

template <class T>
struct Wave {
  Vector<T> wavenumber;
  Vector<T> turns;  // k/2π
  explicit Wave(T k) : wavenumber(broadcast(k)), turns(broadcast(k * T(0.15915494309189533577))) {}
};

// `scale` multiplies everything; it carries 1/4π, weights and areas.
template <class T>
inline Green<T> green(Vector<T> squaredDistance, Vector<T> scale, const Wave<T>& wave) {
  const Vector<T> inverse = reciprocalRoot(squaredDistance);
  const Vector<T> distance = squaredDistance * inverse;
  const SineCosine<T> phase = sineCosineTurns<T>(distance, wave.turns);
  const Vector<T> amplitude = scale * inverse;
  Green<T> value{};
  value.gReal = amplitude * phase.cosine;
  value.gImag = amplitude * phase.sine;
  const Vector<T> kr = wave.wavenumber * distance;
  const Vector<T> inverseSquare = inverse * inverse;
  value.hReal = -(value.gReal + kr * value.gImag) * inverseSquare;
  value.hImag = (kr * value.gReal - value.gImag) * inverseSquare;
  return value;
}

// G − 1/(4πr) and its gradient factor, free of cancellation: with s, c of kr/2,
// e^{iz} − 1 = 2is(c + is) and (iz − 1)e^{iz} + 1 = 2s(s − zc) + i(z cos z − sin z).
// At r = 0 the caller passes a tiny distance: the limits ik/4π and (after the factor d·n = 0) 0 come out by
// themselves.
template <class T>
inline Green<T> greenRemainder(Vector<T> squaredDistance, Vector<T> scale, const Wave<T>& wave) {
  const Vector<T> inverse = reciprocalRoot(squaredDistance);
  const Vector<T> distance = squaredDistance * inverse;
  const SineCosine<T> half = sineCosineTurns<T>(distance, T(0.5) * wave.turns);
  const Vector<T> kr = wave.wavenumber * distance;
  const Vector<T> twiceSine = half.sine + half.sine;
  const Vector<T> sine = twiceSine * half.cosine;
  const Vector<T> cosine = 1 - twiceSine * half.sine;
  const Vector<T> amplitude = scale * inverse;
  const Vector<T> cube = amplitude * inverse * inverse;
  Green<T> value{};
  value.gReal = -amplitude * (twiceSine * half.sine);
  value.gImag = amplitude * sine;
  value.hReal = cube * (twiceSine * (half.sine - kr * half.cosine));
  value.hImag = cube * (kr * cosine - sine);
  return value;
}

template <class T>
struct Point {
  Vector<T> x, y, z;
};

template <class T>
inline Vector<T> dot(const Point<T>& a, const Point<T>& b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

template <class T>
inline Point<T> broadcastPoint(const T* from) {
  return {broadcast(from[0]), broadcast(from[1]), broadcast(from[2])};
}

// A point of each lane's triangle; corner planes are `stride` values apart.
template <class T>
inline Point<T> lanePoint(const T* corners, long stride, const T* hats) {
  Point<T> point{};
  for (int corner = 0; corner < 3; ++corner) {
    const T* plane = corners + 3L * corner * stride;
    point.x += hats[corner] * load(plane);
    point.y += hats[corner] * load(plane + stride);
    point.z += hats[corner] * load(plane + 2 * stride);
  }
  return point;
}

template <class T>
inline Point<T> lanePlanes(const T* planes, long stride) {
  return {load(planes), load(planes + stride), load(planes + 2 * stride)};
}

// A point of one triangle in every lane.
template <class T>
inline Point<T> trianglePoint(const T* corners, const T* hats) {
  T point[3];
  for (int axis = 0; axis < 3; ++axis) {
    point[axis] = hats[0] * corners[axis] + hats[1] * corners[3 + axis] + hats[2] * corners[6 + axis];
  }
  return broadcastPoint(point);
}

constexpr double inverseFourPi = 0.07957747154594766788;

}  // namespace
}  // namespace waveguide::cpu

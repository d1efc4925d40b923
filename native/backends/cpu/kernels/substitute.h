// Solves with the factors of one block of the preconditioner.
#pragma once

#include "backends/cpu/kernel-table.h"
#include "backends/cpu/kernels/vector.h"

namespace waveguide::cpu {
namespace {

// vector −= column · x from `entry` on; columns and vector go on for one vector of zeros behind the last row.
template <class T>
inline void subtractColumn(const T* column, long entry, long last, T real, T imag, T* vector) {
  constexpr int lanes = Simd<T>::lanes;
  Vector<T> signs;
  for (int lane = 0; lane < lanes; ++lane) signs[lane] = lane % 2 == 0 ? T(-1) : T(1);
  const Vector<T> crossing = signs * imag;
  for (; entry < last; entry += lanes) {
    const Vector<T> value = load(column + entry);
    const Vector<T> crossed = swapNeighbours<T>(value, Lanes<T>{});
    store(vector + entry, load(vector + entry) - value * real - crossed * crossing);
  }
}

template <class T>
void substitute(const TriangularFactors<T>& factors, T* vector) {
  const long size = factors.size;
  for (long j = 0; j < size; ++j) {
    subtractColumn(factors.lower + 2 * factors.stride * j, 2 * (j + 1), 2 * size, vector[2 * j],
                   vector[2 * j + 1], vector);
  }
  for (long j = size - 1; j >= 0; --j) {
    const T* const inverse = factors.inverseDiagonal + 2 * j;
    const T real = vector[2 * j] * inverse[0] - vector[2 * j + 1] * inverse[1];
    const T imag = vector[2 * j] * inverse[1] + vector[2 * j + 1] * inverse[0];
    vector[2 * j] = real;
    vector[2 * j + 1] = imag;
    subtractColumn(factors.upper + 2 * factors.stride * j, 0, 2 * j, real, imag, vector);
  }
}

}  // namespace
}  // namespace waveguide::cpu
